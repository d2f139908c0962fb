import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Activities = MetricsDocument.Activities

    func time(_ key: RecordKey) -> Instant? {
        switch key.object {
        case .meetings:
            instant(key, "hs_meeting_start_time") ?? instant(key, "hs_timestamp")
        case .tasks:
            instant(key, "hs_task_completion_date") ?? instant(key, "hs_timestamp")
        default: instant(key, "hs_timestamp")
        }
    }

    func isIncoming(_ key: RecordKey) -> Bool {
        key.object == .emails && upper(key, "hs_email_direction") == "INCOMING_EMAIL"
    }

    func counts(_ key: RecordKey) -> Bool {
        switch key.object {
        case .calls:
            return !["CANCELED", "FAILED", "QUEUED"].contains(upper(key, "hs_call_status"))
        case .emails:
            let isOutgoing = ["EMAIL", nil].contains(upper(key, "hs_email_direction"))
            let unsent = ["FAILED", "SCHEDULED", "SENDING", "DRAFT"]
            return isOutgoing && !unsent.contains(upper(key, "hs_email_status") ?? "")
        case .meetings:
            return !["CANCELED", "RESCHEDULED", "NO_SHOW"].contains(outcome(key))
        case .tasks: return upper(key, "hs_task_status") == "COMPLETED"
        default: return true
        }
    }

    func outcome(_ key: RecordKey) -> String { upper(key, "hs_meeting_outcome") ?? "NONE" }

    /// Activities of the types that are synced which count by now.
    func counted(_ period: PeriodKey) -> [RecordKey] {
        ObjectType.activities.filter(isSynced).flatMap { keys($0) }.filter { key in
            guard isLive(key), counts(key), let time = time(key), time < asOf else { return false }
            return isIn(period, time)
        }
    }

    func totals(_ keys: [RecordKey]) -> Activities.Totals {
        func count(_ type: ObjectType) -> Int? {
            isSynced(type) ? keys.count { $0.object == type } : nil
        }
        return .init(
            calls: count(.calls), emails: count(.emails), meetings: count(.meetings),
            tasks: count(.tasks), notes: count(.notes), total: keys.count)
    }

    func activities() -> Activities {
        Activities(
            byPeriod: ByPeriod { activities($0) }, overdueTasks: overdueTasks(), byDay: byDay())
    }

    func workingDays(_ period: PeriodKey, _ counted: [RecordKey]) -> Int {
        let first = counted.compactMap { time($0) }.min().map { date($0) }
        guard var day = range(period)?.0 ?? first else { return 0 }
        var days = 0
        let end = range(period)?.1 ?? today.adding(days: 1)
        let holidays = context.configuration.holidays
        while day <= today, day < end {
            if day.weekday < 6, !holidays.contains(day) { days += 1 }
            day = day.adding(days: 1)
        }
        return days
    }

    private func targets(_ workingDays: Int, reps: Int) -> [ObjectType: Rational] {
        let days = Rational(workingDays * reps)
        let daily = context.configuration.activityTargets
        func exact(_ number: DocumentNumber) -> Rational {
            ExactDecimal(parsing: number.description)?.rational ?? .zero
        }
        return [
            .calls: exact(daily.callsPerRepPerDay) * days,
            .emails: exact(daily.emailsPerRepPerDay) * days,
            .meetings: (exact(daily.meetingsPerRepPerWeek) * days).divided(by: Rational(5))
                ?? .zero,
        ]
    }

    private func section(_ targets: [ObjectType: Rational]) -> Activities.Targets {
        .init(
            calls: NaiveNumber.round(targets[.calls], 2),
            emails: NaiveNumber.round(targets[.emails], 2),
            meetings: NaiveNumber.round(targets[.meetings], 2))
    }

    private func attainment(
        _ keys: [RecordKey], _ targets: [ObjectType: Rational]
    ) -> Activities.Attainment {
        func share(_ type: ObjectType) -> DocumentNumber? {
            guard isSynced(type), let target = targets[type] else { return nil }
            return NaiveNumber.round(
                Rational(keys.count { $0.object == type }).divided(by: target), 4)
        }
        return .init(
            calls: share(.calls), emails: share(.emails), meetings: share(.meetings))
    }

    private func activities(_ period: PeriodKey) -> Activities.Period {
        let counted = counted(period)
        let ofReps = counted.filter { owner($0).map(reps.contains) ?? false }
        let workingDays = workingDays(period, counted)
        let team = targets(workingDays, reps: reps.count)
        let calls = counted.filter { $0.object == .calls }
        let connected = calls.count {
            text($0, "hs_call_disposition")?.lowercased()
                == "f240bbac-87c9-4f6e-bf70-924b57d47db7"
        }
        let talk = calls.reduce(Int64(0)) { sum, key in
            sum
                + max(
                    0,
                    text(key, "hs_call_duration")
                        .flatMap { ExactDecimal(parsing: $0) }?.truncated(scale: 0) ?? 0)
        }
        let received = keys(.emails).count {
            isLive($0) && isIncoming($0) && (time($0).map { $0 < asOf } ?? false)
                && isIn(period, time($0))
        }
        let meetings = keys(.meetings).filter { isLive($0) && isIn(period, time($0)) }
        let outcomes = Dictionary(grouping: meetings, by: outcome).mapValues(\.count)
        let completed = outcomes["COMPLETED"] ?? 0
        let synced = isSynced(.meetings)
        return .init(
            totals: totals(counted), workingDays: workingDays,
            teamTargets: section(team), teamAttainment: attainment(ofReps, team),
            byOwner: owners(counted, workingDays),
            connectedCalls: isSynced(.calls) ? connected : nil,
            connectRate: isSynced(.calls)
                ? NaiveNumber.ratio(connected, calls.count) : nil,
            talkMinutes: isSynced(.calls)
                ? NaiveNumber.round(Rational(talk).divided(by: Rational(60_000)), 1) : nil,
            emailsReceived: isSynced(.emails) ? received : nil,
            meetingOutcomes: synced
                ? outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                    .map { .init(outcome: $0.key, count: $0.value) } : nil,
            meetingCompletionRate: synced
                ? NaiveNumber.ratio(
                    completed,
                    completed + (outcomes["NO_SHOW"] ?? 0) + (outcomes["CANCELED"] ?? 0)) : nil,
            meetingsWithoutOutcome: synced
                ? meetings.count { key in
                    ["NONE", "SCHEDULED"].contains(outcome(key))
                        && (time(key).map { $0 < asOf } ?? false)
                } : nil,
            upcomingMeetings: synced
                ? meetings.count { key in
                    !["CANCELED", "RESCHEDULED"].contains(outcome(key))
                        && (time(key).map { $0 >= asOf } ?? false)
                } : nil)
    }

    private func owners(_ counted: [RecordKey], _ workingDays: Int) -> [Activities.OwnerRow] {
        let ids = Set(reps.map(Optional.some)).union(counted.map { owner($0) })
        let rows = ids.map { id in
            let own = counted.filter { owner($0) == id }
            let totals = totals(own)
            let isRep = id.map(reps.contains) ?? false
            let target = targets(workingDays, reps: 1)
            return Activities.OwnerRow(
                ownerId: id, ownerName: ownerName(id), isRep: isRep, calls: totals.calls,
                emails: totals.emails, meetings: totals.meetings, tasks: totals.tasks,
                notes: totals.notes, total: totals.total,
                targets: isRep ? section(target) : .init(),
                attainment: isRep ? attainment(own, target) : .init())
        }
        return rows.sorted {
            $0.total == $1.total ? ownerOrder($0.ownerId, $1.ownerId) : $0.total > $1.total
        }
    }

    func ownerOrder(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, _): false
        case (_, nil): true
        case (let left?, let right?): RecordID(left) < RecordID(right)
        }
    }

    // MARK: Tasks and days

    private func overdueTasks() -> Activities.OverdueTasks {
        guard isSynced(.tasks) else { return .init(byAge: .init()) }
        let overdue = keys(.tasks).compactMap { key -> (key: RecordKey, due: Instant, days: Int)? in
            let status = upper(key, "hs_task_status") ?? "NOT_STARTED"
            guard isLive(key), !["COMPLETED", "DEFERRED"].contains(status),
                let due = instant(key, "hs_timestamp"), due < asOf
            else { return nil }
            return (key, due, Int((asOf.milliseconds - due.milliseconds) / 86_400_000))
        }
        let owners = Dictionary(grouping: overdue) { owner($0.key) }
        let rows = owners.map { id, tasks in
            Activities.OverdueByOwner(ownerId: id, ownerName: ownerName(id), tasks: tasks.count)
        }
        let oldest = overdue.sorted { ($0.due, $0.key.id) < ($1.due, $1.key.id) }
        return .init(
            total: overdue.count,
            byOwner: rows.sorted {
                $0.tasks == $1.tasks ? ownerOrder($0.ownerId, $1.ownerId) : $0.tasks > $1.tasks
            },
            byAge: .init(
                upTo7Days: overdue.count { $0.days < 7 },
                days7To30: overdue.count { (7..<30).contains($0.days) },
                over30Days: overdue.count { $0.days >= 30 }),
            oldest: oldest.prefix(context.configuration.topN).map { task in
                .init(
                    taskId: task.key.id.text,
                    subject: text(task.key, "hs_task_subject"),
                    ownerId: owner(task.key), dueAt: task.due.description, daysOverdue: task.days)
            })
    }

    private func byDay() -> Activities.ByDay {
        let first = today.adding(days: 1 - context.configuration.byDayDays)
        var groups: [String: (row: Activities.DayRow, date: CivilDate, place: Int)] = [:]
        for key in counted(.allTime) {
            guard let time = time(key), date(time) >= first else { continue }
            let day = date(time)
            let name = "\(day)/\(owner(key) ?? "-")/\(key.object.name)"
            var group =
                groups[name]
                ?? (
                    .init(
                        date: day.description, ownerId: owner(key), type: key.object.name,
                        count: 0), day,
                    ["calls", "emails", "meetings", "tasks", "notes"].firstIndex(
                        of: key.object.name) ?? 9
                )
            group.row.count += 1
            groups[name] = group
        }
        let rows = groups.values.sorted { left, right in
            if left.date != right.date { return left.date < right.date }
            if left.row.ownerId != right.row.ownerId {
                return ownerOrder(left.row.ownerId, right.row.ownerId)
            }
            return left.place < right.place
        }
        return .init(rows: rows.map(\.row))
    }
}
