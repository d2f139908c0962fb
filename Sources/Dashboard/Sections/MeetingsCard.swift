import Projections

/// What became of the meetings of the period: one stacked bar, and what still lacks an outcome.
struct MeetingsCard: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    private func period(_ key: PeriodKey) -> MetricsDocument.Activities.Period {
        context.document.activities.byPeriod[key]
    }

    var body: Markup {
        Card(
            id: "meetings", width: .fiveTwelfths, title: "Meeting outcomes",
            subtitle: "All meetings by start time", mode: .followsFilter, term: .meetingOutcomes,
            isChart: true
        ) {
            if period(.allTime).meetingOutcomes == nil {
                EmptyState(NotSynced.sentence(["meetings"]))
            } else {
                tag("div", ["class": "grow", "data-in": "activities.byPeriod.*"]) {
                    PerPeriod { outcomes(period($0).meetingOutcomes ?? [], $0) }
                }
                figures
            }
        }
    }

    private var figures: StatStrip {
        let source = FigureSource.relative(format)
        return StatStrip(
            path: "activities.byPeriod.*",
            stats: [
                .init("Held") { key in
                    (
                        Line {
                            source.percent(
                                period(key).meetingCompletionRate, "meetingCompletionRate",
                                absence: key.none(
                                    "no meeting", "was decided", "has been decided"))
                        }, Line { "of those decided" }
                    )
                },
                .init("Without outcome") { key in
                    (
                        Line {
                            source.count(
                                period(key).meetingsWithoutOutcome, "meetingsWithoutOutcome")
                        }, nil
                    )
                },
                .init("Upcoming") { key in
                    (
                        Line {
                            source.count(period(key).upcomingMeetings, "upcomingMeetings")
                        }, nil
                    )
                },
            ])
    }

    @MarkupBuilder
    private func outcomes(
        _ outcomes: [MetricsDocument.Activities.Outcome], _ period: PeriodKey
    ) -> Markup {
        if outcomes.isEmpty {
            EmptyState(
                period == .allTime
                    ? "No meeting is recorded." : "No meeting starts \(period.phrase).")
        } else {
            bar(outcomes)
            tag("ul", ["class": "lg"]) {
                for (index, outcome) in outcomes.enumerated() {
                    tag("li") {
                        tag("span", ["class": "ks \(style(outcome.outcome))"])
                        label(outcome.outcome)
                        tag("b") {
                            FigureSource.relative(format)
                                .count(outcome.count, "meetingOutcomes.\(index).count")
                        }
                    }
                }
            }
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

    private func label(_ outcome: String) -> Markup {
        switch outcome {
        case "CANCELED": .text("Cancelled")
        case "NONE": .text("No outcome")
        default: OptionWords(outcome).body
        }
    }
}
