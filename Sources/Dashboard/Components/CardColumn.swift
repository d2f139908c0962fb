/// Cards one under another, in the place of one card.
struct CardColumn: Component {
    let width: Card.Width
    let content: Markup

    init(_ width: Card.Width, @MarkupBuilder content: () -> Markup) {
        self.width = width
        self.content = content()
    }

    var body: Markup { tag("div", ["class": "col \(width.rawValue)"]) { content } }
}
