import Projections

/// Win rate, average deal and sales cycle by month, with the number of deals behind each.
struct TrendsCard: Component {
    let context: PageContext
    let months: [MetricsDocument.Insights.Month]

    private static let height = 128.0
    private static let bottom = 100.0
    /// The counts stand in the lowest part of the plot.
    private static let countsTop = 78.0

    private typealias Point = (x: Double, y: Double)

    private struct Trend {
        let id: String
        let title: String
        let term: GlossaryTerm
        let style: String
        let value: (MetricsDocument.Insights.Month) -> DocumentNumber?
        let count: (MetricsDocument.Insights.Month) -> Int
        let text: (DocumentNumber?) -> String
        /// The columns of the table that say it.
        let told: [Int]
    }

    private var format: FigureFormat { context.format }

    private var trends: [Trend] {
        [
            Trend(
                id: "trend-rate", title: "Win rate", term: .winRate, style: "lpri",
                value: { $0.winRate }, count: { $0.dealsWon + $0.dealsLost },
                text: { format.percent($0) }, told: [6, 2, 4]),
            Trend(
                id: "trend-deal", title: "Average deal", term: .averageDeal, style: "lgood",
                value: { $0.avgDealSize }, count: { $0.dealsWon },
                text: { format.compactMoney($0) }, told: [7, 2]),
            Trend(
                id: "trend-cycle", title: "Sales cycle, days", term: .salesCycle, style: "lsec",
                value: { $0.avgSalesCycleDays }, count: { $0.dealsWon },
                text: { format.days($0) }, told: [8, 2]),
        ]
    }

    var body: Markup {
        Card(
            id: "trends", width: .full,
            title: "Win rate, deal size and cycle over \(context.counted(months.count, "month"))",
            subtitle:
                "By close month, the running one dashed; the grey columns are the deals behind each "
                + "point, so thin ones say little",
            mode: .longTerm
        ) {
            if months.allSatisfy({ $0.dealsWon + $0.dealsLost == 0 }) {
                EmptyState(
                    "No deal was closed in the last \(context.counted(months.count, "month")).")
            } else {
                tag("div", ["class": "sm"]) { for trend in trends { figure(trend) } }
                TableToggle(table: table)
            }
        }
    }

    private func figure(_ trend: Trend) -> Markup {
        let known = months.filter { trend.value($0) != nil }
        return tag("figure") {
            tag("figcaption", ["class": "hd"]) {
                tag("h4", ["id": "\(trend.id)-h"]) { trend.title }
                InfoButton(trend.term)
            }
            if known.isEmpty {
                EmptyState(
                    "No deal gives it a value in the last \(context.counted(months.count, "month"))."
                )
            } else {
                plot(trend, known)
            }
        }
    }

    private func plot(_ trend: Trend, _ known: [MetricsDocument.Insights.Month]) -> Plot {
        let values = known.compactMap { trend.value($0)?.approximate }
        let (least, greatest) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
        let countMax = Double(months.map(trend.count).max() ?? 0)
        let y = LinearScale(
            domain: least...max(greatest, least + 0.0001), from: Self.bottom, to: 14)
        let counts = LinearScale(
            domain: 0...max(countMax, 1), from: Self.bottom, to: Self.countsTop)
        let x = BandScale(count: months.count)
        // Zero has its own line, and so have the ends that are not zero.
        let ends = [least, greatest].filter { $0 != 0 }.compactMap { end in
            known.first { trend.value($0)?.approximate == end }.flatMap(trend.value)
        }
        return Plot(
            id: trend.id, labelledBy: "\(trend.id)-h", description: description(trend, known),
            height: Self.height, isInteractive: true, told: trend.told,
            content: .group([
                Mark.rule(y: y(0), class: "zero"),
                Mark.tick("0", y: y(0)),
                .group(
                    ends.map { end in
                        .group([
                            Mark.rule(y: y(end.approximate), class: "grid"),
                            Mark.tick(trend.text(end), y: y(end.approximate)),
                        ])
                    }),
                Mark.columns(
                    months.map { month in
                        trend.count(month) > 0 ? counts(Double(trend.count(month))) : nil
                    }, bottom: Self.bottom, height: Self.height, class: "faint"),
                lines(trend, x, y),
                tag("g", ["class": "p \(trend.style)"]) {
                    for (index, month) in months.enumerated() {
                        if let value = trend.value(month) {
                            Mark.dot(x: x.middle(index), y: y(value.approximate), radius: 2.5)
                        }
                    }
                },
                Mark.hits(months.indices, of: months.count, height: Self.bottom),
                MonthTicks(months.map(\.month)).labels(x, y: Self.bottom + 18, most: 5),
            ]))
    }

    /// One line for each run of months that have a value.
    private func lines(_ trend: Trend, _ x: BandScale, _ y: LinearScale) -> Markup {
        var runs: [[Point]] = [[]]
        for (index, month) in months.enumerated() {
            if let value = trend.value(month) {
                runs[runs.count - 1].append((x: x.middle(index), y: y(value.approximate)))
            } else if runs.last?.isEmpty == false {
                runs.append([])
            }
        }
        let line = { (points: [Point], style: String) -> Markup in
            points.count > 1 ? Mark.line(points, height: Self.height, class: style) : .empty
        }
        return .group(
            runs.map { run in
                // The running month is not over: the line to it is no measure of the others.
                guard let last = run.last, last.x == x.middle(months.count - 1) else {
                    return line(run, trend.style)
                }
                return .group([
                    line(run.dropLast(), trend.style), line(run.suffix(2), trend.style + " dash"),
                ])
            })
    }

    private func sentence(_ trend: Trend, _ month: MetricsDocument.Insights.Month) -> String {
        "\(DateWords.month(month.month)): \(trend.text(trend.value(month))), "
            + context.counted(trend.count(month), "deal")
    }

    private func description(
        _ trend: Trend, _ known: [MetricsDocument.Insights.Month]
    ) -> String {
        let order = known.sorted {
            (trend.value($0)?.approximate ?? 0) < (trend.value($1)?.approximate ?? 0)
        }
        guard let least = order.first, let most = order.last, let last = known.last else {
            return ""
        }
        if known.count == 1 { return "\(trend.title): one month only. \(sentence(trend, last))." }
        return "\(trend.title) from \(DateWords.month(months.first?.month ?? "")) on. "
            + "Least: \(sentence(trend, least)). Most: \(sentence(trend, most)). "
            + "Last: \(sentence(trend, last))."
    }

    private func column(
        _ label: String, _ field: String, _ filter: Drill.Filter
    ) -> DataTable.Column {
        .number(label, field, opens: filter, by: "month")
    }

    private var table: DataTable {
        DataTable(
            name: "months", section: .insights, caption: "Results by month",
            path: "insights.monthly",
            columns: [
                .text("Month", "month"), column("Created", "dealsCreated", .created),
                column("Won", "dealsWon", .won), column("Won revenue", "wonRevenue", .won),
                column("Lost", "dealsLost", .lost), column("Lost amount", "lostAmount", .lost),
                column("Win rate", "winRate", .closed),
                column("Average deal", "avgDealSize", .won),
                column("Cycle, days", "avgSalesCycleDays", .won),
            ],
            rows: months.enumerated().map { index, row in
                DataTable.Row(cells: [
                    Line {
                        DateWords.month(row.month)
                        if index == months.count - 1 { tag("span", ["class": "so"]) { " so far" } }
                    }.body, .text(format.count(row.dealsCreated)),
                    .text(format.count(row.dealsWon)), .text(format.money(row.wonRevenue)),
                    .text(format.count(row.dealsLost)), .text(format.money(row.lostAmount)),
                    .text(format.percent(row.winRate)), .text(format.money(row.avgDealSize)),
                    .text(format.days(row.avgSalesCycleDays)),
                ])
            })
    }
}
