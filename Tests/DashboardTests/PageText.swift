import Projections

@testable import Dashboard

/// The words of a page as a reader meets them, without marks: one line a block.
enum PageText {
    static func text(of document: MetricsDocument, in period: PeriodKey) -> String {
        let page = DashboardPage(document: document, manifest: Samples.manifest(for: document))
        var text = ""
        for node in page.content.normalized(for: period) { write(node, to: &text) }
        return text.split(separator: "\n").joined(separator: "\n")
    }

    /// Elements that stand within a line; all others begin and end one.
    private static let inline: Set<String> = [
        "span", "bdi", "b", "button", "a", "small", "time", "em",
    ]

    private static func write(_ node: Markup, to text: inout String) {
        switch node {
        case .text(let words): text += words
        case .element(let name, _, let children):
            let end = inline.contains(name) ? "" : "\n"
            text += end
            for child in children { write(child, to: &text) }
            text += end
        case .group, .verbatim, .byPeriod: break  // A normalized page has none.
        }
    }
}
