/// Named categories as horizontal bars with their counts: the first eight, the rest in one line.
struct BarList: Component {
    struct Item: Sendable {
        let name: Markup
        let figure: Markup
        /// The count, which is the length of the bar.
        let count: Int
        var style = ""
    }

    /// Further categories stand in one line, with their sum.
    static let shownMax = 8

    let items: [Item]
    let format: FigureFormat

    init(_ items: [Item], format: FigureFormat) {
        self.items = items
        self.format = format
    }

    var body: Markup {
        let greatest = Double(items.map(\.count).max() ?? 0)
        tag("ul", ["class": "bars"]) {
            for item in items.prefix(Self.shownMax) {
                tag("li") {
                    tag("span", ["class": "bn"]) { item.name }
                    tag("span", ["class": "bv"]) { item.figure }
                    Bar(
                        share: greatest > 0 ? Double(item.count) / greatest : 0, style: item.style)
                }
            }
        }
        if items.count > Self.shownMax {
            tag("p", ["class": "so"]) {
                "Other (\(items.count - Self.shownMax)): "
                    + format.count(items.dropFirst(Self.shownMax).reduce(0) { $0 + $1.count })
            }
        }
    }
}
