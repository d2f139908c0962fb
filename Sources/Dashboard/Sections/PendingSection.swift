import Projections

/// A section without figures: its question, and what is missing.
struct PendingSection: Component {
    let key: SectionKey
    let context: PageContext

    var body: Markup {
        tag(
            "section",
            ["id": key.rawValue, "aria-labelledby": "\(key.rawValue)-h"]
        ) {
            tag("header", ["class": "sh"]) {
                tag("p", ["class": "eb"]) { tag("b") { key.title } }
                tag("h2", ["id": "\(key.rawValue)-h"]) { key.question }
            }
            EmptyState(cause)
        }
    }

    private var cause: String {
        NotSynced(for: key, in: context.document)?.sentence
            ?? "Not yet computed: this document carries no figures for this section."
    }
}
