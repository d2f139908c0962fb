/// Named categories as horizontal bars with their counts: the first ones, the rest in one line.
struct BarList: Component {
    struct Item: Sendable {
        let name: Markup
        let figure: Markup
        /// The count, which is the length of the bar.
        let count: Int
        var style = ""
    }

    /// Where in the document the rows stand; figures go by their place in it.
    let path: String
    let items: [Item]
    let format: FigureFormat
    /// Further categories stand in one line, with their sum.
    let shownMax: Int

    /// - Parameter items: the rows, given the source of the figures of each.
    init<Row>(
        _ rows: [Row], at path: String, format: FigureFormat, shownMax: Int = 8,
        item: (Row, FigureSource) -> Item
    ) {
        self.path = path
        items = rows.enumerated().map {
            item($0.element, FigureSource(format: format, path: ".\($0.offset)"))
        }
        self.format = format
        // A line for one category more would be no shorter than its bar.
        self.shownMax = items.count == shownMax + 1 ? items.count : shownMax
    }

    var body: Markup {
        let greatest = Double(items.map(\.count).max() ?? 0)
        tag("ul", ["class": "bars", "data-in": path]) {
            for item in items.prefix(shownMax) {
                tag("li") {
                    tag("span", ["class": "bn"]) { item.name }
                    tag("span", ["class": "bv"]) { item.figure }
                    Bar(
                        share: greatest > 0 ? Double(item.count) / greatest : 0, style: item.style)
                }
            }
        }
        if items.count > shownMax {
            tag("p", ["class": "so"]) {
                "Other (\(items.count - shownMax)): "
                    + format.count(items.dropFirst(shownMax).reduce(0) { $0 + $1.count })
            }
        }
    }
}
