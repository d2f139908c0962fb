/// An instant: milliseconds since the epoch, as HubSpot stores them.
typealias Stamp = Int64

/// The forms in which HubSpot writes and accepts an instant.
enum StampText {
    static let dayMilliseconds: Stamp = 86_400_000

    /// `2026-05-04T08:10:11.123Z`; without the fraction where it is zero and `short` is asked for,
    /// the second form seen in live data.
    static func iso(_ stamp: Stamp, short: Bool = false) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        append(iso: stamp, short: short, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text of `iso` to bytes, without making a string.
    static func append(iso stamp: Stamp, short: Bool = false, to text: inout [UInt8]) {
        let (days, rest) = split(stamp)
        let date = CivilDate(daysSinceEpoch: days)
        append(date.year, digits: 4, to: &text)
        text.append(0x2D)
        append(date.month, digits: 2, to: &text)
        text.append(0x2D)
        append(date.day, digits: 2, to: &text)
        text.append(0x54)
        append(rest / 3_600_000, digits: 2, to: &text)
        text.append(0x3A)
        append(rest / 60_000 % 60, digits: 2, to: &text)
        text.append(0x3A)
        append(rest / 1000 % 60, digits: 2, to: &text)
        if !(short && rest % 1000 == 0) {
            text.append(0x2E)
            append(rest % 1000, digits: 3, to: &text)
        }
        text.append(0x5A)
    }

    /// `2026-02-28`, the calendar day in UTC.
    static func day(_ stamp: Stamp) -> String {
        String(iso(stamp).prefix(10))
    }

    /// The form of the `Date` header: `Sun, 22 Nov 2026 14:30:00 GMT`.
    ///
    /// Source: RFC 9110, section 5.6.7.
    static func http(_ stamp: Stamp) -> String {
        let (days, rest) = split(stamp)
        let date = CivilDate(daysSinceEpoch: days)
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        var clock: [UInt8] = []
        append(rest / 3_600_000, digits: 2, to: &clock)
        clock.append(0x3A)
        append(rest / 60_000 % 60, digits: 2, to: &clock)
        clock.append(0x3A)
        append(rest / 1000 % 60, digits: 2, to: &clock)
        var dayOfMonth: [UInt8] = []
        append(date.day, digits: 2, to: &dayOfMonth)
        let weekday = weekdays[CivilDate.weekday(daysSinceEpoch: days)]
        return
            "\(weekday), \(String(decoding: dayOfMonth, as: UTF8.self)) \(months[date.month - 1])"
            + " \(date.year) \(String(decoding: clock, as: UTF8.self)) GMT"
    }

    /// Reads ISO 8601 with `Z` or an offset, or epoch milliseconds; nil for anything else,
    /// a bare date included, which HubSpot's search has refused since 2020.
    static func parse(_ text: String) -> Stamp? {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty, bytes.allSatisfy(isDigit) { return Stamp(text) }
        guard bytes.count >= 17, bytes[4] == 0x2D, bytes[7] == 0x2D,
            bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16]), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var position = 16
        var second = 0
        var fraction = 0
        if position + 2 < bytes.count, bytes[position] == 0x3A {
            guard let value = number(bytes[(position + 1)..<(position + 3)]) else { return nil }
            second = value
            position += 3
        }
        if position < bytes.count, bytes[position] == 0x2E {
            position += 1
            var scale = 100
            let start = position
            while position < bytes.count, isDigit(bytes[position]) {
                fraction += Int(bytes[position] - 0x30) * scale
                scale /= 10
                position += 1
            }
            guard position > start else { return nil }
        }
        guard let offset = offsetMinutes(bytes[position...]) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let milliseconds = (hour * 3600 + minute * 60 + second) * 1000 + fraction
        return Stamp(days) * dayMilliseconds + Stamp(milliseconds) - Stamp(offset) * 60_000
    }

    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes == [0x5A] || bytes == [0x7A] { return 0 }
        guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
        let digits = bytes.dropFirst().filter { $0 != 0x3A }
        guard digits.count == 4, let value = number(digits[...]) else { return nil }
        let minutes = value / 100 * 60 + value % 100
        return sign == 0x2D ? -minutes : minutes
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return digits.isEmpty ? nil : value
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    private static func split(_ stamp: Stamp) -> (days: Int, rest: Int) {
        let days =
            stamp >= 0 ? stamp / dayMilliseconds : (stamp - dayMilliseconds + 1) / dayMilliseconds
        return (Int(days), Int(stamp - days * dayMilliseconds))
    }

    private static func append(_ value: Int, digits: Int, to text: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(0x30 + value / divisor % 10))
            divisor /= 10
        }
    }
}
