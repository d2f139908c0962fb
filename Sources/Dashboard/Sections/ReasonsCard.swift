import Projections

/// Why deals were won and why they were lost, side by side.
struct ReasonsCard: Component {
    let context: PageContext
    let insights: MetricsDocument.Insights

    private typealias Reason = MetricsDocument.Insights.Reason

    private enum Side: String {
        case win = "winReasons"
        case loss = "lossReasons"
    }

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "reasons", width: .full,
            title: Line { PerPeriod(element: "span") { headline($0) } },
            subtitle: "Deals won and lost in the period by the reason recorded, by close date",
            mode: .followsFilter, term: .reasons, isChart: true
        ) {
            tag("div", ["class": "two"]) {
                side("Won", .win)
                side("Lost", .loss)
            }
        }
    }

    private func headline(_ period: PeriodKey) -> String {
        let results = insights.byPeriod[period]
        guard let loss = results.lossReasons.first(where: { $0.reason != "Not recorded" }) else {
            return "Why deals are won and lost"
        }
        return "Most often lost to \(PortalText.shown(loss.reason)): "
            + "\(format.percent(loss.share)) of lost deals"
    }

    private func reasons(_ period: PeriodKey, _ side: Side) -> [MetricsDocument.Insights.Reason] {
        let results = insights.byPeriod[period]
        return side == .win ? results.winReasons : results.lossReasons
    }

    private func side(_ label: String, _ side: Side) -> Markup {
        tag("div") {
            tag("h4") { label }
            PerPeriod { period in
                let rows = reasons(period, side)
                let path = "insights.byPeriod.\(period.rawValue).\(side.rawValue)"
                if rows.isEmpty {
                    EmptyState(
                        "No deal was \(label.lowercased()) "
                            + "\(period == .allTime ? "yet" : period.phrase).")
                } else {
                    BarList(rows, at: path, format: format) { item($0, $1, side) }
                    TableToggle(table: table(rows, path, label, side))
                }
            }
        }
    }

    private func item(_ row: Reason, _ source: FigureSource, _ side: Side) -> BarList.Item {
        let isRecorded = row.reason != "Not recorded"
        return BarList.Item(
            name: isRecorded ? PortalText(row.reason).body : .text(row.reason),
            figure: Line {
                source.count(row.deals, "deals")
                tag("span", ["class": "so"]) {
                    " · "
                    source.percent(row.share, "share")
                    " · "
                    source.compact(row.amount, "amount")
                }
            }.body,
            count: row.deals, style: isRecorded ? (side == .win ? "k" : "r") : "g")
    }

    private func table(
        _ rows: [MetricsDocument.Insights.Reason], _ path: String, _ label: String, _ side: Side
    ) -> DataTable {
        DataTable(
            name: side == .win ? "win-reasons" : "loss-reasons", section: .insights,
            caption: "\(label) deals by reason", path: path,
            columns: [
                .text("Reason", "reason"), .number("Deals", "deals"), .number("Share", "share"),
                .number("Amount", "amount"),
            ],
            rows: rows.map { row in
                DataTable.Row(cells: [
                    PortalText(row.reason).body, .text(format.count(row.deals)),
                    .text(format.percent(row.share)), .text(format.money(row.amount)),
                ])
            })
    }
}
