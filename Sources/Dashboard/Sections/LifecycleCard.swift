import Projections

/// Contacts by lifecycle stage, in the order of the funnel.
struct LifecycleCard: Component {
    let context: PageContext
    let contacts: MetricsDocument.Contacts

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "lifecycle", width: .fiveTwelfths, title: "Contacts by lifecycle stage",
            subtitle: "In the order of the funnel", mode: .snapshot, term: .lifecycle
        ) {
            if contacts.totalContacts == 0 {
                EmptyState("The CRM holds no contact.")
            } else {
                BarList(
                    contacts.lifecycle, at: "contacts.lifecycle", format: format, shownMax: 14
                ) { row, source in
                    BarList.Item(
                        name: PortalText(row.label).body, figure: figure(row, source),
                        count: row.contacts, style: style(row.stage))
                }
                TableToggle(table: table)
            }
        }
    }

    private func figure(
        _ row: MetricsDocument.Contacts.LifecycleRow, _ source: FigureSource
    ) -> Markup {
        Line {
            source.count(row.contacts, "contacts")
            tag("span", ["class": "so"]) {
                " · "
                source.percent(row.share, "share")
            }
        }.body
    }

    private func style(_ stage: String?) -> String {
        switch stage {
        case nil: "g"
        case "customer": "k"
        default: "s"
        }
    }

    private var table: DataTable {
        DataTable(
            name: "lifecycle", section: .contacts, caption: "Contacts by lifecycle stage",
            path: "contacts.lifecycle",
            columns: [
                .text("Stage", "label"), .number("Contacts", "contacts"),
                .number("Share", "share"),
            ],
            rows: contacts.lifecycle.map { row in
                DataTable.Row(cells: [
                    PortalText(row.label).body, .text(format.count(row.contacts)),
                    .text(format.percent(row.share)),
                ])
            },
            totals: [.text("All"), .text(format.count(contacts.totalContacts)), .empty])
    }
}
