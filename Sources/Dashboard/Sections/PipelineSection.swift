import Projections

/// Section 5, which says what is in play, what moved and what is stuck.
struct PipelineSection: Component {
    let context: PageContext

    private var pipeline: MetricsDocument.Pipeline { context.document.pipeline }

    var body: Markup {
        SectionFrame(.pipeline) {
            answer
        } content: {
            PipelineFigures(context: context)
            StageTable(context: context)
            MovementCard(context: context)
            VelocityCard(context: context)
            OpenDealsCard(context: context)
            PipelineOwnersCard(context: context)
            ClosedResultsCard(context: context)
            ClosedOwnersCard(context: context)
            StaleDealsCard(context: context)
        }
    }

    @MarkupBuilder
    private var answer: Markup {
        let source = FigureSource(format: context.format, path: "pipeline")
        if pipeline.openDeals == 0 {
            "No deal is open: nothing is in play"
        } else {
            source.compact(pipeline.openAmount, "openAmount")
            " is open in \(context.counted(pipeline.openDeals, "deal")), "
            source.compact(pipeline.weightedAmount, "weightedAmount")
            " weighted; "
            stuck
        }
    }

    private var stuck: String {
        let (overdue, stale) = (pipeline.overdueClose.deals, pipeline.stale.deals)
        if overdue == 0, stale == 0 { return "none is overdue or stale" }
        let words = { (count: Int) in count == 0 ? "none" : context.format.count(count) }
        return "\(words(overdue)) overdue, \(words(stale)) stale"
    }
}
