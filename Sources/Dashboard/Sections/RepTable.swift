import Projections

/// Everyone's activities by type; bullet bars stand against the target of reps.
struct RepTable: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "people", width: .full, title: "Activities by person",
            subtitle: "Bars reach the tick when the target of the period, in the head, is met; "
                + "only reps have targets",
            mode: .followsFilter, term: .activityTarget
        ) {
            PerPeriod { period in
                let activities = context.document.activities.byPeriod[period]
                if activities.byOwner.isEmpty {
                    EmptyState("No activity \(period.yet), and no reps are set.")
                } else {
                    table(activities, period)
                    Actions()
                }
            }
        }
    }

    private func table(
        _ activities: MetricsDocument.Activities.Period, _ period: PeriodKey
    ) -> DataTable {
        DataTable(
            name: "by-person", section: .activity, caption: "Activities by person",
            path: "activities.byPeriod.\(period.rawValue).byOwner",
            columns: [.text("Person", "ownerName")]
                + ActivityType.allCases.map { column($0, activities) }
                + [.number("Total", "total")],
            rows: activities.byOwner.map { row in
                DataTable.Row(
                    cells: [PortalText(row.ownerName).body]
                        + ActivityType.allCases.map { cell($0, row) }
                        + [.text(format.count(row.total))])
            },
            totals: [.text("All")]
                + ActivityType.allCases.map { .text(format.count($0.count(activities.totals))) }
                + [.text(format.count(activities.totals.total))])
    }

    /// The target of a rep, the same for each, stands in the head.
    private func column(
        _ type: ActivityType, _ activities: MetricsDocument.Activities.Period
    ) -> DataTable.Column {
        let targets = activities.byOwner.lazy.compactMap { type.target($0.targets) }
        return DataTable.Column(
            label: type.label, field: type.rawValue,
            note: targets.first.map { "of " + format.number($0, places: 0) })
    }

    private func cell(
        _ type: ActivityType, _ row: MetricsDocument.Activities.OwnerRow
    ) -> Markup {
        Line {
            if let attainment = type.attainment(row.attainment) {
                Bar(attainment: attainment.approximate)
            }
            format.count(type.count(row))
        }.body
    }
}
