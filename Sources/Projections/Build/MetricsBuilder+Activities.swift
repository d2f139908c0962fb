internal import HubSpotModel

extension MetricsBuilder {
    typealias ActivitySection = MetricsDocument.Activities

    /// Counted activities of a range before `asOf`; only types that are synced.
    struct ActivityCounts {
        /// By owner, then by type.
        private(set) var byOwner: [TextCode: [ObjectType: Int]] = [:]
        private(set) var totals: [ObjectType: Int] = [:]
        private(set) var firstDate: CivilDate?

        mutating func add(_ count: Int, _ owner: TextCode, _ type: ObjectType, _ date: CivilDate?) {
            byOwner[owner, default: [:]][type, default: 0] += count
            totals[type, default: 0] += count
            if let date { firstDate = min(firstDate ?? date, date) }
        }
    }

    func activityCounts(in range: DateRange) -> ActivityCounts {
        var counts = ActivityCounts()
        models.activities.figures.forEach(.activitiesCounted, in: range, before: cut) {
            entry, tally in
            guard let type = ObjectType(rawValue: UInt8(truncatingIfNeeded: entry.detail)),
                models.isSynced(type)
            else { return }
            counts.add(tally.count, TextCode(entry.split), type, entry.date)
        }
        return counts
    }

    func totals(_ counts: [ObjectType: Int]) -> ActivitySection.Totals {
        func count(_ type: ObjectType) -> Int? {
            models.isSynced(type) ? counts[type] ?? 0 : nil
        }
        return .init(
            calls: count(.calls), emails: count(.emails), meetings: count(.meetings),
            tasks: count(.tasks), notes: count(.notes), total: counts.values.reduce(0, +))
    }

    /// Source: metric dictionary, section 7.
    func activities() -> ActivitySection {
        ActivitySection(
            byPeriod: ByPeriod { activities(in: calendar.range(of: $0)) },
            overdueTasks: overdueTasks(), byDay: byDay())
    }

    // MARK: Periods

    private func activities(in range: DateRange) -> ActivitySection.Period {
        let counts = activityCounts(in: range)
        let workingDays = workingDays(in: range, first: counts.firstDate)
        let perRep = perRepTargets(workingDays)
        let team = perRep * reps.count
        let calls = figuresOfCalls(in: range)
        let isMeetingSynced = models.isSynced(.meetings)
        let meetings = models.activities.figures.bySplit(.meetings, in: range)
        return .init(
            totals: totals(counts.totals), workingDays: workingDays, teamTargets: team.section,
            teamAttainment: attainment(repTotals(counts), of: team),
            byOwner: activitiesByOwner(counts, perRep), connectedCalls: calls?.connected,
            connectRate: calls.flatMap { Rational($0.connected, over: $0.count) }
                .map(DocumentNumber.ratio),
            talkMinutes: calls.map {
                .init(units: Rational($0.milliseconds).over(60_000).rounded(scale: 1), scale: 1)
            },
            emailsReceived: models.isSynced(.emails)
                ? models.activities.figures.total(.emailsReceived, in: range, before: cut).count
                : nil,
            meetingOutcomes: isMeetingSynced ? outcomes(meetings) : nil,
            meetingCompletionRate: isMeetingSynced ? completionRate(meetings) : nil,
            meetingsWithoutOutcome: isMeetingSynced ? withoutOutcome(in: range) : nil,
            upcomingMeetings: isMeetingSynced ? upcomingMeetings(in: range) : nil)
    }

    /// Monday to Friday without holidays, through today; for all time from the first activity.
    private func workingDays(in range: DateRange, first: CivilDate?) -> Int {
        guard let start = range.start ?? first else { return 0 }
        let end = min(range.end ?? calendar.tomorrow, calendar.tomorrow)
        return workingDays(from: start, to: end)
    }

    /// Monday to Friday dates from `start` to before `end` that are no holidays.
    func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
        guard start < end else { return 0 }
        let length = Int(end.days - start.days)
        var days = length / 7 * 5
        for offset in (length / 7 * 7)..<length where start.adding(days: offset).weekday <= 5 {
            days += 1
        }
        for holiday in Set(configuration.holidays)
        where holiday >= start && holiday < end && holiday.weekday <= 5 {
            days -= 1
        }
        return days
    }

    // MARK: Targets

    private struct Targets {
        let calls: Rational
        let emails: Rational
        let meetings: Rational

        static func * (targets: Targets, factor: Int) -> Targets {
            let factor = Rational(factor)
            return Targets(
                calls: targets.calls * factor, emails: targets.emails * factor,
                meetings: targets.meetings * factor)
        }

        var section: ActivitySection.Targets {
            .init(calls: .volume(calls), emails: .volume(emails), meetings: .volume(meetings))
        }
    }

    private func perRepTargets(_ workingDays: Int) -> Targets {
        let daily = configuration.activityTargets
        let days = Rational(workingDays)
        return Targets(
            calls: daily.callsPerRepPerDay.rational * days,
            emails: daily.emailsPerRepPerDay.rational * days,
            meetings: (daily.meetingsPerRepPerWeek.rational * days).over(5))
    }

    private func attainment(
        _ counts: [ObjectType: Int], of targets: Targets
    ) -> ActivitySection.Attainment {
        func share(_ type: ObjectType, _ target: Rational) -> DocumentNumber? {
            guard models.isSynced(type) else { return nil }
            return Rational(counts[type] ?? 0).divided(by: target).map(DocumentNumber.ratio)
        }
        return .init(
            calls: share(.calls, targets.calls), emails: share(.emails, targets.emails),
            meetings: share(.meetings, targets.meetings))
    }

    private func repTotals(_ counts: ActivityCounts) -> [ObjectType: Int] {
        var totals: [ObjectType: Int] = [:]
        for (owner, types) in counts.byOwner {
            guard let id = ownerID(owner), reps.contains(id) else { continue }
            totals.merge(types, uniquingKeysWith: +)
        }
        return totals
    }

    /// Every rep, and whoever has a counted activity.
    private func activitiesByOwner(
        _ counts: ActivityCounts, _ targets: Targets
    ) -> [ActivitySection.OwnerRow] {
        var types: [String?: [ObjectType: Int]] = [:]
        for rep in reps { types[rep] = [:] }
        for (owner, counted) in counts.byOwner { types[ownerID(owner)] = counted }
        let rows = types.map { id, counted in
            let totals = totals(counted)
            let isRep = id.map(reps.contains) ?? false
            return ActivitySection.OwnerRow(
                ownerId: id, ownerName: ownerName(id), isRep: isRep, calls: totals.calls,
                emails: totals.emails, meetings: totals.meetings, tasks: totals.tasks,
                notes: totals.notes, total: totals.total,
                targets: isRep ? targets.section : .init(),
                attainment: isRep ? attainment(counted, of: targets) : .init())
        }
        return rows.sorted {
            $0.total == $1.total
                ? Self.precedes($0.ownerId, $1.ownerId) : $0.total > $1.total
        }
    }

    // MARK: Calls and meetings

    private func figuresOfCalls(
        in range: DateRange
    ) -> (count: Int, connected: Int, milliseconds: Int128)? {
        guard models.isSynced(.calls) else { return nil }
        let calls = models.activities.figures.bySplit(.callsCounted, in: range, before: cut)
        let connected = calls[1] ?? Tally()
        let other = calls[0] ?? Tally()
        return (connected.count + other.count, connected.count, connected.sum + other.sum)
    }

    private func outcomes(_ meetings: [UInt64: Tally]) -> [ActivitySection.Outcome] {
        meetings
            .map {
                ActivitySection.Outcome(
                    outcome: models.lexicon.text(TextCode($0.key)), count: $0.value.count)
            }
            .sorted {
                $0.count == $1.count
                    ? $0.outcome.utf8.lexicographicallyPrecedes($1.outcome.utf8)
                    : $0.count > $1.count
            }
    }

    private func completionRate(_ meetings: [UInt64: Tally]) -> DocumentNumber? {
        let words = models.coded.words
        func count(_ outcome: TextCode) -> Int { meetings[UInt64(outcome)]?.count ?? 0 }
        let completed = count(words.completed)
        return Rational(
            completed, over: completed + count(words.noShow) + count(words.canceled)
        ).map(DocumentNumber.ratio)
    }

    /// Without an outcome although they have started.
    private func withoutOutcome(in range: DateRange) -> Int {
        let words = models.coded.words
        let begun = models.activities.figures.bySplit(.meetings, in: range, before: cut)
        return (begun[UInt64(words.none)]?.count ?? 0)
            + (begun[UInt64(words.scheduled)]?.count ?? 0)
    }

    private func upcomingMeetings(in range: DateRange) -> Int {
        let words = models.coded.words
        let called = [UInt64(words.canceled), UInt64(words.rescheduled)]
        var upcoming = 0
        for entry in models.activities.figures.entries(.meetings)
        where entry.date != nil && range.contains(entry.date) && !called.contains(entry.split) {
            upcoming += entry.tally.count - (entry.tally(before: cut)?.count ?? 0)
        }
        return upcoming
    }

    // MARK: By day

    private func byDay() -> ActivitySection.ByDay {
        let start = calendar.tomorrow.adding(days: -configuration.byDayDays)
        let range = DateRange(start: start, end: calendar.tomorrow)
        var rows: [(date: CivilDate, owner: String?, type: ObjectType, count: Int)] = []
        models.activities.figures.forEach(.activitiesCounted, in: range, before: cut) {
            entry, tally in
            guard let date = entry.date,
                let type = ObjectType(rawValue: UInt8(truncatingIfNeeded: entry.detail)),
                models.isSynced(type)
            else { return }
            rows.append((date, ownerID(TextCode(entry.split)), type, tally.count))
        }
        rows.sort { left, right in
            if left.date != right.date { return left.date < right.date }
            if left.owner != right.owner { return Self.precedes(left.owner, right.owner) }
            return Self.place(left.type) < Self.place(right.type)
        }
        return .init(
            rows: rows.map {
                .init(
                    date: $0.date.description, ownerId: $0.owner, type: $0.type.name,
                    count: $0.count)
            })
    }

    private static func place(_ type: ObjectType) -> Int {
        ObjectType.activities.firstIndex(of: type) ?? ObjectType.activities.count
    }
}
