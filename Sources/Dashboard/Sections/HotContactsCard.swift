import Projections

/// Contacts who reacted lately, score well and are not customers: whom to call first.
struct HotContactsCard: Component {
    let context: PageContext
    let signals: MetricsDocument.WebSignals

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "hot", width: .sevenTwelfths, title: headline,
            subtitle:
                "A signal within \(format.number(context.document.config.hotWindowDays, places: 1))"
                + " days, a web score of \(threshold) or more, not a customer",
            mode: .snapshot, term: .hotContact
        ) {
            if signals.hotContacts.isEmpty {
                EmptyState("No contact reacted lately with a web score of \(threshold) or more.")
            } else {
                table
                Actions()
                if signals.hotContactCount > signals.hotContacts.count {
                    tag("p", ["class": "so"]) {
                        "The first \(context.format.count(signals.hotContacts.count)) of "
                            + "\(format.count(signals.hotContactCount)): open HubSpot for the rest."
                    }
                }
            }
        }
    }

    private var threshold: String {
        format.number(context.document.config.hotScoreThreshold, places: 1)
    }

    private var headline: String {
        signals.hotContactCount == 0
            ? "No contact is hot"
            : "\(context.counted(signals.hotContactCount, "contact is", "contacts are")) hot"
    }

    private var table: DataTable {
        let greatest = Double(signals.hotContacts.map(\.webScore).max() ?? 0)
        return DataTable(
            name: "hot", section: .contacts, caption: "Hot contacts",
            path: "webSignals.hotContacts",
            columns: [
                .text("Contact", "name"), .text("Owner", "ownerId"),
                .text("Stage", "lifecycleStage"), .number("Web score", "webScore"),
                .text("Last signal", "lastSignalAt"),
            ],
            rows: signals.hotContacts.map { contact in
                ContactRow(
                    context: context, id: contact.contactId, name: contact.name,
                    ownerId: contact.ownerId, stage: contact.lifecycleStage,
                    score: contact.webScore, greatest: greatest, last: contact.lastSignalAt
                ).cells
            }, isDense: true)
    }
}
