import HubSpotModel

/// The names of months under a row of dated bands: one where a month begins.
struct MonthTicks: Sendable {
    /// `YYYY-MM` or `YYYY-MM-DD`, ascending.
    let dates: [String]

    init(_ dates: [String]) { self.dates = dates }

    /// Every other label is dropped on narrow screens, three of four on the narrowest where there are
    /// many; January stays longest, as its year.
    func labels(_ x: BandScale, y: Double, most: Int = 13) -> Markup {
        let starts = dates.indices.filter { index in
            index > 0 ? dates[index].prefix(7) != dates[index - 1].prefix(7) : isMonth(index)
        }
        let stride = [1, 2, 3, 6, 12].first { starts.count <= most * $0 } ?? 12
        let offset = (starts.firstIndex { month(dates[$0]) == 1 } ?? 0) % stride
        let shown = starts.enumerated().filter { $0.offset % stride == offset }
        let kept = (shown.firstIndex { month(dates[$0.element]) == 1 } ?? 0) % 4
        return .group(
            shown.enumerated().map { place, start in
                Mark.label(
                    name(dates[start.element]), x: x.middle(start.element), y: y,
                    class: "xl" + Self.rank(place - kept, of: shown.count))
            })
    }

    /// The class of a label by its place among `count`: the style drops the lower ranks first.
    static func rank(_ place: Int, of count: Int) -> String {
        if place % 2 != 0 { return " alt" }
        return count > 8 && place % 4 != 0 ? " al" : ""
    }

    private func month(_ date: String) -> Int? { Int(date.dropFirst(5).prefix(2)) }

    private func isMonth(_ index: Int) -> Bool { dates[index].utf8.count == 7 }

    private func name(_ date: String) -> String {
        guard let month = month(date), (1...12).contains(month) else {
            return date
        }
        return month == 1 ? String(date.prefix(4)) : DateWords.months[month - 1]
    }
}
