import HubSpotModel
import Projections

/// Won revenue of the last twelve months as columns, with the monthly target.
struct MonthlyRevenueCard: Component {
    let context: PageContext

    private var rows: [MetricsDocument.SeriesRow] {
        Array(context.document.timeSeries?.monthly.suffix(12) ?? [])
    }

    var body: Markup {
        Card(
            id: "monthly-won", width: .third, title: headline,
            subtitle: "Won revenue by close month; the running one is hatched",
            mode: .longTerm, term: .wonRevenue, isChart: true
        ) {
            if context.document.dataQuality.notSynced.contains("deals") {
                EmptyState(NotSynced.sentence(["deals"]))
            } else if rows.isEmpty {
                EmptyState("Not yet computed: this document carries no monthly series.")
            } else if rows.allSatisfy({ $0.wonRevenue == 0 }) {
                EmptyState("No deal was won in the last 12 months.")
            } else {
                plot
                table
            }
        }
    }

    private var headline: String {
        let target = context.document.config.revenueTarget.monthly
        guard !rows.isEmpty, target > 0,
            !context.document.dataQuality.notSynced.contains("deals")
        else { return "Won revenue by month" }
        let reached = rows.filter { $0.wonRevenue >= target }.count
        return reached == 0
            ? "No month of the last 12 reached \(context.format.compactMoney(target))"
            : "\(reached) of the last 12 months reached \(context.format.compactMoney(target))"
    }

    private var plot: Plot {
        let target = context.document.config.revenueTarget.monthly
        let values = rows.map { $0.wonRevenue.approximate }
        let axis = ValueAxis(
            from: values.min() ?? 0, to: max(values.max() ?? 0, target.approximate))
        let y = LinearScale(domain: axis.first...axis.last, from: 168, to: 20)
        let x = BandScale(count: rows.count)
        let best = rows.max { $0.wonRevenue < $1.wonRevenue }
        let bestText = best.map {
            "Highest: \(month($0)), \(context.format.money($0.wonRevenue))."
        }
        return Plot(
            id: "monthly-won", labelledBy: "monthly-won-h",
            description: "Twelve columns, one a month. \(bestText ?? "") Target "
                + "\(context.format.money(target)) a month.",
            height: 190, isInteractive: true, told: [2, 1],
            content: .group([
                axis.grid(y) { context.format.tickMoney($0) },
                .group(
                    rows.enumerated().map { index, row in
                        Mark.column(
                            x: x.start(index), width: x.width, from: y(0),
                            to: y(row.wonRevenue.approximate),
                            class: index == rows.count - 1 ? "pri sofar" : "pri")
                    }),
                Mark.hits(rows.indices, of: rows.count, height: 170),
                Mark.rule(y: y(target.approximate), class: "goal"),
                Mark.label(
                    "Target", x: 100, y: y(target.approximate) - 4, class: "end goalt"),
                .group(
                    rows.enumerated().map { index, row in
                        Mark.label(
                            shortMonth(row), x: x.middle(index), y: 184,
                            class: index % 2 == (rows.count - 1) % 2 ? "xl" : "xl alt")
                    }),
            ]))
    }

    private var table: Markup {
        let offset = (context.document.timeSeries?.monthly.count ?? 0) - rows.count
        return TableToggle(
            table: DataTable(
                name: "won-by-month", section: .executive, caption: "Won revenue by month",
                path: "timeSeries.monthly.\(offset)+",
                columns: [
                    .text("Month", "0"), .number("Deals won", "9", opens: .won, by: "month"),
                    .number("Won revenue", "10", opens: .won, by: "month"),
                ],
                rows: rows.enumerated().map { index, row in
                    DataTable.Row(cells: [
                        Line {
                            month(row)
                            if index == rows.count - 1 {
                                tag("span", ["class": "so"]) { " so far" }
                            }
                        }.body,
                        .text(context.format.count(row.dealsWon)),
                        .text(context.format.money(row.wonRevenue)),
                    ])
                })
        ).body
    }

    private func month(_ row: MetricsDocument.SeriesRow) -> String {
        DateWords.date(row.date).map { "\(DateWords.months[$0.month - 1]) \($0.year)" } ?? row.date
    }

    private func shortMonth(_ row: MetricsDocument.SeriesRow) -> String {
        DateWords.date(row.date).map { DateWords.months[$0.month - 1] } ?? ""
    }
}
