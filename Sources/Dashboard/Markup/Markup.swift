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
        switch self {
        case .text(let text): output.appendEscaped(text)
        case .verbatim(let text): output += text
        case .group(let children):
            for child in children { child.render(into: &output) }
        case .byPeriod(let name, let contents):
            Markup.variant(name, contents, of: .ytd).render(into: &output)
        case .element(let name, let attributes, let children):
            output += "<"
            output += name
            for attribute in attributes {
                output += " "
                output += attribute.name
                guard !attribute.value.isEmpty else { continue }
                output += "="
                output.appendAttribute(attribute.value)
            }
            if children.isEmpty, Self.shapes.contains(name) {
                // The space keeps the slash out of a value without quotes.
                output += " />"
                return
            }
            output += ">"
            if Self.voids.contains(name) { return }
            for child in children { child.render(into: &output) }
            if Self.open.contains(name) { return }
            output += "</"
            output += name
            output += ">"
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

    /// HTML elements that have neither content nor end tag.
    private static let voids: Set<String> = ["meta", "link", "input", "br", "hr", "col"]
    /// HTML elements whose end tag HTML lets us leave out, since only their like follow them.
    private static let open: Set<String> = ["td", "th", "tr", "li", "dt", "dd", "option"]
    /// SVG elements that close themselves.
    private static let shapes: Set<String> = [
        "rect", "line", "circle", "path", "polyline", "polygon", "use",
    ]
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

extension String {
    /// The one escaping function of the page: `& < > " '`, in text and in quoted attribute values.
    mutating func appendEscaped(_ text: String) {
        guard text.utf8.contains(where: Self.isMarkup) else {
            self += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": self += "&amp;"
            case "<": self += "&lt;"
            case ">": self += "&gt;"
            case "\"": self += "&quot;"
            case "'": self += "&#39;"
            default: unicodeScalars.append(scalar)
            }
        }
    }

    /// A value without quotes where HTML allows that: letters, digits and a few marks, no more.
    mutating func appendAttribute(_ value: String) {
        if value.utf8.allSatisfy(Self.isPlain) {
            self += value
            return
        }
        self += "\""
        appendEscaped(value)
        self += "\""
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }
}
