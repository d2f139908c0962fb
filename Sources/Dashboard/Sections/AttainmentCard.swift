import Projections

/// Won against the targets of month, quarter and year, and against the time that has passed.
struct AttainmentCard: Component {
    let context: PageContext
    let target: MetricsDocument.Target

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "attainment", width: .sevenTwelfths, title: headline,
            subtitle: "Won revenue of the running month, quarter and year", mode: .snapshot,
            term: .pace
        ) {
            table
            Actions()
        }
    }

    private var headline: String {
        guard let pace = target.attainment.year.pace else { return "Attainment and pace" }
        return pace > 10
            ? "The year runs at more than ten times the pace that its target needs"
            : "The year runs at \(format.percent(pace)) of the pace that its target needs"
    }

    private var table: DataTable {
        let rows = [
            ("This month", target.attainment.month), ("This quarter", target.attainment.quarter),
            ("This year", target.attainment.year),
        ]
        return DataTable(
            name: "attainment", section: .target, caption: "Attainment and pace",
            path: "target.attainment", keys: ["month", "quarter", "year"],
            columns: [
                .text("Interval", "key"), .number("Target", "target"),
                .number("Won", "won", opens: .won, by: "interval"),
                .number(
                    "Attained", "attainment", .attainment, opens: .won, by: "interval"),
                .number("Expected today", "expectedToDate"),
                .number("Pace", "pace", .pace, opens: .won, by: "interval"),
            ],
            rows: rows.map { name, row in
                DataTable.Row(cells: [
                    .text(name), .text(format.money(row.target)), .text(format.money(row.won)),
                    .text(format.percent(row.attainment)),
                    .text(format.money(row.expectedToDate)), .text(format.percent(row.pace)),
                ])
            })
    }
}
