import Projections

/// Everyone's activities by type; bullet bars stand against the target of reps.
struct RepTable: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "people", width: .full, title: "Activities by person",
            subtitle: "Bars reach the tick when the target of the period is met; only reps have "
                + "targets",
            mode: .followsFilter, term: .activityTarget
        ) {
            PerPeriod { period in
                let activities = context.document.activities.byPeriod[period]
                if activities.byOwner.isEmpty {
                    EmptyState("No activity \(period.phrase), and no reps are set.")
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
                + ActivityType.allCases.map { .number($0.label, $0.rawValue) }
                + [.number("Total", "total")],
            rows: activities.byOwner.map { row in
                DataTable.Row(
                    cells: [PortalText(row.ownerName).body]
                        + ActivityType.allCases.map { cell($0, row) }
                        + [.text(format.count(row.total))])
            },
            totals: [.text("All")]
                + ActivityType.allCases.map { type in
                    Line {
                        format.count(type.count(activities.totals))
                        if ActivityType.targeted.contains(type) { tag("span", ["class": "so"]) }
                    }.body
                }
                + [.text(format.count(activities.totals.total))])
    }

    private func cell(
        _ type: ActivityType, _ row: MetricsDocument.Activities.OwnerRow
    ) -> Markup {
        let count = format.count(type.count(row))
        guard ActivityType.targeted.contains(type) else { return .text(count) }
        let target = type.target(row.targets)
        return Line {
            if let attainment = type.attainment(row.attainment) {
                Bar(attainment: attainment.approximate)
            }
            count
            tag("span", ["class": "so"]) {
                if let target { "/" + format.number(target, places: 0) }
            }
        }.body
    }
}
