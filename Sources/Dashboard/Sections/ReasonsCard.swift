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

    private static let unrecorded = "Not recorded"

    /// The reason that more lost deals name than any other.
    private func headline(_ period: PeriodKey) -> String {
        let losses = insights.byPeriod[period].lossReasons
        let lost = losses.reduce(0) { $0 + $1.deals }
        let named = losses.filter { $0.reason != Self.unrecorded }
        guard let place = named.soleGreatest(\.deals) else { return "Why deals are won and lost" }
        let (best, name) = (named[place], OptionWords.shown(named[place].reason))
        if lost == 1 { return "The one lost deal was lost to \(name)" }
        guard best.deals > 1 else { return "Why deals are won and lost" }
        let silent = losses.first { $0.reason == Self.unrecorded }?.share ?? 0
        return "Most often lost to \(name): \(format.percent(best.share)) of lost deals"
            + (silent > best.share ? "; \(format.percent(silent)) name no reason" : "")
    }

    /// A reason at the start of a line: with a capital where someone wrote its first word without.
    private func words(of reason: String) -> Markup {
        let word = reason.prefix { !$0.isWhitespace }
        guard word.allSatisfy({ $0.isLowercase || !$0.isLetter }) else {
            return OptionWords(reason).body
        }
        return PortalText(reason.prefix(1).uppercased() + reason.dropFirst()).body
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
                    let done = label.lowercased()
                    EmptyState(period.none("No deal", "was \(done)", "has been \(done)") + ".")
                } else {
                    BarList(rows, at: path, format: format) { item($0, $1, side) }
                    TableToggle(table: table(rows, path, label, side))
                }
            }
        }
    }

    private func item(_ row: Reason, _ source: FigureSource, _ side: Side) -> BarList.Item {
        let isRecorded = row.reason != Self.unrecorded
        return BarList.Item(
            name: isRecorded ? words(of: row.reason) : .text(row.reason),
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
                    words(of: row.reason), .text(format.count(row.deals)),
                    .text(format.percent(row.share)), .text(format.money(row.amount)),
                ])
            })
    }
}
