import Projections

/// Section 4, which says what has to be true to reach the target.
struct TargetSection: Component {
    let context: PageContext
    let target: MetricsDocument.Target

    var body: Markup {
        SectionFrame(.target) {
            answer
        } content: {
            WhatIfCard(context: context, target: target)
            ScenarioCard(context: context, target: target)
            AttainmentCard(context: context, target: target)
            CoverageCard(context: context)
        }
    }

    @MarkupBuilder
    private var answer: Markup {
        let source = FigureSource(format: context.format, path: "target.model")
        let whole = target.model.requiredWhole
        let basis = RateBasis(rates: context.document.rates)
        if target.model.targetMonthly == 0 {
            "No monthly target is set"
        } else if whole.deals == nil {
            source.compact(target.model.targetMonthly, "targetMonthly")
            " a month needs an average deal: \(basis.absenceOfDeal) yet"
        } else {
            source.compact(target.model.targetMonthly, "targetMonthly")
            " a month needs "
            source.volume(whole.deals, "requiredWhole.deals")
            " \(whole.deals == 1 ? "deal" : "deals")"
            if whole.opportunities != nil {
                " from "
                source.volume(whole.opportunities, "requiredWhole.opportunities")
                " \(whole.opportunities == 1 ? "opportunity" : "opportunities")"
            }
            if whole.leads != nil {
                " and "
                source.volume(whole.leads, "requiredWhole.leads")
                " \(whole.leads == 1 ? "lead" : "leads")"
            }
            ", at the rates of \(basis.window)"
        }
    }
}
