import Projections

/// The leads of the period by the status that they have now.
struct LeadStatusCard: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    var body: Markup {
        Card(
            id: "lead-status", width: .third, title: "Lead status",
            subtitle: "Leads of the period by the status they have now", mode: .followsFilter,
            term: .leadStatus
        ) {
            PerPeriod { period in
                let rows = leads.byPeriod[period].byStatus
                if rows.isEmpty {
                    EmptyState(period.none("No one", "became a lead", "has become a lead") + ".")
                } else {
                    LeadStatusBars(
                        rows: rows, path: "leads.byPeriod.\(period.rawValue).byStatus",
                        name: "status", format: context.format)
                }
            }
        }
    }
}

/// Bars of leads by status, with their table.
struct LeadStatusBars: Component {
    let rows: [MetricsDocument.Leads.StatusRow]
    /// Where in the document they stand.
    let path: String
    let name: String
    let format: FigureFormat

    var body: Markup {
        BarList(rows, at: path, format: format) { row, source in
            BarList.Item(
                name: label(row.status), figure: source.count(row.count, "count").body,
                count: row.count, style: row.status == "(none)" ? "g" : "s")
        }
        TableToggle(
            table: DataTable(
                name: name, section: .leads,
                caption: name == "active" ? "Active leads by status" : "Leads by status",
                path: path,
                columns: [.text("Status", "status"), .number("Leads", "count")],
                rows: rows.map { row in
                    DataTable.Row(cells: [
                        label(row.status, hasTitle: false), .text(format.count(row.count)),
                    ])
                }))
    }

    private func label(_ status: String, hasTitle: Bool = true) -> Markup {
        status == "(none)" ? .text("Not set") : OptionWords(status, hasTitle: hasTitle).body
    }
}
