/// A day of the proleptic Gregorian calendar, without a zone.
package struct CivilDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    package let days: Int32

    package init(days: Int32) { self.days = days }

    /// The day `year`-`month`-`day`, or `nil` when there is none such.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.daysInMonth(month, of: year) else {
            return nil
        }
        self.init(days: Self.daysSinceEpoch(year, month, day))
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }

    package var year: Int { components.year }
    package var month: Int { components.month }
    package var day: Int { components.day }

    /// Year, month 1–12, day 1–31.
    ///
    /// Source: the era arithmetic of Hinnant's "chrono-compatible low-level date algorithms".
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 for Monday to 7 for Sunday.
    package var weekday: Int {
        let offset = (Int(days) + 3) % 7
        return (offset < 0 ? offset + 7 : offset) + 1
    }

    package func adding(days count: Int) -> CivilDate { CivilDate(days: days + Int32(count)) }

    /// The same day of a later (or earlier) month, or the last day of a shorter one.
    package func adding(months count: Int) -> CivilDate {
        let (year, month, day) = components
        let index = year * 12 + (month - 1) + count
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        let newMonth = index - newYear * 12 + 1
        let newDay = min(day, Self.daysInMonth(newMonth, of: newYear))
        return CivilDate(days: Self.daysSinceEpoch(newYear, newMonth, newDay))
    }

    package var firstOfMonth: CivilDate { adding(days: 1 - day) }
    /// The Monday of this day's week.
    package var monday: CivilDate { adding(days: 1 - weekday) }

    package static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}

extension CivilDate: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    package var description: String {
        let (year, month, day) = components
        return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    }
}

extension Int {
    /// Decimal digits, with leading zeros up to `width`.
    func padded(_ width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.utf8.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}
