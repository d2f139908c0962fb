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
        let counts: [(Int, String, String)] = [
            (
                quality.openDealsWithoutAmount, "openDealsWithoutAmount",
                "open deals without an amount"
            ),
            (quality.wonDealsWithoutAmount, "wonDealsWithoutAmount", "won deals without an amount"),
            (
                quality.dealsWithUnconvertibleCurrency, "dealsWithUnconvertibleCurrency",
                "deals in a currency without a rate"
            ),
            (
                quality.openDealsWithoutCloseDate, "openDealsWithoutCloseDate",
                "open deals without a close date"
            ),
            (
                quality.closedDealsWithoutCloseDate, "closedDealsWithoutCloseDate",
                "closed deals without a close date"
            ),
            (
                quality.wonDealsWithNegativeCycle, "wonDealsWithNegativeCycle",
                "won deals that closed before they were created"
            ),
            (quality.dealsInUnknownStage, "dealsInUnknownStage", "deals in an unknown stage"),
            (quality.dealsWithoutCompany, "dealsWithoutCompany", "deals without a company"),
            (
                quality.contactsWithoutCreateDate, "contactsWithoutCreateDate",
                "contacts without a create date"
            ),
            (quality.contactsWithoutSource, "contactsWithoutSource", "contacts without a source"),
            (
                quality.contactsWithoutLifecycleStage, "contactsWithoutLifecycleStage",
                "contacts without a lifecycle stage"
            ),
            (
                quality.activitiesWithoutTimestamp, "activitiesWithoutTimestamp",
                "activities without a time"
            ),
            (
                quality.recordsWithUnknownOwner, "recordsWithUnknownOwner",
                "records of owners who are not in the list"
            ),
            (quality.recordsWithoutOwner, "recordsWithoutOwner", "records without an owner"),
        ]
        return quality.notSynced.map {
            Note(
                text: "\(PortalText.shown($0)) are not synced: their figures are unknown, not zero")
        }
            + counts.filter { $0.0 > 0 }.map { Note(text: $0.2, key: $0.1, count: $0.0) }
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
                            FigureSource(format: context.format, path: "dataQuality")
                                .count(count, key)
                            " "
                        }
                        note.text
                    }
                }
            }
        }
    }
}
