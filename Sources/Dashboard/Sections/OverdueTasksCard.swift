import Projections

/// Overdue tasks by age and by owner, and the oldest ones.
struct OverdueTasksCard: Component {
    let context: PageContext

    private var tasks: MetricsDocument.Activities.OverdueTasks {
        context.document.activities.overdueTasks
    }
    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "overdue", width: .sevenTwelfths, title: headline,
            subtitle: "Tasks neither completed nor deferred, past their due time", mode: .snapshot,
            term: .overdueTasks
        ) {
            if tasks.total == nil {
                EmptyState(NotSynced.sentence(["tasks"]))
            } else if tasks.total == 0 {
                EmptyState("Every task that was due is done.")
            } else {
                tag("div", ["class": "two"]) {
                    ages
                    tag("div") { owners }
                }
            }
        }
        if let oldest = tasks.oldest, !oldest.isEmpty {
            Card(
                id: "oldest", width: .full, title: "The oldest overdue tasks", mode: .snapshot,
                term: .overdueTasks
            ) {
                table(oldest)
                Actions()
            }
        }
    }

    private var headline: String {
        guard let total = tasks.total else { return "Overdue tasks" }
        guard total > 0 else { return "No task is overdue" }
        let old = tasks.byAge.over30Days ?? 0
        return "\(context.counted(total, "task is", "tasks are")) overdue"
            + (old > 0 ? ", \(format.count(old)) for 30 days or more" : "")
    }

    private var ages: Markup {
        let source = FigureSource(format: format, path: "activities.overdueTasks.byAge")
        let groups = [
            ("Under 7 days", "upTo7Days", tasks.byAge.upTo7Days, "0/7"),
            ("7 to 29 days", "days7To30", tasks.byAge.days7To30, "7/30"),
            ("30 days and more", "over30Days", tasks.byAge.over30Days, "30/"),
        ]
        let greatest = Double(groups.map { $0.2 ?? 0 }.max() ?? 0)
        return tag("ul", ["class": "bars"]) {
            for (label, key, count, ages) in groups {
                tag("li") {
                    tag("span", ["class": "bn"]) { label }
                    tag("span", ["class": "bv"]) {
                        Drill(
                            filter: .tasks, key: ages, count: count ?? 0,
                            figure: source.count(count, key))
                    }
                    Bar(share: greatest > 0 ? Double(count ?? 0) / greatest : 0, style: "r")
                }
            }
        }
    }

    @MarkupBuilder
    private var owners: Markup {
        let rows = tasks.byOwner ?? []
        let greatest = Double(rows.map(\.tasks).max() ?? 0)
        tag("ul", ["class": "bars"]) {
            for (index, row) in rows.prefix(6).enumerated() {
                tag("li") {
                    tag("span", ["class": "bn"]) { PortalText(row.ownerName) }
                    tag("span", ["class": "bv"]) {
                        Drill(
                            filter: .tasks, by: "ownerId", count: row.tasks,
                            figure: FigureSource(
                                format: format, path: "activities.overdueTasks.byOwner.\(index)"
                            ).count(row.tasks, "tasks"))
                    }
                    Bar(share: greatest > 0 ? Double(row.tasks) / greatest : 0, style: "r")
                }
            }
        }
        if rows.count > 6 {
            tag("p", ["class": "so"]) {
                "Other (\(rows.count - 6)): "
                    + format.count(rows.dropFirst(6).reduce(0) { $0 + $1.tasks })
            }
        }
    }

    private func table(_ oldest: [MetricsDocument.Activities.OverdueTask]) -> DataTable {
        let shown = oldest.prefix(10)
        return DataTable(
            name: "overdue-tasks", section: .activity, caption: "Oldest overdue tasks",
            path: "activities.overdueTasks.oldest",
            keys: shown.indices.map { String($0) },
            columns: [
                .text("Task", "subject"), .text("Person", "ownerId"), .text("Due", "dueAt"),
                .number("Days late", "daysOverdue"),
            ],
            rows: shown.map { task in
                DataTable.Row(cells: [
                    RecordLink(
                        type: .task, id: task.taskId,
                        name: task.shownName,
                        portal: context.document.portal
                    ).body,
                    PortalText(context.ownerName(task.ownerId)).body,
                    .text(context.day(ofInstant: task.dueAt)),
                    .text(format.count(task.daysOverdue)),
                ])
            })
    }
}

extension MetricsDocument.Activities.OverdueTask {
    /// What the page calls it; the document has no name for a task without a subject.
    var shownName: String { subject ?? "Task \(taskId)" }
}
