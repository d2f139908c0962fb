/// A figure that opens the deals behind it.
struct Drill: Component {
    /// Which deals: the name of a filter of the script, which also knows its title.
    enum Filter: String, Sendable {
        case open, won, lost, closed, disqualified, created, overdue, undated, later, stale, stage
    }

    let filter: Filter
    /// What the filter is about, such as a stage.
    var key: String?
    /// How many deals the document counts; without any there is nothing to open.
    let count: Int
    let figure: Figure

    var body: Markup {
        if count > 0, !figure.isMissing {
            tag(
                "button",
                [
                    "class": "dr", "data-drill": filter.rawValue, "data-key": key,
                    "data-count": "\(count)",
                ]
            ) { figure }
        } else {
            figure
        }
    }
}
