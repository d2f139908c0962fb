/// A section without drawings: its question, and what is missing.
struct PendingSection: Component {
    let key: SectionKey
    /// Whether the document already holds the figures.
    let isComputed: Bool

    var body: Markup {
        tag(
            "section",
            ["id": key.rawValue, "aria-labelledby": "\(key.rawValue)-h", "class": "pend"]
        ) {
            tag("header", ["class": "sh"]) {
                tag("p", ["class": "eb"]) { tag("b") { key.title } }
                tag("h2", ["id": "\(key.rawValue)-h"]) { key.question }
            }
            EmptyState(
                isComputed
                    ? "The figures are in the metrics document; this page does not draw them yet."
                    : "Not yet computed: this document carries no figures for this section.")
        }
    }
}
