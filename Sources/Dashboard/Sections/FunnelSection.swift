import Projections

/// Section 3, which says where people fall out on the way to customer.
struct FunnelSection: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    var body: Markup {
        SectionFrame(.funnel) {
            answer
        } content: {
            FunnelCard(context: context, steps: leads.funnel)
            CohortCard(context: context)
        }
    }

    /// The step that the smallest share takes.
    @MarkupBuilder
    private var answer: Markup {
        let steps = leads.funnel
        let worst = steps.indices.dropFirst().filter { steps[$0].stepConversion != nil }
            .min { (steps[$0].stepConversion ?? 0) < (steps[$1].stepConversion ?? 0) }
        let source = FigureSource(format: context.format, path: "leads.funnel")
        if let worst {
            "Most fall out between \(PortalText.shown(steps[worst - 1].label)) and "
            PortalText(steps[worst].label)
            ": "
            source.percent(steps[worst].stepConversion, "\(worst).stepConversion")
            " go on"
            if let last = steps.indices.last, last != worst {
                "; "
                source.percent(steps[last].cumulativeConversion, "\(last).cumulativeConversion")
                " of leads become customers"
            }
        } else {
            "No one is a lead yet, so no one has fallen out"
        }
    }
}
