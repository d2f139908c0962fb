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
        let known = steps.indices.dropFirst().filter { steps[$0].stepConversion != nil }
        let worst = known.min {
            (steps[$0].stepConversion ?? 0) < (steps[$1].stepConversion ?? 0)
        }
        let source = FigureSource(format: context.format, path: "leads.funnel")
        if let worst, let least = steps[worst].stepConversion {
            let isSole = known.count { steps[$0].stepConversion == least } == 1
            if least == 1 {
                "No one has fallen out on the way"
            } else {
                "\(isSole ? "Most fall" : "People fall") out between "
                PortalText(steps[worst - 1].label)
                " and "
                PortalText(steps[worst].label)
                ": "
                source.percent(least, "\(worst).stepConversion")
                " go on"
            }
            if let last = steps.indices.last, let share = steps[last].cumulativeConversion {
                "; "
                if share == 0 {
                    "no lead is a customer yet"
                } else {
                    source.percent(share, "\(last).cumulativeConversion")
                    " of leads become customers"
                }
            }
        } else {
            "No one is a lead yet, so no one has fallen out"
        }
    }
}
