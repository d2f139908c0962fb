package import Projections

/// A tree of HTML or SVG.
///
/// Text and attribute values are escaped when rendered, so a component cannot forget to. Equal
/// trees render equal bytes: nothing here depends on a locale, a clock or the order of a dictionary.
package indirect enum Markup: Sendable {
    case element(String, attributes: [(name: String, value: String)], children: [Markup])
    case text(String)
    case group([Markup])
    /// Text that is written as it is: the page's own style, script and JSON, which are made safe for
    /// their place elsewhere. Never anything of the portal.
    case verbatim(String)
    /// An element whose content differs by period. The default period is written; a page carries the
    /// others as what they change of it.
    case byPeriod(String, ByPeriod<Markup>)

    package static var empty: Markup { .group([]) }

    /// Writes the tree to the end of `output`.
    package func render(into output: inout String) {
        var text = MarkupText()
        render(into: &text)
        output += String(decoding: text.bytes, as: UTF8.self)
    }

    private func render(into output: inout MarkupText) {
        switch self {
        case .text(let text): output.append(escaping: text)
        case .verbatim(let text): output.append(text)
        case .group(let children):
            for child in children { child.render(into: &output) }
        case .byPeriod(let name, let contents):
            Markup.variant(name, contents, of: .ytd).render(into: &output)
        case .element(let name, let attributes, let children):
            output.append("<")
            output.append(name)
            for attribute in attributes {
                output.append(" ")
                output.append(attribute.name)
                guard !attribute.value.isEmpty else { continue }
                output.append("=")
                output.append(attribute: attribute.value)
            }
            let ending = Ending(of: name)
            if children.isEmpty, ending == .shape {
                // The space keeps the slash out of a value without quotes.
                output.append(" />")
                return
            }
            output.append(">")
            if ending == .void { return }
            for child in children { child.render(into: &output) }
            if ending == .open { return }
            output.append("</")
            output.append(name)
            output.append(">")
        }
    }

    /// The element that holds the content of one period; its class is the period's name.
    static func variant(
        _ name: String, _ contents: ByPeriod<Markup>, of period: PeriodKey
    ) -> Markup {
        .element(
            name, attributes: [("class", period.rawValue), ("data-v", "")],
            children: [contents[period]])
    }

    /// How an element ends.
    private enum Ending {
        case tag
        /// HTML elements that have neither content nor end tag.
        case void
        /// HTML elements whose end tag HTML lets us leave out, since only their like follow them.
        case open
        /// SVG elements that close themselves.
        case shape

        init(of name: String) {
            self =
                switch name {
                case "rect", "line", "circle", "path", "polyline", "polygon", "use": .shape
                case "td", "th", "tr", "li", "dt", "dd", "option": .open
                case "meta", "link", "input", "br", "hr", "col": .void
                default: .tag
                }
        }
    }
}

/// A view of figures: a value in, markup out, nothing else.
package protocol Component: Sendable {
    @MarkupBuilder var body: Markup { get }
}

extension Component {
    package func render() -> String {
        var output = ""
        body.render(into: &output)
        return output
    }
}

/// Plain text is the simplest view.
extension String: Component {
    package var body: Markup { .text(self) }
}
