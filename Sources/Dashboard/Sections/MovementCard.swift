import HubSpotModel
import Projections

/// The movement of the pipeline over the period, as a waterfall with its sum in words.
struct MovementCard: Component {
    let context: PageContext

    private typealias Movement = MetricsDocument.Pipeline.Movement

    private var format: FigureFormat { context.format }

    var body: Markup {
        tag("figure", ["class": "card c8 \(movements == nil ? "" : "mv")"]) {
            if let movements {
                PerPeriod { card(movements[$0], $0) }
                switcher
            } else {
                heading("Pipeline movement", "mv-h")
                EmptyState("Not yet computed: this document carries no pipeline movement.")
            }
        }
    }

    private var movements: ByPeriod<MetricsDocument.Pipeline.Movement?>? {
        context.document.pipeline.movement
    }

    private func heading(_ title: String, _ id: String, subtitle: String? = nil) -> Markup {
        tag("figcaption", ["class": "hd"]) {
            tag("h3", ["id": id]) { title }
            InfoButton(.movement)
            ModeBadge.followsFilter
            if let subtitle { tag("p", ["class": "sub"]) { subtitle } }
        }
    }

    @MarkupBuilder
    private func card(_ movement: Movement?, _ period: PeriodKey) -> Markup {
        let id = "mv-\(period.rawValue)"
        if let movement {
            heading(
                title(movement.whole, period), "\(id)-h",
                subtitle: "Open amount, \(context.span(of: period))")
            if MovementStep.all(movement.whole).allSatisfy({ $0.bucket.amount == 0 }) {
                EmptyState(still(movement.whole, period))
            } else {
                charts(movement, id: id, period)
            }
            TableToggle(table: table(movement, period))
        } else {
            heading("Pipeline movement", "\(id)-h")
            EmptyState("All time has no start to move from: choose a period.")
        }
    }

    @MarkupBuilder
    private func charts(_ movement: Movement, id: String, _ period: PeriodKey) -> Markup {
        tag("div", ["class": "vs whole"]) {
            Waterfall(
                id: id, labelledBy: "\(id)-h", steps: MovementStep.all(movement.whole),
                format: format,
                drills: MovementDrills(context: context, period: period, window: nil))
            equation(movement.whole)
        }
        tag("div", ["class": "vs window"]) {
            Waterfall(
                id: "\(id)-w", labelledBy: "\(id)-h",
                steps: MovementStep.all(movement.window.buckets), format: format,
                drills: MovementDrills(
                    context: context, period: period, window: movement.window))
            equation(movement.window.buckets)
            tag("p", ["class": "so"]) { window(movement.window) }
        }
    }

    /// Why there are no bars.
    private func still(
        _ buckets: MetricsDocument.Pipeline.MovementBuckets, _ period: PeriodKey
    ) -> String {
        MovementStep.all(buckets).allSatisfy { $0.bucket.deals == 0 }
            ? "No deal was open, came or left \(period.phrase)."
            : "None of the deals that were open, came or left \(period.phrase) has an amount."
    }

    private func title(
        _ buckets: MetricsDocument.Pipeline.MovementBuckets, _ period: PeriodKey
    ) -> String {
        let (opening, closing) = (buckets.opening.amount, buckets.closing.amount)
        if opening == closing { return "The pipeline stayed at \(format.compactMoney(closing))" }
        var ends = [opening, closing].map { format.compactMoney($0) }
        // Where the short forms are the same, only the full ones say what changed.
        if ends[0] == ends[1] { ends = [opening, closing].map { format.money($0) } }
        return "The pipeline \(opening < closing ? "grew" : "shrank") from "
            + "\(ends[0]) to \(ends[1]) \(period.phrase)"
    }

    private func window(_ window: MetricsDocument.Pipeline.WindowMovement) -> String {
        guard let first = DateWords.date(window.closeFrom), let end = DateWords.date(window.closeTo)
        else { return "" }
        return "Only deals with a close date in \(DateWords.span(first, end.adding(days: -1)))."
    }

    /// `£58.0K + £9.0K − £13.0K = £54.0K`.
    private func equation(_ buckets: MetricsDocument.Pipeline.MovementBuckets) -> Markup {
        let steps = MovementStep.inside(buckets).filter { $0.bucket.amount != 0 }
        let parts = steps.map { step in
            let change = step.change(format)
            return " \(change.prefix(1)) \(change.dropFirst())"
        }
        return tag("p", ["class": "eq"]) {
            format.compactMoney(buckets.opening.amount) + parts.joined() + " = "
                + format.compactMoney(buckets.closing.amount)
        }
    }

    private var switcher: Markup {
        tag("fieldset", ["class": "seg sw js"]) {
            tag("legend", ["class": "vh"]) { "Which deals" }
            for (value, label) in [("whole", "Whole"), ("window", "Closing in window")] {
                tag("label") {
                    tag(
                        "input",
                        [
                            "type": "radio", "name": "view", "value": value,
                            "checked": value == "whole" ? "" : nil,
                        ])
                    tag("span") { label }
                }
            }
        }
    }

    private func table(_ movement: Movement, _ period: PeriodKey) -> DataTable {
        let path = "pipeline.movement.\(period.rawValue)"
        let whole = MovementStep.all(movement.whole)
        let window = MovementStep.all(movement.window.buckets)
        return DataTable(
            name: "movement", section: .pipeline,
            caption: "Pipeline movement, \(context.span(of: period))", path: path,
            keys: whole.map(\.key),
            columns: [
                .text("Bucket", "key"), .number("Deals", "whole.deals"),
                .number("Amount", "whole.amount"), .number("In window", "window.deals"),
                .number("Amount in window", "window.amount"),
            ],
            rows: zip(whole, window).map { whole, window in
                DataTable.Row(cells: [
                    .text(whole.label), .text(format.count(whole.bucket.deals)),
                    .text(format.money(whole.bucket.amount)),
                    .text(format.count(window.bucket.deals)),
                    .text(format.money(window.bucket.amount)),
                ])
            })
    }
}
