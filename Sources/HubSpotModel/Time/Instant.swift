/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static let millisecondsPerDay: Int64 = 86_400_000

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The UTC date, and the milliseconds since its midnight.
    package var utc: (date: CivilDate, millisecondOfDay: Int) {
        var days = milliseconds / Self.millisecondsPerDay
        var rest = milliseconds % Self.millisecondsPerDay
        if rest < 0 {
            rest += Self.millisecondsPerDay
            days -= 1
        }
        return (CivilDate(days: Int32(days)), Int(rest))
    }
}

extension Instant: CustomStringConvertible {
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    package var description: String {
        let (date, time) = utc
        return "\(date)T\(Self.clock(time / 1000)).\((time % 1000).padded(3))Z"
    }

    /// `YYYYMMDDTHHMMSSZ`, for names of folders; fractions are cut.
    package var compactDescription: String {
        let (date, time) = utc
        return date.description.filter { $0 != "-" } + "T"
            + Self.clock(time / 1000).filter { $0 != ":" } + "Z"
    }

    /// `HH:MM:SS` of a second of the day.
    static func clock(_ second: Int) -> String {
        "\((second / 3600).padded(2)):\((second / 60 % 60).padded(2)):\((second % 60).padded(2))"
    }
}
