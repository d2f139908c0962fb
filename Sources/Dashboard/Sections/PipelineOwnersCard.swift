import Projections

/// Open deals by owner: the weighted amount within the whole.
struct PipelineOwnersCard: Component {
    let context: PageContext

    private var rows: [MetricsDocument.Pipeline.OwnerRow] { context.document.pipeline.byOwner }
    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "pipeline-owners", width: .third, title: "Open amount by owner",
            subtitle: "The filled part is weighted by stage", mode: .snapshot, term: .weighted
        ) {
            if rows.isEmpty {
                EmptyState("No deal is open.")
            } else {
                let greatest = rows.map(\.amount.approximate).max() ?? 0
                tag("ul", ["class": "bars", "data-in": "pipeline.byOwner"]) {
                    for (index, row) in rows.prefix(shownMax).enumerated() {
                        line(row, index, greatest: greatest)
                    }
                }
                if rows.count > shownMax {
                    tag("p", ["class": "so"]) {
                        "Other (\(rows.count - shownMax)): " + format.compactMoney(rest)
                    }
                }
                TableToggle(table: table)
            }
        }
    }

    /// A line for one owner more would be no shorter than a bar.
    private var shownMax: Int { rows.count == 11 ? 11 : 10 }

    /// The open amount of the owners without a bar.
    private var rest: DocumentNumber {
        let cents = rows.dropFirst(shownMax).reduce(Int128(0)) {
            $0 + ($1.amount.rounded(toPlaces: 2) ?? 0)
        }
        return DocumentNumber(units: cents, scale: 2)
    }

    private func line(
        _ row: MetricsDocument.Pipeline.OwnerRow, _ index: Int, greatest: Double
    ) -> Markup {
        let source = FigureSource(format: format, path: ".\(index)")
        let x = LinearScale(domain: 0...max(greatest, 1), from: 0, to: 100)
        return tag("li") {
            tag("span", ["class": "bn"]) { PortalText(row.ownerName) }
            tag("span", ["class": "bv"]) {
                tag("span", ["class": "so"]) {
                    source.compact(row.weightedAmount, "weightedAmount")
                    " of "
                }
                Drill(
                    filter: .open, by: "ownerId", count: row.deals,
                    figure: source.compact(row.amount, "amount"))
            }
            tag("svg", ["class": "st", "height": "10", "aria-hidden": "true"]) {
                Mark.column(
                    x: 0, width: x(max(0, row.amount.approximate)), from: 0, to: 10, class: "lite")
                Mark.column(
                    x: 0, width: x(max(0, row.weightedAmount.approximate)), from: 0, to: 10,
                    class: "pri")
            }
        }
    }

    private var table: DataTable {
        DataTable(
            name: "open-by-owner", section: .pipeline, caption: "Open deals by owner",
            path: "pipeline.byOwner",
            columns: [
                .text("Owner", "ownerName"), .number("Deals", "deals", opens: .open, by: "ownerId"),
                .number("Amount", "amount", opens: .open, by: "ownerId"),
                .number("Weighted", "weightedAmount", opens: .open, by: "ownerId"),
                .number("Stale", "staleDeals", opens: .stale, by: "ownerId"),
            ],
            rows: rows.map { row in
                DataTable.Row(cells: [
                    PortalText(row.ownerName).body, .text(format.count(row.deals)),
                    .text(format.money(row.amount)), .text(format.money(row.weightedAmount)),
                    .text(format.count(row.staleDeals)),
                ])
            },
            totals: [
                .text("All"), .text(format.count(context.document.pipeline.openDeals)),
                .text(format.money(context.document.pipeline.openAmount)),
                .text(format.money(context.document.pipeline.weightedAmount)),
                .text(format.count(context.document.pipeline.stale.deals)),
            ])
    }
}
