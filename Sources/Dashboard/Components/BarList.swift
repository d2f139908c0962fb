/// Named categories as horizontal bars with their counts: the first ones, the rest in one line.
struct BarList: Component {
    struct Item: Sendable {
        let name: Markup
        let figure: Markup
        /// The count, which is the length of the bar.
        let count: Int
        var style = ""
    }

    let items: [Item]
    let format: FigureFormat
    /// Further categories stand in one line, with their sum.
    let shownMax: Int

    init(_ items: [Item], format: FigureFormat, shownMax: Int = 8) {
        self.items = items
        self.format = format
        self.shownMax = shownMax
    }

    var body: Markup {
        let greatest = Double(items.map(\.count).max() ?? 0)
        tag("ul", ["class": "bars"]) {
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
