import Projections

/// Won and lost deals of the period by owner.
struct ClosedOwnersCard: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "closed-owners", width: .full, title: "Won and lost by owner",
            subtitle: "Deals closed in the period, by close date", mode: .followsFilter,
            term: .winRate
        ) {
            PerPeriod { period in
                let rows = context.document.pipeline.byPeriod[period].byOwner
                if rows.isEmpty {
                    EmptyState(
                        period.none("No deal", "was won or lost", "has been won or lost") + ".")
                } else {
                    table(rows, period)
                    Actions()
                }
            }
        }
    }

    private func table(
        _ rows: [MetricsDocument.Pipeline.ClosedByOwner], _ period: PeriodKey
    ) -> DataTable {
        let greatest = rows.map(\.wonRevenue.approximate).max() ?? 0
        let results = context.document.pipeline.byPeriod[period]
        return DataTable(
            name: "closed-by-owner", section: .pipeline, caption: "Won and lost by owner",
            path: "pipeline.byPeriod.\(period.rawValue).byOwner",
            columns: [
                .text("Owner", "ownerName"),
                .number("Won revenue", "wonRevenue", opens: .won, by: "ownerId"),
                .number("Won", "dealsWon", opens: .won, by: "ownerId"),
                .number("Lost", "dealsLost", opens: .lost, by: "ownerId"),
                .number("Win rate", "winRate", .winRate, opens: .closed, by: "ownerId"),
            ],
            rows: rows.map { row in
                DataTable.Row(cells: [
                    PortalText(row.ownerName).body,
                    Line {
                        Bar(share: greatest > 0 ? row.wonRevenue.approximate / greatest : 0)
                        format.money(row.wonRevenue)
                    }.body,
                    .text(format.count(row.dealsWon)), .text(format.count(row.dealsLost)),
                    .text(format.percent(row.winRate)),
                ])
            },
            totals: [
                .text("All"), .text(format.money(results.wonRevenue)),
                .text(format.count(results.dealsWon)), .text(format.count(results.dealsLost)),
                .text(format.percent(results.winRate)),
            ])
    }
}
