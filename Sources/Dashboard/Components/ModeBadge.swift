/// Whether a block follows the filter, said beside its title.
enum ModeBadge: String, Sendable, Component {
    case followsFilter = "Follows filter"
    case snapshot = "Snapshot"
    case longTerm = "Long-term"

    var body: Markup { tag("span", ["class": self == .followsFilter ? "md f" : "md"]) { rawValue } }
}
