import Projections

/// The document's scenarios side by side.
struct ScenarioCard: Component {
    let context: PageContext
    let target: MetricsDocument.Target

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "scenarios", width: .full, title: headline,
            subtitle: "Revenue a month at the current pipeline, if one factor changes",
            mode: .longTerm, term: .whatIf
        ) {
            if target.whatIf.isEmpty {
                EmptyState("The settings name no scenario.")
            } else if target.whatIf.allSatisfy({ $0.monthlyRevenue == nil }) {
                EmptyState("No scenario can be computed: \(missing).")
            } else {
                table
                Actions()
            }
        }
    }

    private var headline: String {
        let singles = target.whatIf.filter {
            [$0.factors.winRate, $0.factors.dealSize, $0.factors.cycle].count { $0 != 1 } == 1
        }
        guard singles.count > 1, let place = singles.soleGreatest({ $0.changeFromBase ?? 0 }),
            let change = singles[place].changeFromBase, change > 0
        else { return "Scenarios" }
        return "\(Self.name(singles[place].id)) helps most: "
            + "\(format.signedPercent(change)) revenue a month"
    }

    /// The first rate that all of them lack.
    private var missing: String {
        let rates = context.document.rates
        let basis = RateBasis(rates: rates)
        if rates.winRate == nil { return basis.absenceOfWinRate }
        if rates.avgDealSize == nil { return basis.absenceOfDeal }
        return "the sales cycle is not known, or zero"
    }

    private var table: DataTable {
        DataTable(
            name: "scenarios", section: .target, caption: "Scenarios", path: "target.whatIf",
            columns: [
                .text("Scenario", "id"), .number("Win rate", "winRate"),
                .number("Average deal", "avgDealSize"), .number("Cycle, days", "salesCycleDays"),
                .number("Revenue a month", "monthlyRevenue"), .number("Change", "changeFromBase"),
                .number("Gap to target", "gapToTarget"),
                .number("Leads needed", "requiredLeads", .requiredVolumes),
            ],
            rows: target.whatIf.map { scenario in
                DataTable.Row(cells: [
                    PortalText(Self.name(scenario.id)).body,
                    .text(format.percent(scenario.winRate)),
                    .text(format.money(scenario.avgDealSize)),
                    .text(format.days(scenario.salesCycleDays)),
                    .text(format.money(scenario.monthlyRevenue)),
                    .text(format.signedPercent(scenario.changeFromBase)),
                    .text(format.money(scenario.gapToTarget)),
                    .text(format.number(scenario.requiredLeads, places: 2)),
                ])
            })
    }

    /// The names of the default scenarios; others go by their id.
    static func name(_ id: String) -> String {
        switch id {
        case "base": "As now"
        case "winRatePlus10": "Win rate +10%"
        case "winRateMinus10": "Win rate −10%"
        case "dealSizePlus10": "Deal size +10%"
        case "dealSizeMinus10": "Deal size −10%"
        case "cycleMinus10": "Cycle −10%"
        case "cyclePlus10": "Cycle +10%"
        case "allBetter10": "All three 10% better"
        default: id
        }
    }
}
