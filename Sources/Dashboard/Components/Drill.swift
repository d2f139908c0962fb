/// A figure that opens the records behind it.
struct Drill: Component {
    /// Which records: the name of a set of the script, which also knows its title.
    ///
    /// The sets from `won` on are of the period, unless a key or a month says other dates.
    enum Filter: String, Sendable {
        case open, overdue, undated, expected, stale, stage, wonEver
        case won, lost, closed, disqualified, created, createdWon, createdOpen
        /// Overdue tasks, as far as the document lists them.
        case tasks
        case openDealsWithoutAmount, wonDealsWithoutAmount, closedDealsWithoutCloseDate
        case wonDealsWithNegativeCycle, dealsInUnknownStage, dealsWithoutCompany
    }

    let filter: Filter
    /// Dates from and to, or ages of tasks: `from/to`, the end exclusive, either side may be empty.
    var key: String?
    /// The field that the records share with the row of the document that the figure is of.
    var by: String?
    /// How many records the document counts; without any there is nothing to open.
    let count: Int
    let figure: Figure

    var body: Markup {
        if count > 0, !figure.isMissing {
            tag(
                "button",
                [
                    "class": "dr", "data-drill": filter.rawValue, "data-key": key, "data-by": by,
                    // The script reads a count from the figure itself.
                    "data-count": figure.form == .count ? nil : "\(count)",
                ]
            ) { figure }
        } else {
            figure
        }
    }
}
