/// The offset of an account's time zone, by the rules in force today.
///
/// The rules stand here and not in the machine's zone files, so that a seeded portal has the same
/// bytes everywhere. A zone that is not in the table is served under its name and computed as UTC.
struct PortalZone: Equatable, Sendable {
    let identifier: String
    private let standardMinutes: Int
    private let daylight: Daylight

    /// When clocks stand one hour ahead of standard time.
    private enum Daylight: Equatable {
        case never
        /// Last Sunday of March to last Sunday of October, 01:00 UTC (Directive 2000/84/EC).
        case europe
        /// Second Sunday of March to first Sunday of November, 02:00 local (US code 15 § 260a).
        case northAmerica
        /// First Sunday of October to first Sunday of April, 02:00 standard time.
        case southEastAustralia
    }

    init(identifier: String) {
        self.identifier = identifier
        let (minutes, rule): (Int, Daylight) =
            switch identifier {
            case "Europe/London", "Europe/Dublin", "Europe/Lisbon", "GB": (0, .europe)
            case "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Rome",
                "Europe/Amsterdam", "Europe/Brussels", "Europe/Vienna", "Europe/Zurich",
                "Europe/Stockholm", "Europe/Oslo", "Europe/Copenhagen", "Europe/Warsaw":
                (60, .europe)
            case "Europe/Athens", "Europe/Helsinki", "Europe/Kyiv": (120, .europe)
            case "America/New_York", "US/Eastern", "America/Toronto": (-300, .northAmerica)
            case "America/Chicago", "US/Central": (-360, .northAmerica)
            case "America/Denver", "US/Mountain": (-420, .northAmerica)
            case "America/Los_Angeles", "US/Pacific": (-480, .northAmerica)
            case "America/Phoenix": (-420, .never)
            case "America/Sao_Paulo": (-180, .never)
            case "Asia/Dubai": (240, .never)
            case "Asia/Kolkata": (330, .never)
            case "Asia/Singapore", "Asia/Shanghai": (480, .never)
            case "Asia/Tokyo": (540, .never)
            case "Australia/Sydney", "Australia/Melbourne": (600, .southEastAustralia)
            default: (0, .never)
            }
        standardMinutes = minutes
        daylight = rule
    }

    func offsetMilliseconds(at stamp: Stamp) -> Stamp {
        let standard = Stamp(standardMinutes) * 60_000
        return isDaylight(at: stamp, standard: standard) ? standard + 3_600_000 : standard
    }

    /// The local calendar day of an instant, in days since the epoch.
    func day(at stamp: Stamp) -> Int {
        let local = stamp + offsetMilliseconds(at: stamp)
        let days =
            local >= 0
            ? local / StampText.dayMilliseconds
            : (local - StampText.dayMilliseconds + 1) / StampText.dayMilliseconds
        return Int(days)
    }

    /// The instant of a wall-clock time; within a skipped hour, the time after it.
    func stamp(day: Int, millisecondsOfDay: Stamp) -> Stamp {
        let local = Stamp(day) * StampText.dayMilliseconds + millisecondsOfDay
        let guess = local - offsetMilliseconds(at: local)
        return local - offsetMilliseconds(at: guess)
    }

    private func isDaylight(at stamp: Stamp, standard: Stamp) -> Bool {
        let localStandard = stamp + standard
        let year = CivilDate(
            daysSinceEpoch: Int(localStandard.floored(by: StampText.dayMilliseconds))
        ).year
        let hour: Stamp = 3_600_000
        switch daylight {
        case .never:
            return false
        case .europe:
            return stamp >= Self.lastSunday(year, 3) + hour
                && stamp < Self.lastSunday(year, 10) + hour
        case .northAmerica:
            return localStandard >= Self.sunday(year, 3, onOrAfter: 8) + 2 * hour
                && localStandard < Self.sunday(year, 11, onOrAfter: 1) + hour
        case .southEastAustralia:
            return localStandard < Self.sunday(year, 4, onOrAfter: 1) + 2 * hour
                || localStandard >= Self.sunday(year, 10, onOrAfter: 1) + 2 * hour
        }
    }

    private static func sunday(_ year: Int, _ month: Int, onOrAfter day: Int) -> Stamp {
        let first = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let wait = 6 - CivilDate.weekday(daysSinceEpoch: first)
        return Stamp(first + wait) * StampText.dayMilliseconds
    }

    private static func lastSunday(_ year: Int, _ month: Int) -> Stamp {
        let last = CivilDate(year: year, month: month, day: 31).daysSinceEpoch
        let back = (CivilDate.weekday(daysSinceEpoch: last) + 1) % 7
        return Stamp(last - back) * StampText.dayMilliseconds
    }
}

extension Stamp {
    /// Whole multiples of `unit`, rounded towards the past.
    func floored(by unit: Stamp) -> Stamp {
        self >= 0 ? self / unit : (self - unit + 1) / unit
    }
}
