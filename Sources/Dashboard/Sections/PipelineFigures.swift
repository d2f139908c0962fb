import Projections

/// The figures of the open pipeline, as of now.
struct PipelineFigures: Component {
    let context: PageContext

    var body: Markup {
        let pipeline = context.document.pipeline
        let source = FigureSource(format: context.format, path: "pipeline")
        Card(id: "pipeline-now", width: .full, title: "Open now", mode: .snapshot) {
            StatStrip(stats: [
                .init(
                    "Open deals", .openDeals,
                    figure: drill(
                        .open, source.count(pipeline.openDeals, "openDeals"),
                        pipeline.openDeals)),
                .init(
                    "Open amount", .pipelineValue,
                    figure: drill(
                        .open, source.compact(pipeline.openAmount, "openAmount"),
                        pipeline.openDeals),
                    note: Line {
                        source.compact(
                            pipeline.avgOpenDealSize, "avgOpenDealSize",
                            absence: "no open deal has an amount")
                        " a deal"
                    }),
                .init(
                    "Weighted", .weighted,
                    figure: drill(
                        .open, source.compact(pipeline.weightedAmount, "weightedAmount"),
                        pipeline.openDeals)),
                bag(
                    "Overdue close", .overdueClose, "overdueClose", pipeline.overdueClose, .overdue),
                bag(
                    "No close date", .undatedClose, "undatedClose", pipeline.undatedClose, .undated),
                bag("Stale", .stale, "stale", pipeline.stale, .stale),
            ])
        }
    }

    private func bag(
        _ label: String, _ term: GlossaryTerm, _ key: String, _ bag: MetricsDocument.Pipeline.Bag,
        _ filter: Drill.Filter
    ) -> StatStrip.Stat {
        let source = FigureSource(format: context.format, path: "pipeline.\(key)")
        return .init(
            label, term,
            figure: drill(
                filter, source.count(bag.deals, "deals"), bag.deals),
            note: Line {
                drill(filter, source.compact(bag.amount, "amount"), bag.deals)
                " in amount"
            })
    }

    private func drill(
        _ filter: Drill.Filter, _ figure: Figure, _ deals: Int
    ) -> Drill {
        Drill(filter: filter, count: deals, figure: figure)
    }
}
