import HubSpotModel
import Projections

/// Open deals as dots: expected close across, amount upward, overdue ones left of today.
struct OpenDealsCard: Component {
    let context: PageContext

    /// Deals beyond these distances from today stand at the edge.
    private static let daysBack = 180
    private static let daysAhead = 365

    private struct Dot {
        let deal: MetricsDocument.Records.Deal
        let date: CivilDate
    }

    private var openDeals: [MetricsDocument.Records.Deal] {
        context.document.records.deals.filter { $0.status == "open" }
    }

    private var dots: [Dot] {
        openDeals.compactMap { deal in
            context.date(ofInstant: deal.closeDate).map { Dot(deal: deal, date: $0) }
        }
    }

    var body: Markup {
        let dots = dots
        Card(
            id: "open-deals", width: .twoThirds, title: headline,
            subtitle: "One dot a deal: expected close date across, amount upward",
            mode: .snapshot, term: .overdueClose, isChart: true
        ) {
            if dots.isEmpty {
                EmptyState(
                    openDeals.isEmpty
                        ? "No deal is open." : "No open deal has an expected close date.")
            } else {
                plot(dots)
                tag("p", ["class": "key"]) {
                    tag("span", ["class": "kd early"])
                    "up to 25% likely"
                    tag("span", ["class": "kd middle"])
                    "up to 75%"
                    tag("span", ["class": "kd late"])
                    "above"
                }
                notes(dots)
                TableToggle(table: table)
            }
        }
    }

    private var headline: String {
        let overdue = context.document.pipeline.overdueClose.deals
        return overdue == 0
            ? "No open deal is past its close date"
            : "\(context.counted(overdue, "open deal is", "open deals are")) past the close date"
    }

    private func plot(_ dots: [Dot]) -> Plot {
        let format = context.format
        let (first, last) = bounds(dots)
        let x = LinearScale(
            domain: Double(first.days)...Double(last.days), from: 1.5, to: 98.5)
        let amounts = dots.map { $0.deal.amount?.approximate ?? 0 }
        let axis = ValueAxis(from: amounts.min() ?? 0, to: amounts.max() ?? 0)
        let y = LinearScale(domain: axis.first...axis.last, from: 208, to: 24)
        let todayPlace = x(Double(context.today.days))
        return Plot(
            id: "open-deals", labelledBy: "open-deals-h", description: description(dots),
            height: 234, isInteractive: true, told: [3, 5, 2, 1],
            content: .group([
                axis.grid(y) { format.tickMoney($0) },
                Mark.column(
                    x: 0, width: todayPlace, from: 20, to: 208, class: "past"),
                Mark.rule(x: todayPlace, from: 14, to: 212, class: "now"),
                Mark.label(
                    "today", x: todayPlace, y: 10, class: todayPlace > 90 ? "xl end" : "xl"),
                monthLabels(first, last, x),
                .group(
                    dots.map { dot in
                        let place = min(max(dot.date, first), last)
                        return Mark.dot(
                            x: x(Double(place.days)), y: y(dot.deal.amount?.approximate ?? 0),
                            radius: 5.5, class: style(dot))
                    }),
            ]))
    }

    private func bounds(_ dots: [Dot]) -> (CivilDate, CivilDate) {
        let today = context.today
        let dates = dots.map(\.date)
        let first = min(dates.min() ?? today, today.adding(days: -14))
        let last = max(dates.max() ?? today, today.adding(days: 42))
        return (
            max(first, today.adding(days: -Self.daysBack)),
            min(last, today.adding(days: Self.daysAhead))
        )
    }

    /// The firsts of months, every other one dropped on narrow screens.
    private func monthLabels(_ first: CivilDate, _ last: CivilDate, _ x: LinearScale) -> Markup {
        var labels: [Markup] = []
        var month = first.firstOfMonth.adding(months: 1)
        let stride = max(1, (Int(last.days) - Int(first.days)) / 30 / 9)
        var index = 0
        while month <= last {
            let place = x(Double(month.days))
            labels.append(Mark.rule(x: place, from: 208, to: 213, class: "zero"))
            if index % stride == 0, place < 96 {
                let year = month.month == 1 ? " \(month.year)" : ""
                labels.append(
                    Mark.label(
                        DateWords.months[month.month - 1] + year, x: place, y: 227,
                        class: index / stride % 2 == 0 ? "xl" : "xl alt"))
            }
            month = month.adding(months: 1)
            index += 1
        }
        return .group(labels)
    }

    /// Early, middle or late by probability; hollow without an amount, ringed when overdue.
    private func style(_ dot: Dot) -> String {
        let probability = dot.deal.probability?.approximate ?? 0
        let group = probability <= 0.25 ? "early" : probability <= 0.75 ? "middle" : "late"
        return "mk dot \(group)" + (dot.deal.amount == nil ? " hollow" : "")
            + (dot.date < context.today ? " due" : "")
    }

    private func description(_ dots: [Dot]) -> String {
        let greatest = dots.max { ($0.deal.amount ?? 0) < ($1.deal.amount ?? 0) }
        let most = greatest.map {
            " Largest: \(context.format.money($0.deal.amount)), closes \(DateWords.day($0.date))."
        }
        return "\(context.counted(dots.count, "open deal")) with a close date." + (most ?? "")
    }

    @MarkupBuilder
    private func notes(_ dots: [Dot]) -> Markup {
        let today = context.today
        let outside = dots.filter {
            $0.date < today.adding(days: -Self.daysBack)
                || $0.date > today.adding(days: Self.daysAhead)
        }.count
        let undated = openDeals.count - dots.count
        let unknown = dots.count { $0.deal.amount == nil }
        let notes = [
            (undated, "without a close date, not drawn."),
            (unknown, "without an amount, hollow at zero."),
            (outside, "beyond the dates drawn, at the edge."),
            (
                context.document.pipeline.openDeals - openDeals.count,
                "more in HubSpot than the page holds."
            ),
        ].filter { $0.0 > 0 }
        if !notes.isEmpty {
            tag("p", ["class": "so"]) {
                notes.map { "\(context.counted($0.0, "deal")) \($0.1)" }.joined(separator: " ")
            }
        }
    }

    private var table: DataTable {
        let format = context.format
        let open = context.document.records.deals.enumerated().filter {
            $0.element.status == "open"
        }
        // The dated ones first, in the order of their dots.
        let isDated = { (deal: MetricsDocument.Records.Deal) in
            context.date(ofInstant: deal.closeDate) != nil
        }
        let rows =
            open.filter { isDated($0.element) } + open.filter { !isDated($0.element) }
        return DataTable(
            name: "open-deals", section: .pipeline, caption: "Open deals", path: "records.deals",
            keys: rows.map { String($0.offset) },
            columns: [
                .text("Deal", "name"), .text("Owner", "ownerId"), .text("Stage", "stageId"),
                .number("Amount", "amount"), .number("Weighted", "weightedAmount"),
                .text("Closes", "closeDate"),
            ],
            rows: rows.map { _, deal in
                DataTable.Row(cells: [
                    RecordLink(
                        type: .deal, id: deal.dealId, name: deal.name,
                        portal: context.document.portal
                    ).body,
                    PortalText(context.ownerName(deal.ownerId)).body,
                    PortalText(context.stageLabel(deal.stageId)).body,
                    .text(format.money(deal.amount)), .text(format.money(deal.weightedAmount)),
                    .text(context.day(ofInstant: deal.closeDate)),
                ])
            })
    }
}
