import Projections

/// What became of the meetings of the period: one stacked bar, and what still lacks an outcome.
struct MeetingsCard: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    var body: Markup {
        tag("figure", ["class": "card c5"]) {
            tag("figcaption", ["class": "hd"]) {
                tag("h3", ["id": "meetings-h"]) { "Meeting outcomes" }
                InfoButton(.meetingOutcomes)
                ModeBadge.followsFilter
                tag("p", ["class": "sub"]) { "All meetings by start time" }
            }
            PerPeriod { content($0) }
        }
    }

    @MarkupBuilder
    private func content(_ period: PeriodKey) -> Markup {
        let activities = context.document.activities.byPeriod[period]
        let source = FigureSource(
            format: format, path: "activities.byPeriod.\(period.rawValue)")
        if let outcomes = activities.meetingOutcomes {
            if outcomes.isEmpty {
                EmptyState(
                    "No meeting starts \(period == .allTime ? "at any time" : period.phrase).")
            } else {
                bar(outcomes)
                tag("ul", ["class": "lg"]) {
                    for (index, outcome) in outcomes.enumerated() {
                        tag("li") {
                            tag("span", ["class": "ks \(style(outcome.outcome))"])
                            PortalText(label(outcome.outcome))
                            tag("b") {
                                source.count(outcome.count, "meetingOutcomes.\(index).count")
                            }
                        }
                    }
                }
            }
            StatStrip(stats: [
                .init(
                    "Held", .meetingOutcomes,
                    figure: source.percent(
                        activities.meetingCompletionRate, "meetingCompletionRate",
                        absence: "no meeting was held, missed or cancelled \(period.phrase)"),
                    note: Line { "of those decided" }),
                .init(
                    "Without outcome",
                    figure: source.count(
                        activities.meetingsWithoutOutcome, "meetingsWithoutOutcome")),
                .init(
                    "Upcoming",
                    figure: source.count(activities.upcomingMeetings, "upcomingMeetings")),
            ])
        } else {
            EmptyState("Meetings are not synced: HubSpot does not let us read them.")
        }
    }

    private func bar(_ outcomes: [MetricsDocument.Activities.Outcome]) -> Markup {
        let total = Double(outcomes.reduce(0) { $0 + $1.count })
        var start = 0.0
        let parts = outcomes.map { outcome -> Markup in
            let width = Double(outcome.count) / total * 100
            defer { start += width }
            return Mark.column(
                x: start, width: max(width - 0.4, 0.2), from: 0, to: 22,
                class: style(outcome.outcome))
        }
        return tag("svg", ["class": "sb", "height": "22", "aria-hidden": "true"]) {
            Markup.group(parts)
        }
    }

    private func style(_ outcome: String) -> String {
        switch outcome {
        case "COMPLETED": "green"
        case "NO_SHOW": "red hatch"
        case "CANCELED": "grey"
        case "RESCHEDULED": "sky"
        case "SCHEDULED": "pri"
        default: "none-set"
        }
    }

    private func label(_ outcome: String) -> String {
        switch outcome {
        case "COMPLETED": "Completed"
        case "NO_SHOW": "No show"
        case "CANCELED": "Cancelled"
        case "RESCHEDULED": "Rescheduled"
        case "SCHEDULED": "Scheduled"
        case "NONE": "No outcome"
        default: outcome
        }
    }
}
