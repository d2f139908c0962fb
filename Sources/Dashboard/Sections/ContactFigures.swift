import Projections

/// How many contacts and companies there are, and who came and reacted in the period.
struct ContactFigures: Component {
    let context: PageContext
    let contacts: MetricsDocument.Contacts

    var body: Markup {
        Card(
            id: "contacts-now", width: .full, title: "In the CRM now", mode: .snapshot,
            term: .totalContacts
        ) {
            StatStrip(
                path: "contacts",
                stats: [
                    now("Contacts", "totalContacts", contacts.totalContacts),
                    now("With an owner", "contactsWithOwner", contacts.contactsWithOwner),
                    now("With a company", "contactsWithCompany", contacts.contactsWithCompany),
                    now("With an e-mail", "contactsWithEmail", contacts.contactsWithEmail),
                    now("Companies", "totalCompanies", contacts.totalCompanies),
                ])
        }
        Card(
            id: "contacts-period", width: .full, title: "New and reacting in the period",
            subtitle: "People by their latest event of each kind, not events: HubSpot stores the "
                + "first and the last only",
            mode: .followsFilter, term: .latestSignals
        ) {
            StatStrip(path: "contacts.byPeriod.*", stats: new + signals)
        }
    }

    private var source: FigureSource { .relative(context.format) }

    private func now(_ label: String, _ key: String, _ count: Int) -> StatStrip.Stat {
        .init(label, figure: source.count(count, key))
    }

    private var new: [StatStrip.Stat] {
        [
            .init("New contacts") { period in
                (
                    Line { source.count(contacts.byPeriod[period].newContacts, "newContacts") },
                    nil
                )
            },
            .init("New companies") { period in
                (
                    Line { source.count(contacts.byPeriod[period].newCompanies, "newCompanies") },
                    nil
                )
            },
            .init("Last contacted", .lastContacted) { period in
                (
                    Line {
                        source.count(contacts.byPeriod[period].lastContacted, "lastContacted")
                    }, nil
                )
            },
        ]
    }

    private var signals: [StatStrip.Stat] {
        guard let web = context.document.webSignals else { return [] }
        return [
            signal("First visit", "newVisitors", web, \.newVisitors),
            signal("Last visit", "lastVisited", web, \.lastVisited),
            signal("Last conversion", "lastConverted", web, \.lastConverted),
            signal("Last e-mail open", "lastOpenedEmail", web, \.lastOpenedEmail),
            signal("Last e-mail click", "lastClickedEmail", web, \.lastClickedEmail),
        ]
    }

    private func signal(
        _ label: String, _ key: String, _ web: MetricsDocument.WebSignals,
        _ count: KeyPath<MetricsDocument.WebSignals.Period, Int>
    ) -> StatStrip.Stat {
        .init(label) { period in
            (
                Line {
                    FigureSource(
                        format: context.format, path: "webSignals.byPeriod.\(period.rawValue)"
                    ).count(web.byPeriod[period][keyPath: count], key)
                }, nil
            )
        }
    }
}
