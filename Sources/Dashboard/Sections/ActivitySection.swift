import Projections

/// Section 6, which says whether the work is being done.
struct ActivitySection: Component {
    let context: PageContext

    private var activities: MetricsDocument.Activities { context.document.activities }

    var body: Markup {
        SectionFrame(.activity) {
            PerPeriod(element: "span") { answer($0) }
        } content: {
            ActivityFigures(context: context)
            RepTable(context: context)
            DailyCard(context: context)
            HeatCard(context: context)
            MeetingsCard(context: context)
            OverdueTasksCard(context: context)
        }
    }

    @MarkupBuilder
    private func answer(_ period: PeriodKey) -> Markup {
        let totals = activities.byPeriod[period].totals
        let source = FigureSource(
            format: context.format, path: "activities.byPeriod.\(period.rawValue)")
        if totals.total == 0 {
            "No activity \(period == .allTime ? "is recorded" : period.phrase)"
        } else {
            source.count(totals.total, "totals.total")
            " \(DateWords.plural(totals.total, "activity", "activities")) \(period.phrase)"
            attainment(period, source)
        }
        overdue
    }

    /// The targeted type that is furthest behind.
    @MarkupBuilder
    private func attainment(_ period: PeriodKey, _ source: FigureSource) -> Markup {
        let team = activities.byPeriod[period].teamAttainment
        let known = ActivityType.targeted.compactMap { type in
            type.attainment(team).map { (type: type, value: $0) }
        }
        if let least = known.min(by: { $0.value < $1.value }) {
            let name = least.type.label.lowercased()
            known.count == 1
                ? ": \(name) at "
                : least.value >= 1
                    ? "; every target is met, least \(name) at "
                    : "; furthest behind: \(name) at "
            source.percent(least.value, "teamAttainment.\(least.type.rawValue)")
            " of target"
        }
    }

    @MarkupBuilder
    private var overdue: Markup {
        if let total = activities.overdueTasks.total {
            if total == 0 {
                "; no task overdue"
            } else {
                "; "
                FigureSource(format: context.format, path: "activities.overdueTasks")
                    .count(total, "total")
                " \(DateWords.plural(total, "task")) overdue"
            }
        }
    }
}
