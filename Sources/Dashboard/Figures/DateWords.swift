import HubSpotModel

/// Dates and spans in words, always English: `Sun 22 Nov 2026`, `1 Jan – 22 Nov 2026`.
enum DateWords {
    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `22 Nov 2026`.
    static func day(_ date: CivilDate) -> String {
        "\(date.day) \(months[date.month - 1]) \(date.year)"
    }

    /// `Sun 22 Nov 2026`.
    static func weekday(_ date: CivilDate) -> String {
        "\(weekdays[date.weekday - 1]) \(day(date))"
    }

    /// `16 – 22 Nov 2026`; both ends belong to the span.
    static func span(_ first: CivilDate, _ last: CivilDate) -> String {
        if first == last { return day(first) }
        if first.year != last.year { return "\(day(first)) – \(day(last))" }
        if first.month != last.month {
            return "\(first.day) \(months[first.month - 1]) – \(day(last))"
        }
        return "\(first.day) – \(day(last))"
    }

    /// `Nov 2026` of `2026-11` or `2026-11-22`; other texts as they are.
    static func month(_ text: String) -> String {
        guard let number = Int(text.dropFirst(5).prefix(2)), (1...12).contains(number) else {
            return text
        }
        return "\(months[number - 1]) \(text.prefix(4))"
    }

    /// Reads `YYYY-MM-DD`.
    static func date(_ text: String) -> CivilDate? {
        var parts = (0, 0, 0)
        var place = 0
        for byte in text.utf8 {
            switch (place, byte) {
            case (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")): break
            case (0..<4, UInt8(ascii: "0")...UInt8(ascii: "9")):
                parts.0 = parts.0 * 10 + Int(byte - UInt8(ascii: "0"))
            case (5..<7, UInt8(ascii: "0")...UInt8(ascii: "9")):
                parts.1 = parts.1 * 10 + Int(byte - UInt8(ascii: "0"))
            case (8..<10, UInt8(ascii: "0")...UInt8(ascii: "9")):
                parts.2 = parts.2 * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            place += 1
        }
        guard place == 10 else { return nil }
        return CivilDate(year: parts.0, month: parts.1, day: parts.2)
    }

    /// `3 deals`, `1 deal`.
    static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        count == 1 ? one : many ?? one + "s"
    }
}
