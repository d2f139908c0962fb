import HubSpotModel

/// The names of months under a row of dated bands: one where a month begins.
struct MonthTicks: Sendable {
    /// `YYYY-MM` or `YYYY-MM-DD`, ascending.
    let dates: [String]

    init(_ dates: [String]) { self.dates = dates }

    /// Every other label is dropped on narrow screens; January is among them, as its year.
    func labels(_ x: BandScale, y: Double, most: Int = 13) -> Markup {
        let starts = dates.indices.filter { index in
            index > 0 ? dates[index].prefix(7) != dates[index - 1].prefix(7) : isMonth(index)
        }
        let stride = [1, 2, 3, 6, 12].first { starts.count <= most * $0 } ?? 12
        let offset = (starts.firstIndex { month(dates[$0]) == 1 } ?? 0) % stride
        return .group(
            starts.enumerated().filter { $0.offset % stride == offset }.map { place, index in
                Mark.label(
                    name(dates[index]), x: x.middle(index), y: y,
                    class: place / stride % 2 == 0 ? "xl" : "xl alt")
            })
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
