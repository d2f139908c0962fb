/// The frame of every section: its name and question, the answer in words, its blocks.
struct SectionFrame: Component {
    let key: SectionKey
    let answer: Markup
    let content: Markup

    init(
        _ key: SectionKey, @MarkupBuilder answer: () -> Markup,
        @MarkupBuilder content: () -> Markup
    ) {
        self.key = key
        self.answer = answer()
        self.content = content()
    }

    var body: Markup {
        tag("section", ["id": key.rawValue, "aria-labelledby": "\(key.rawValue)-h"]) {
            tag("header", ["class": "sh"]) {
                tag("p", ["class": "eb"]) {
                    tag("b") { key.title }
                    " "
                    tag("span") { key.question }
                }
                tag("h2", ["id": "\(key.rawValue)-h"]) { answer }
            }
            tag("div", ["class": "grid"]) { content }
        }
    }
}
