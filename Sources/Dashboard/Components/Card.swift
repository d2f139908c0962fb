import Projections

/// A block of a section: title, mode, content, and what can be done with it.
struct Card: Component {
    /// How many of the twelve columns it takes on a wide screen.
    enum Width: String, Sendable {
        case third = "c4"
        /// A third, and a half where the screen is narrower.
        case thirdOrHalf = "c4 hf"
        case fiveTwelfths = "c5"
        case half = "c6"
        case sevenTwelfths = "c7"
        case twoThirds = "c8"
        case full = "c12"
    }

    /// Unique on the page; the title's id is this with `-h`.
    let id: String
    let width: Width
    let title: Markup
    var subtitle: Markup?
    let mode: ModeBadge
    var term: GlossaryTerm?
    var isChart = false
    let content: Markup

    init(
        id: String, width: Width, title: some Component, subtitle: (any Component)? = nil,
        mode: ModeBadge, term: GlossaryTerm? = nil, isChart: Bool = false,
        @MarkupBuilder content: () -> Markup
    ) {
        self.id = id
        self.width = width
        self.title = title.body
        self.subtitle = subtitle?.body
        self.mode = mode
        self.term = term
        self.isChart = isChart
        self.content = content()
    }

    var body: Markup {
        tag(isChart ? "figure" : "div", ["class": "card \(width.rawValue)"]) {
            tag(isChart ? "figcaption" : "div", ["class": "hd"]) {
                tag("h3", ["id": "\(id)-h"]) { title }
                if let term { InfoButton(term) }
                mode
                if let subtitle { tag("p", ["class": "sub"]) { subtitle } }
            }
            content
        }
    }
}
