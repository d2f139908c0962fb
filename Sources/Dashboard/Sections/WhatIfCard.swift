import HubSpotModel
import Projections

/// The chain from the target back to leads, with inputs that the script computes anew.
///
/// The page shows the document's figures until an input is moved; only then does the script compute,
/// by the formulas of the dictionary's section 11 and its rule of rounding.
struct WhatIfCard: Component {
    let context: PageContext
    let target: MetricsDocument.Target

    private var format: FigureFormat { context.format }
    private var model: MetricsDocument.Target.Model { target.model }
    private var source: FigureSource { FigureSource(format: format, path: "target.model") }

    var body: Markup {
        Card(
            id: "what-if", width: .full, title: "From the target back to leads",
            subtitle:
                "Rates of \(basis.window)\(basis.fixed.map { "; \($0)" } ?? ""). Move one to see what it would take: nothing is written "
                + "back to HubSpot, and the address keeps the scenario.",
            mode: .longTerm, term: .requiredVolumes
        ) {
            tag("div", ["class": "wi", "id": "wi"]) {
                inputs
                chain
                outcome
            }
        }
    }

    private var basis: RateBasis { RateBasis(rates: context.document.rates) }

    private var inputs: Markup {
        tag("div", ["class": "js", "role": "group", "aria-label": "What if"]) {
            input("targetMonthly", "Monthly target", .money, model.targetMonthly) {
                source.compact($0, $1)
            }
            input("winRate", "Win rate", .percent, model.winRate) {
                source.percent($0, $1, absence: "no deals closed")
            }
            input("avgDealSize", "Average deal", .money, model.avgDealSize) {
                source.compact($0, $1, absence: basis.absenceOfDeal)
            }
            input("salesCycleDays", "Sales cycle", .days, model.salesCycleDays) {
                source.days($0, $1, absence: "no deals won")
            }
            input("leadToMql", "Lead to MQL", .percent, model.leadToMql) {
                source.percent($0, $1, absence: "no leads")
            }
            input("mqlToSql", "MQL to SQL", .percent, model.mqlToSql) {
                source.percent($0, $1, absence: "no MQLs")
            }
            input("sqlToOpportunity", "SQL to opportunity", .percent, model.sqlToOpportunity) {
                source.percent($0, $1, absence: "no SQLs")
            }
            tag("p", ["class": "act"]) {
                tag("button", ["id": "wi-reset", "disabled": ""]) { "Reset all" }
                tag("span", ["id": "wi-note", "class": "so"]) { Self.note }
            }
        }
    }

    /// Stands until an input is moved; the script has the other sentence.
    private static let note = "As the document has it."

    private func input(
        _ key: String, _ label: String, _ unit: WhatIfInput.Unit, _ base: DocumentNumber?,
        _ figure: (DocumentNumber?, String) -> Figure
    ) -> WhatIfInput {
        WhatIfInput(
            key: key, label: label, unit: unit, base: base, figure: figure(base, key),
            currency: CurrencySymbol.prefix(for: context.document.portal.companyCurrency))
    }

    private var chain: Markup {
        let (exact, whole) = (model.required, model.requiredWhole)
        return tag("ol", ["class": "ch"]) {
            step("Deals", "deals", exact.deals, whole.deals, "target ÷ average deal")
            step(
                "Opportunities", "opportunities", exact.opportunities, whole.opportunities,
                "÷ win rate")
            step("SQLs", "sqls", exact.sqls, whole.sqls, "÷ SQL to opportunity")
            step("MQLs", "mqls", exact.mqls, whole.mqls, "÷ MQL to SQL")
            step("Leads", "leads", exact.leads, whole.leads, "÷ lead to MQL")
        }
    }

    private func step(
        _ label: String, _ key: String, _ exact: DocumentNumber?, _ whole: DocumentNumber?,
        _ formula: String
    ) -> Markup {
        let absence = "a rate of the chain is missing or zero"
        return tag("li") {
            tag("span", ["class": "bn"]) {
                label
                tag("small") { formula }
            }
            tag("b", ["data-out": "\(key)Whole"]) {
                source.volume(whole, "requiredWhole.\(key)", absence: absence)
            }
            tag("span", ["class": "so", "data-out": key]) {
                source.volume(exact, "required.\(key)", absence: absence)
            }
        }
    }

    private var outcome: Markup {
        tag("div") {
            tag("dl", ["class": "fac"]) {
                row(
                    "Pipeline required", "pipeline",
                    source.compact(
                        model.requiredPipeline, "requiredPipeline",
                        absence: basis.absenceOfWinRate))
                row(
                    "Leads a working day", "leadsPerDay",
                    source.volume(
                        model.leadsPerWorkingDay, "leadsPerWorkingDay",
                        absence: "a rate of the chain is missing or zero"))
                row(
                    "Revenue a month at this pipeline", "revenue",
                    FigureSource(format: format, path: "pipeline.salesVelocity").compact(
                        context.document.pipeline.salesVelocity?.perMonth, "perMonth",
                        absence: "a rate is missing"))
                if let base = target.whatIf.firstIndex(where: { $0.id == "base" }) {
                    row(
                        "Gap to the target", "gap",
                        FigureSource(format: format, path: "target.whatIf.\(base)").compact(
                            target.whatIf[base].gapToTarget, "gapToTarget",
                            absence: "a rate is missing"))
                }
                row("Leads of today pay on", "closeOn", closeOn)
            }
            sensitivity
        }
    }

    private func row(_ label: String, _ name: String, _ figure: some Component) -> Markup {
        tag("div") {
            tag("dt") { label }
            tag("dd", ["data-out": name]) { figure }
        }
    }

    private var closeOn: Line {
        Line {
            if let date = model.leadsCreatedTodayCloseOn.flatMap(DateWords.date) {
                DateWords.day(date)
            } else {
                source.days(nil, "leadsCreatedTodayCloseOn", absence: "no deals won")
            }
        }
    }

    // MARK: Sensitivity

    private struct Lever {
        let label: String
        let index: Int
        let scenario: MetricsDocument.Target.Scenario
    }

    private var levers: [Lever] {
        [
            ("Win rate +10%", "winRatePlus10"), ("Deal size +10%", "dealSizePlus10"),
            ("Cycle −10%", "cycleMinus10"),
        ].compactMap { label, id in
            target.whatIf.firstIndex { $0.id == id }.map {
                Lever(label: label, index: $0, scenario: target.whatIf[$0])
            }
        }
    }

    @MarkupBuilder
    private var sensitivity: Markup {
        let levers = levers.filter { $0.scenario.changeFromBase != nil }
        if !levers.isEmpty {
            let greatest = levers.compactMap { $0.scenario.changeFromBase?.approximate }.max() ?? 0
            tag("h4") {
                "Which ten percent closes most of the gap\u{A0}"
                InfoButton(.sensitivity)
            }
            tag("ul", ["class": "bars"]) {
                for lever in levers {
                    let source = FigureSource(
                        format: format, path: "target.whatIf.\(lever.index)")
                    tag("li", ["data-lever": lever.scenario.id]) {
                        tag("span", ["class": "bn"]) { lever.label }
                        tag("span", ["class": "bv"]) {
                            tag("span", ["data-out": "lever"]) {
                                source.compact(lever.scenario.monthlyRevenue, "monthlyRevenue")
                            }
                            tag("span", ["class": "so"]) { " a month" }
                        }
                        Bar(
                            share: greatest > 0
                                ? (lever.scenario.changeFromBase?.approximate ?? 0) / greatest : 0)
                    }
                }
            }
        }
    }
}
