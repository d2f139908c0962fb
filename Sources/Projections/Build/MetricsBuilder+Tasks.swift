internal import HubSpotModel

extension MetricsBuilder {
    /// Source: metric dictionary, section 7.5.
    func overdueTasks() -> ActivitySection.OverdueTasks {
        guard models.isSynced(.tasks) else {
            return .init(byAge: .init())
        }
        let figures = models.activities.figures
        let overdue = figures.total(.tasksOpen, before: cut).count
        // Elapsed days are whole: seven of them have passed where the due time is not after this.
        let week = tasksDue(forDays: 7)
        let month = tasksDue(forDays: 30)
        return .init(
            total: overdue, byOwner: overdueByOwner(),
            byAge: .init(
                upTo7Days: overdue - week, days7To30: week - month, over30Days: month),
            oldest: oldestTasks())
    }

    /// Tasks that have been due for at least so many whole days.
    private func tasksDue(forDays days: Int64) -> Int {
        let limit = asOf.milliseconds - days * Instant.millisecondsPerDay + 1
        let cut = Figures.Cut(Instant(milliseconds: limit), in: zone)
        return models.activities.figures.total(.tasksOpen, before: cut).count
    }

    private func overdueByOwner() -> [ActivitySection.OverdueByOwner] {
        models.activities.figures.bySplit(.tasksOpen, before: cut)
            .map { split, tally in
                let id = ownerID(TextCode(split))
                return ActivitySection.OverdueByOwner(
                    ownerId: id, ownerName: ownerName(id), tasks: tally.count)
            }
            .sorted {
                $0.tasks == $1.tasks
                    ? Self.precedes($0.ownerId, $1.ownerId) : $0.tasks > $1.tasks
            }
    }

    private func oldestTasks() -> [ActivitySection.OverdueTask] {
        let overdue = models.activities.openTasks.filter { $0.task.due < asOf }
        let tasks = overdue.map { (id: models.lexicon.id($0.ref), task: $0.task) }
        let oldest = tasks.sorted { left, right in
            left.task.due == right.task.due ? left.id < right.id : left.task.due < right.task.due
        }
        return oldest.prefix(configuration.topN).map { id, task in
            let elapsed = asOf.milliseconds - task.due.milliseconds
            return ActivitySection.OverdueTask(
                taskId: id.text, subject: text(task.subject),
                ownerId: ownerID(task.owner), dueAt: task.due.description,
                daysOverdue: Int(elapsed / Instant.millisecondsPerDay))
        }
    }
}
