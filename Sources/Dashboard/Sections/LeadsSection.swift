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
        let most = mostLeads(results.bySource)
        if results.leads == 0 {
            period.none("No one", "became a lead", "has become a lead")
        } else {
            source.count(results.leads, "leads")
            " \(DateWords.plural(results.leads, "lead")) \(period.phrase)"
            origin(results, most, source)
        }
        won(results, most, source, period)
    }

    /// The source of more leads than any other.
    private func mostLeads(_ rows: [MetricsDocument.Leads.SourceRow]) -> Int? {
        rows.soleGreatest(\.leads).flatMap { rows[$0].leads > 0 ? $0 : nil }
    }

    @MarkupBuilder
    private func origin(
        _ results: MetricsDocument.Leads.Period, _ most: Int?, _ source: FigureSource
    ) -> Markup {
        let sources = results.bySource.count { $0.leads > 0 }
        if let most {
            ", \(sources > 1 ? "the most " : results.leads > 1 ? "all " : "")from "
            OptionWords(results.bySource[most].label)
            if sources > 1 {
                " ("
                source.count(results.bySource[most].leads, "bySource.\(most).leads")
                ")"
            }
        } else if sources > 1 {
            " from \(context.format.count(sources)) sources"
        }
    }

    /// The source whose deals brought more than those of any other.
    @MarkupBuilder
    private func won(
        _ results: MetricsDocument.Leads.Period, _ mostLeads: Int?, _ source: FigureSource,
        _ period: PeriodKey
    ) -> Markup {
        let rows = results.bySource
        let winners = rows.count { $0.wonDeals > 0 }
        let deals = rows.reduce(0) { $0 + $1.wonDeals }
        let best = rows.soleGreatest(\.wonRevenue)
        if context.document.dataQuality.notSynced.contains("deals") {
            Markup.empty
        } else if deals == 0 {
            "; " + period.none("no deal", "was won", "has been won")
        } else if let best, rows[best].wonRevenue > 0 {
            if best == mostLeads {
                ", which also won "
            } else {
                "; "
                OptionWords(rows[best].label)
                " won "
            }
            if winners > 1 { "the most, " }
            source.compact(rows[best].wonRevenue, "bySource.\(best).wonRevenue")
        } else {
            "; \(context.counted(deals, "deal")) won"
        }
    }
}
