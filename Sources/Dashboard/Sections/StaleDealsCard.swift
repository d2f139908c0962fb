import Projections

/// Open deals that nobody has touched for longer than the threshold, longest idle first.
struct StaleDealsCard: Component {
    let context: PageContext

    private var deals: [MetricsDocument.Pipeline.StaleDeal] {
        context.document.pipeline.staleDeals
    }
    private var threshold: String {
        context.format.number(context.document.config.staleDealThresholdDays, places: 1)
    }

    var body: Markup {
        Card(
            id: "stale", width: .full, title: headline,
            subtitle: "Open deals without activity for more than \(threshold) days",
            mode: .snapshot, term: .stale
        ) {
            if deals.isEmpty {
                EmptyState(
                    context.document.pipeline.openDeals == 0
                        ? "No deal is open."
                        : "Every open deal had activity within \(threshold) days.")
            } else {
                table
                Actions()
            }
        }
    }

    private var headline: String {
        deals.isEmpty
            ? "No deal is stale"
            : "\(context.counted(deals.count, "deal is", "deals are")) stale"
    }

    private var table: DataTable {
        let format = context.format
        return DataTable(
            name: "stale", section: .pipeline, caption: "Stale deals", path: "pipeline.staleDeals",
            columns: [
                .text("Deal", "name"), .text("Owner", "ownerId"), .text("Stage", "stageId"),
                .number("Amount", "amount"), .text("Last activity", "lastActivityAt"),
                .number("Days idle", "daysSinceActivity"),
            ],
            rows: deals.map { deal in
                DataTable.Row(cells: [
                    RecordLink(
                        type: .deal, id: deal.dealId, name: deal.name,
                        portal: context.document.portal
                    ).body,
                    PortalText(context.ownerName(deal.ownerId)).body,
                    PortalText(context.stageLabel(deal.stageId)).body,
                    .text(format.money(deal.amount)),
                    .text(
                        deal.lastActivityAt == nil
                            ? "none yet" : context.day(ofInstant: deal.lastActivityAt)),
                    .text(format.count(deal.daysSinceActivity)),
                ])
            })
    }
}
