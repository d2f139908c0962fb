import HubSpotModel
import Projections

/// Leads a week as a line; the running week is dashed.
struct WeeklyLeadsCard: Component {
    let context: PageContext

    private static let height = 328.0
    private static let bottom = 300.0

    private var rows: [MetricsDocument.SeriesRow] { context.document.timeSeries?.weekly ?? [] }

    var body: Markup {
        Card(
            id: "weekly-leads", width: .twoThirds, title: headline,
            subtitle:
                "New leads a week, last \(context.counted(rows.count, "week")); the running week is "
                + "dashed",
            mode: .longTerm, term: .newLeads, isChart: true
        ) {
            if rows.count < 3 {
                EmptyState(
                    rows.isEmpty
                        ? "Not yet computed: this document carries no weekly series."
                        : "The settings ask for \(context.counted(rows.count, "week")): "
                            + "a line needs three.")
            } else if rows.allSatisfy({ $0.leads == 0 }) {
                EmptyState("No one became a lead in the last \(rows.count) weeks.")
            } else {
                plot
                table
            }
        }
    }

    /// The last full four weeks against the four before.
    private var headline: String {
        let full = rows.dropLast().map(\.leads)
        guard full.count >= 8 else { return "Leads a week" }
        let last = full.suffix(4).reduce(0, +)
        let before = full.dropLast(4).suffix(4).reduce(0, +)
        if last == 0, before == 0 { return "No leads in the last eight full weeks" }
        let verb = last == before ? "as many as" : last > before ? "more than" : "fewer than"
        return "\(context.counted(last, "lead")) in the last four full weeks, \(verb) the "
            + "\(context.format.count(before)) of the four before"
    }

    private var plot: Plot {
        let counts = rows.map(\.leads)
        let axis = ValueAxis(to: Double(counts.max() ?? 0))
        let y = LinearScale(domain: 0...axis.last, from: Self.bottom, to: 20)
        let x = BandScale(count: rows.count)
        let points = counts.enumerated().map { (x: x.middle($0.offset), y: y(Double($0.element))) }
        return Plot(
            id: "weekly-leads", labelledBy: "weekly-leads-h", description: description(counts),
            height: Self.height, isInteractive: true, told: [2, 1],
            content: .group([
                axis.grid(y) { context.format.count($0) },
                Mark.line(Array(points.dropLast()), height: Self.height, class: "lsec"),
                Mark.line(Array(points.suffix(2)), height: Self.height, class: "lsec dash"),
                tag("g", ["class": "psec"]) {
                    for (index, point) in points.enumerated() {
                        Mark.dot(
                            x: point.x, y: point.y, radius: 3,
                            class: index == rows.count - 1 ? "hollow" : nil)
                    }
                },
                peak(points, counts),
                Mark.hits(rows.indices, of: rows.count, height: Self.bottom),
                MonthTicks(rows.map(\.date)).labels(x, y: Self.bottom + 20),
            ]))
    }

    /// The number of the week with most leads, at its dot.
    private func peak(_ points: [(x: Double, y: Double)], _ counts: [Int]) -> Markup {
        guard let most = counts.soleGreatest({ $0 }) else { return .empty }
        return Mark.label(
            context.format.count(counts[most]), x: points[most].x, y: points[most].y - 8,
            class: points[most].x > 94 ? "vl end" : "vl")
    }

    private func sentence(_ index: Int) -> String {
        "\(week(index)): \(context.counted(rows[index].leads, "lead"))"
            + (index == rows.count - 1 ? " so far" : "")
    }

    /// `16 – 22 Nov 2026`.
    private func week(_ index: Int) -> String {
        guard let monday = DateWords.date(rows[index].date) else { return rows[index].date }
        return DateWords.span(monday, monday.adding(days: 6))
    }

    private func description(_ counts: [Int]) -> String {
        let all = counts.reduce(0, +)
        guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return "" }
        return "\(context.counted(all, "lead")) in \(rows.count) weeks. Most: "
            + "\(sentence(most)). Last: \(sentence(counts.count - 1))."
    }

    private var table: TableToggle {
        TableToggle(
            table: DataTable(
                name: "weekly", section: .leads, caption: "Leads a week",
                path: "timeSeries.weekly",
                columns: [
                    .text("Week from", "0"), .number("New contacts", "1"), .number("Leads", "2"),
                    .number("MQLs", "3"), .number("SQLs", "4"),
                ],
                rows: rows.enumerated().map { index, row in
                    DataTable.Row(cells: [
                        Line {
                            DateWords.date(row.date).map(DateWords.day) ?? row.date
                            if index == rows.count - 1 {
                                tag("span", ["class": "so"]) { " so far" }
                            }
                        }.body,
                        .text(context.format.count(row.contactsCreated)),
                        .text(context.format.count(row.leads)),
                        .text(context.format.count(row.mqls)),
                        .text(context.format.count(row.sqls)),
                    ])
                }))
    }
}
