import Projections

/// Totals of the period by type, with the team's targets and what became of calls and meetings.
struct ActivityFigures: Component {
    let context: PageContext

    var body: Markup {
        tag("div", ["class": "card c12"]) {
            tag("div", ["class": "hd"]) {
                tag("h3") { PerPeriod(element: "span") { "Done \($0.phrase)" } }
                InfoButton(.activityTarget)
                ModeBadge.followsFilter
                tag("p", ["class": "sub"]) {
                    PerPeriod(element: "span") {
                        context.counted(
                            context.document.activities.byPeriod[$0].workingDays, "working day")
                            + ", today included"
                    }
                }
            }
            PerPeriod { strip($0) }
        }
    }

    private func strip(_ period: PeriodKey) -> Markup {
        let activities = context.document.activities.byPeriod[period]
        let source = FigureSource(
            format: context.format, path: "activities.byPeriod.\(period.rawValue)")
        var stats = [
            StatStrip.Stat(
                "All", .activities, figure: source.count(activities.totals.total, "totals.total"))
        ]
        for type in ActivityType.allCases { stats.append(stat(type, activities, source)) }
        stats.append(
            .init(
                "Connected", .connectRate,
                figure: source.percent(
                    activities.connectRate, "connectRate",
                    absence: absence("calls") ?? "no calls counted \(period.phrase)"),
                note: Line {
                    source.count(
                        activities.connectedCalls, "connectedCalls", absence: absence("calls"))
                    " calls, "
                    Figure(
                        text: context.format.number(activities.talkMinutes, places: 1),
                        path: "activities.byPeriod.\(period.rawValue).talkMinutes", form: .decimal)
                    " min"
                }))
        stats.append(
            .init(
                "E-mails received",
                figure: source.count(
                    activities.emailsReceived, "emailsReceived", absence: absence("emails"))))
        return StatStrip(stats: stats).body
    }

    private func stat(
        _ type: ActivityType, _ activities: MetricsDocument.Activities.Period,
        _ source: FigureSource
    ) -> StatStrip.Stat {
        let figure = source.count(
            type.count(activities.totals), "totals.\(type.rawValue)",
            absence: absence(type.rawValue))
        guard let target = type.target(activities.teamTargets) else {
            return .init(type.label, figure: figure)
        }
        return .init(
            type.label, figure: figure,
            note: Line {
                source.percent(
                    type.attainment(activities.teamAttainment), "teamAttainment.\(type.rawValue)",
                    absence: absence(type.rawValue) ?? "the target is zero")
                " of \(context.format.number(target, places: 0))"
            })
    }

    private func absence(_ type: String) -> String? {
        context.document.dataQuality.notSynced.contains(type) ? "\(type) are not synced" : nil
    }
}
