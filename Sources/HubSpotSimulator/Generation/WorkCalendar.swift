/// Draws instants at which people work: weekdays, nine to half past five, in the portal's zone.
struct WorkCalendar: Sendable {
    let now: Stamp
    let zone: PortalZone
    /// Today, in days since the epoch.
    let today: Int
    let startOfToday: Stamp

    init(now: Stamp, zone: PortalZone) {
        self.now = now
        self.zone = zone
        today = zone.day(at: now)
        startOfToday = zone.stamp(day: today, millisecondsOfDay: 0)
    }

    /// Monday of this week, in days since the epoch.
    var monday: Int {
        today - CivilDate.weekday(daysSinceEpoch: today)
    }

    /// A working instant so many days before today (negative: after it).
    ///
    /// Nine in ten weekend draws move to the Friday before or the Monday behind. A draw for today
    /// is always before now.
    func instant(daysAgo: Int, _ random: inout SplitMix64) -> Stamp {
        if daysAgo == 0 { return earlierToday(&random) }
        var day = today - daysAgo
        let weekday = CivilDate.weekday(daysSinceEpoch: day)
        if weekday > 4, random.chance(0.9) { day += weekday == 5 ? -1 : 1 }
        if day == today { return earlierToday(&random) }
        if daysAgo > 0, day > today { day = today - 3 }
        return instant(day: day, &random)
    }

    func instant(day: Int, _ random: inout SplitMix64) -> Stamp {
        // Most things happen on a full minute; the rest has milliseconds.
        let minute = Stamp(9 * 60 + random.below(8 * 60 + 30))
        let rest: Stamp = random.chance(0.3) ? 0 : random.within(0...59_999)
        return zone.stamp(day: day, millisecondsOfDay: minute * 60_000 + rest)
    }

    /// No record is stamped later: a portal starts settled.
    var latest: Stamp { now - 60_000 }

    /// An instant of today that is over; where the day is too young for one, of the last minute.
    func earlierToday(_ random: inout SplitMix64) -> Stamp {
        let passed = latest - startOfToday
        guard passed > 2 else { return latest - random.within(0...30_000) }
        let hour: Stamp = 3_600_000
        let opening = passed > 10 * hour ? 9 * hour : passed / 3
        return startOfToday + random.within(opening...(passed - 1))
    }
}
