import Projections

/// The line at the foot of every printed page: which portal, as of when, at which log position.
///
/// Browsers repeat no element on every sheet. The margin boxes of `@page` are repeated, and take
/// their words from the style, so this rule of the style is the page's own.
struct PrintFooter {
    let context: PageContext

    /// Stands behind the style sheet that all pages share; its hash goes into the policy.
    var rule: String { "@page{@bottom-left{content:\"\(Self.escaped(words))\"}}\n" }

    private var words: String {
        "HubSpot portal \(context.document.portal.portalId) · as of "
            + PageHeader(context: context).asOf
            + " · log position \(context.format.count(context.document.sequence))"
    }

    /// Everything but plain words as a code point, so that no name ends the string or the style.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain =
                scalar.properties.isAlphabetic && scalar.isASCII
                || ("0"..."9").contains(scalar) || " ,.:/()_+-·".unicodeScalars.contains(scalar)
            return isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
        }.joined()
    }
}
