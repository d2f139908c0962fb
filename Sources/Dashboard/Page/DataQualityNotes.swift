import Projections

/// What the figures had to set aside, in sentences; only what is not zero.
struct DataQualityNotes: Component {
    let context: PageContext

    struct Note: Sendable {
        let text: String
        /// The key in the document's `dataQuality`, for a count.
        var key: String?
        var count: Int?
    }

    var notes: [Note] {
        let quality = context.document.dataQuality
        let counts: [(count: Int, key: String, one: String, rest: String)] = [
            (
                quality.openDealsWithoutAmount, "openDealsWithoutAmount", "open deal",
                "without an amount"
            ),
            (
                quality.wonDealsWithoutAmount, "wonDealsWithoutAmount", "won deal",
                "without an amount"
            ),
            (
                quality.dealsWithUnconvertibleCurrency, "dealsWithUnconvertibleCurrency", "deal",
                "in a currency without a rate"
            ),
            (
                quality.openDealsWithoutCloseDate, "openDealsWithoutCloseDate", "open deal",
                "without a close date"
            ),
            (
                quality.closedDealsWithoutCloseDate, "closedDealsWithoutCloseDate", "closed deal",
                "without a close date"
            ),
            (
                quality.wonDealsWithNegativeCycle, "wonDealsWithNegativeCycle", "won deal",
                "closed before being created"
            ),
            (quality.dealsInUnknownStage, "dealsInUnknownStage", "deal", "in an unknown stage"),
            (quality.dealsWithoutCompany, "dealsWithoutCompany", "deal", "without a company"),
            (
                quality.contactsWithoutCreateDate, "contactsWithoutCreateDate", "contact",
                "without a create date"
            ),
            (
                quality.contactsWithoutSource, "contactsWithoutSource", "contact",
                "without a source"
            ),
            (
                quality.contactsWithoutLifecycleStage, "contactsWithoutLifecycleStage", "contact",
                "without a lifecycle stage"
            ),
            (
                quality.activitiesWithoutTimestamp, "activitiesWithoutTimestamp", "activity",
                "without a time"
            ),
            (
                quality.recordsWithUnknownOwner, "recordsWithUnknownOwner", "record",
                "of an owner who is not in the list"
            ),
            (quality.recordsWithoutOwner, "recordsWithoutOwner", "record", "without an owner"),
        ]
        return quality.notSynced.map {
            Note(text: "\(NotSynced.name($0)) are not synced: their figures are unknown, not zero")
        }
            + counts.filter { $0.count > 0 }.map {
                let many = $0.one == "activity" ? "activities" : nil
                let noun = DateWords.plural($0.count, $0.one, many)
                return Note(text: "\(noun) \($0.rest)", key: $0.key, count: $0.count)
            }
    }

    /// A count that opens its records where they are deals that the document tells apart.
    @MarkupBuilder
    private func figure(_ count: Int, _ key: String) -> Markup {
        let figure = FigureSource(format: context.format, path: "dataQuality").count(count, key)
        let filter =
            key == "openDealsWithoutCloseDate" ? .undated : Drill.Filter(rawValue: key)
        if let filter {
            Drill(filter: filter, count: count, figure: figure)
        } else {
            figure
        }
    }

    var body: Markup {
        let notes = notes
        if notes.isEmpty {
            tag("p") { "Nothing had to be set aside." }
        } else {
            tag("ul", ["class": "say"]) {
                for note in notes {
                    tag("li") {
                        if let key = note.key, let count = note.count {
                            figure(count, key)
                            " "
                        }
                        note.text
                    }
                }
            }
        }
    }
}
