import Projections

/// The leads of the period by the owner of the contact.
struct LeadOwnersCard: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "lead-owners", width: .sevenTwelfths, title: "Leads by owner",
            subtitle: "Leads of the period by the owner of the contact", mode: .followsFilter,
            term: .newLeads
        ) {
            PerPeriod { period in
                let rows = leads.byPeriod[period].byOwner
                if rows.isEmpty {
                    EmptyState(period.none("No one", "became a lead", "has become a lead") + ".")
                } else {
                    table(rows, period)
                    Actions()
                }
            }
        }
    }

    private func table(
        _ rows: [MetricsDocument.Leads.OwnerRow], _ period: PeriodKey
    ) -> DataTable {
        let greatest = Double(rows.map(\.leads).max() ?? 0)
        return DataTable(
            name: "by-owner", section: .leads, caption: "Leads by owner",
            path: "leads.byPeriod.\(period.rawValue).byOwner",
            columns: [.text("Owner", "ownerName"), .number("Leads", "leads")],
            rows: rows.map { row in
                DataTable.Row(cells: [
                    PortalText(row.ownerName).body,
                    Line {
                        Bar(
                            share: greatest > 0 ? Double(row.leads) / greatest : 0,
                            style: row.ownerId == nil ? "g" : "s")
                        format.count(row.leads)
                    }.body,
                ])
            },
            totals: [.text("All"), .text(format.count(leads.byPeriod[period].leads))])
    }
}
