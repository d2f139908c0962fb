/// The rule in a zone file's footer: `GMT0BST,M3.5.0/1,M10.5.0`.
///
/// Source: POSIX, "TZ environment variable", with the extensions of RFC 8536, section 3.3.1.
struct POSIXZone {
    private enum Day {
        /// Day 1–365, 29 February never counted.
        case julian(Int)
        /// Day 0–365, 29 February counted.
        case zeroBased(Int)
        case weekday(month: Int, week: Int, day: Int)
    }

    private struct Change {
        let day: Day
        /// Seconds after local midnight, −167 to 167 hours.
        let time: Int64
    }

    private let standardOffset: Int32
    private let summer: (offset: Int32, start: Change, end: Change)?

    init(_ text: String) throws(TZif.FormatError) {
        var parser = Parser(rest: Substring(text), whole: text)
        try parser.name()
        standardOffset = -Int32(try parser.time())
        guard !parser.rest.isEmpty else {
            summer = nil
            return
        }
        try parser.name()
        var summerOffset = standardOffset + 3600
        if let next = parser.rest.first, next != "," { summerOffset = -Int32(try parser.time()) }
        let start = try parser.change()
        let end = try parser.change()
        guard parser.rest.isEmpty else { throw parser.error }
        summer = (summerOffset, start, end)
    }

    /// The changes of one year, ascending.
    func changes(in year: Int) -> [ZoneRules.Transition] {
        guard let summer else { return [] }
        let start = Self.second(of: summer.start, in: year) - Int64(standardOffset)
        let end = Self.second(of: summer.end, in: year) - Int64(summer.offset)
        return [
            ZoneRules.Transition(second: start, offset: summer.offset),
            ZoneRules.Transition(second: end, offset: standardOffset),
        ].sorted { $0.second < $1.second }
    }

    /// The offset in force at a second.
    func offset(at second: Int64) -> Int32 {
        let year = Instant(milliseconds: second * 1000).utc.date.year
        let past = (changes(in: year - 1) + changes(in: year) + changes(in: year + 1))
            .sorted { $0.second < $1.second }
            .last { $0.second <= second }
        return past?.offset ?? standardOffset
    }

    private static func second(of change: Change, in year: Int) -> Int64 {
        let newYear = CivilDate(days: 0).adding(months: (year - 1970) * 12)
        let date: CivilDate
        switch change.day {
        case .julian(let day):
            let leapDay = CivilDate.isLeap(year) && day >= 60 ? 1 : 0
            date = newYear.adding(days: day - 1 + leapDay)
        case .zeroBased(let day):
            date = newYear.adding(days: day)
        case .weekday(let month, let week, let day):
            let first = newYear.adding(months: month - 1)
            let toDay = (day - first.weekday % 7 + 7) % 7
            var candidate = first.adding(days: toDay + (week - 1) * 7)
            if candidate.month != first.month { candidate = candidate.adding(days: -7) }
            date = candidate
        }
        return Int64(date.days) * 86_400 + change.time
    }

    private struct Parser {
        var rest: Substring
        let whole: String

        var error: TZif.FormatError { TZif.FormatError(reason: "its footer is \"\(whole)\"") }

        mutating func name() throws(TZif.FormatError) {
            if rest.first == "<" {
                guard let end = rest.firstIndex(of: ">") else { throw error }
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.prefix { $0.isLetter }
                guard name.count >= 3 else { throw error }
                rest = rest.dropFirst(name.count)
            }
        }

        mutating func number() throws(TZif.FormatError) -> Int64 {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let value = Int64(digits), value <= 1000 else { throw error }
            rest = rest.dropFirst(digits.count)
            return value
        }

        /// `[+-]h[:m[:s]]`, in seconds.
        mutating func time() throws(TZif.FormatError) -> Int64 {
            var sign: Int64 = 1
            if let first = rest.first, first == "+" || first == "-" {
                sign = first == "-" ? -1 : 1
                rest = rest.dropFirst()
            }
            var seconds = try number() * 3600
            for unit in [60, 1] as [Int64] where rest.first == ":" {
                rest = rest.dropFirst()
                seconds += try number() * unit
            }
            return sign * seconds
        }

        mutating func change() throws(TZif.FormatError) -> Change {
            guard rest.first == "," else { throw error }
            rest = rest.dropFirst()
            let day: Day
            switch rest.first {
            case "M":
                rest = rest.dropFirst()
                let month = try number()
                let week = try field()
                let weekday = try field()
                guard (1...12).contains(month), (1...5).contains(week), weekday < 7 else {
                    throw error
                }
                day = .weekday(month: Int(month), week: Int(week), day: Int(weekday))
            case "J":
                rest = rest.dropFirst()
                day = .julian(Int(try number()))
            default:
                day = .zeroBased(Int(try number()))
            }
            var time: Int64 = 7200
            if rest.first == "/" {
                rest = rest.dropFirst()
                time = try self.time()
            }
            return Change(day: day, time: time)
        }

        private mutating func field() throws(TZif.FormatError) -> Int64 {
            guard rest.first == "." else { throw error }
            rest = rest.dropFirst()
            return try number()
        }
    }
}
