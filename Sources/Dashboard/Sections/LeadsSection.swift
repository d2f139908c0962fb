import Projections

/// Section 2, which says where good leads come from.
struct LeadsSection: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    var body: Markup {
        SectionFrame(.leads) {
            PerPeriod(element: "span") { answer($0) }
        } content: {
            LeadFigures(context: context, leads: leads)
            SourceTable(context: context, leads: leads)
            WeeklyLeadsCard(context: context)
            LeadStatusCard(context: context, leads: leads)
            ActiveLeadsCard(context: context, leads: leads)
            LeadOwnersCard(context: context, leads: leads)
        }
    }

    @MarkupBuilder
    private func answer(_ period: PeriodKey) -> Markup {
        let results = leads.byPeriod[period]
        let source = FigureSource(
            format: context.format, path: "leads.byPeriod.\(period.rawValue)")
        if results.leads == 0 {
            "No one became a lead \(period == .allTime ? "yet" : period.phrase)"
        } else {
            source.count(results.leads, "leads")
            " \(DateWords.plural(results.leads, "lead")) \(period.phrase)"
            if let most = results.bySource.first, most.leads > 0 {
                ", most from "
                PortalText(most.label)
                " ("
                source.count(most.leads, "bySource.0.leads")
                ")"
            }
        }
        won(results, source)
    }

    /// The source whose deals brought most.
    @MarkupBuilder
    private func won(_ results: MetricsDocument.Leads.Period, _ source: FigureSource) -> Markup {
        let best = results.bySource.indices.max { left, right in
            let (first, second) = (results.bySource[left], results.bySource[right])
            return (first.wonRevenue, -left) < (second.wonRevenue, -right)
        }
        if let best, results.bySource[best].wonRevenue > 0 {
            "; "
            PortalText(results.bySource[best].label)
            " won most, "
            source.compact(results.bySource[best].wonRevenue, "bySource.\(best).wonRevenue")
        } else {
            "; no source has won a deal"
        }
    }
}
