import Projections

/// The industries with most companies.
struct IndustryCard: Component {
    let context: PageContext
    let contacts: MetricsDocument.Contacts

    var body: Markup {
        let rows = contacts.companies.byIndustry
        Card(
            id: "industries", width: .fiveTwelfths, title: "Companies by industry",
            subtitle: "The most common ones, ten at most", mode: .snapshot
        ) {
            if rows.isEmpty {
                EmptyState(
                    context.document.dataQuality.notSynced.contains("companies")
                        ? NotSynced.sentence(["companies"])
                        : "The CRM holds no company.")
            } else {
                BarList(
                    rows, at: "contacts.companies.byIndustry", format: context.format, shownMax: 10
                ) { row, source in
                    BarList.Item(
                        name: label(row.industry),
                        figure: source.count(row.companies, "companies").body,
                        count: row.companies, style: row.industry == "UNKNOWN" ? "g" : "s")
                }
                TableToggle(
                    table: DataTable(
                        name: "industries", section: .contacts, caption: "Companies by industry",
                        path: "contacts.companies.byIndustry",
                        columns: [
                            .text("Industry", "industry"), .number("Companies", "companies"),
                        ],
                        rows: rows.map { row in
                            DataTable.Row(cells: [
                                label(row.industry, hasTitle: false),
                                .text(context.format.count(row.companies)),
                            ])
                        }))
            }
        }
    }

    private func label(_ industry: String, hasTitle: Bool = true) -> Markup {
        industry == "UNKNOWN" ? .text("Not set") : OptionWords(industry, hasTitle: hasTitle).body
    }
}
