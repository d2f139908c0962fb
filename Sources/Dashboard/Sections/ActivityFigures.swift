import HubSpotModel
import Projections

/// Totals of the period by type, with the team's targets and what became of calls and e-mails.
struct ActivityFigures: Component {
    let context: PageContext

    var body: Markup {
        Card(
            id: "done", width: .full, title: "Done in the period", subtitle: days,
            mode: .followsFilter, term: .activityTarget
        ) {
            StatStrip(path: "activities.byPeriod.*", stats: [all] + types + calls)
        }
    }

    private var source: FigureSource { .relative(context.format) }

    private func period(_ key: PeriodKey) -> MetricsDocument.Activities.Period {
        context.document.activities.byPeriod[key]
    }

    private var days: Line {
        Line {
            PerPeriod(element: "span") {
                context.counted(period($0).workingDays, "working day")
                    + (isTodayCounted(in: $0) ? ", today included" : "")
                    + "; targets are for reps, and count what they did"
            }
        }
    }

    /// Whether today is one of the working days.
    private func isTodayCounted(in key: PeriodKey) -> Bool {
        let (today, bounds) = (context.today.description, context.document.periods[key])
        let isInside =
            bounds.startDate.map { $0 <= today } ?? true
            && bounds.endDate.map { today < $0 } ?? true
        return isInside && context.today.weekday < 6 && period(key).workingDays > 0
            && !context.document.config.holidays.contains(today)
    }

    private var all: StatStrip.Stat {
        .init("All", .activities) { key in
            (Line { source.count(period(key).totals.total, "totals.total") }, nil)
        }
    }

    private var types: [StatStrip.Stat] {
        ActivityType.allCases.map { type in
            let absence = absence(type.rawValue)
            return .init(type.label) { key in
                let activities = period(key)
                let figure = Line {
                    source.count(
                        type.count(activities.totals), "totals.\(type.rawValue)", absence: absence)
                }
                guard let target = type.target(activities.teamTargets) else { return (figure, nil) }
                guard target > 0 else {
                    let none = activities.workingDays == 0 ? "no working day yet" : "no target"
                    return (figure, Line { none })
                }
                return (
                    figure,
                    Line {
                        source.percent(
                            type.attainment(activities.teamAttainment),
                            "teamAttainment.\(type.rawValue)",
                            absence: absence)
                        " of \(context.format.number(target, places: 0))"
                    }
                )
            }
        }
    }

    private var calls: [StatStrip.Stat] {
        let absence = absence("calls")
        return [
            .init("Connected", .connectRate) { key in
                let activities = period(key)
                return (
                    Line {
                        source.percent(
                            activities.connectRate, "connectRate",
                            absence: absence ?? "no calls counted \(key.yet)")
                    },
                    Line {
                        source.count(activities.connectedCalls, "connectedCalls", absence: absence)
                        " calls, "
                        Figure(
                            text: context.format.number(activities.talkMinutes, places: 1),
                            path: ".talkMinutes", form: .decimal, absence: absence)
                        " min"
                    }
                )
            },
            .init("E-mails received") { key in
                (
                    Line {
                        source.count(
                            period(key).emailsReceived, "emailsReceived",
                            absence: self.absence("emails"))
                    }, nil
                )
            },
        ]
    }

    private func absence(_ type: String) -> String? {
        context.document.dataQuality.notSynced.contains(type)
            ? "\(NotSynced.name(type).lowercased()) are not synced" : nil
    }
}
