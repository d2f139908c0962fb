import Projections

/// The contacts with the highest engagement scores.
struct EngagedCard: Component {
    let context: PageContext
    let contacts: MetricsDocument.Contacts

    var body: Markup {
        Card(
            id: "engaged", width: .sevenTwelfths, title: headline,
            subtitle: "All their signals, and a bonus for recent ones; customers too",
            mode: .snapshot, term: .engagementScore
        ) {
            if contacts.topEngaged.isEmpty {
                EmptyState("No contact has visited, converted, opened, clicked or replied yet.")
            } else {
                table
                Actions()
            }
        }
    }

    private var headline: String {
        let rows = contacts.topEngaged
        guard rows.count > 1, let place = rows.soleGreatest(\.score) else { return "Most engaged" }
        return "Most engaged: \(PortalText.shown(rows[place].name)), "
            + "score \(context.format.count(rows[place].score))"
    }

    private var table: DataTable {
        let greatest = Double(contacts.topEngaged.map(\.score).max() ?? 0)
        return DataTable(
            name: "engaged", section: .contacts, caption: "Most engaged contacts",
            path: "contacts.topEngaged",
            columns: [
                .text("Contact", "name"), .text("Owner", "ownerId"),
                .text("Stage", "lifecycleStage"), .number("Score", "score"),
                .text("Last engaged", "lastEngagedAt"),
            ],
            rows: contacts.topEngaged.map { contact in
                ContactRow(
                    context: context, id: contact.contactId, name: contact.name,
                    ownerId: contact.ownerId, stage: contact.lifecycleStage, score: contact.score,
                    greatest: greatest, last: contact.lastEngagedAt
                ).cells
            }, isDense: true)
    }
}
