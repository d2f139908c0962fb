import Foundation

/// A date of the document in the words of the page, worked out by Foundation.
enum ISODate {
    /// Every form that the page has for a day, a month or an instant; empty where it is none.
    static func words(of text: String) -> [String] {
        let isMonth = text.wholeMatch(of: /\d{4}-\d{2}/) != nil
        let isDay = text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
        let reader = DateFormatter()
        reader.locale = Locale(identifier: "en_US_POSIX")
        reader.timeZone = TimeZone(identifier: isMonth || isDay ? "UTC" : "Europe/London")
        var date: Date?
        if isMonth || isDay {
            reader.dateFormat = isMonth ? "yyyy-MM" : "yyyy-MM-dd"
            date = reader.date(from: text)
        } else if text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T.*Z/) != nil {
            let parser = ISO8601DateFormatter()
            parser.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            date = parser.date(from: text)
        }
        guard let date else { return [] }
        return ["d MMM yyyy", "MMM yyyy", "d MMM", "EEE d MMM yyyy", "d MMM yyyy, HH:mm"].map {
            reader.dateFormat = $0
            return reader.string(from: date)
        }
    }
}
