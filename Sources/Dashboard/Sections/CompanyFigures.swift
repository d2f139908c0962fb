import Projections

/// How many companies have contacts, open and won deals.
struct CompanyFigures: Component {
    let context: PageContext
    let companies: MetricsDocument.Contacts.Companies

    var body: Markup {
        let source = FigureSource.relative(context.format)
        Card(
            id: "companies-now", width: .fiveTwelfths, title: "Companies now", mode: .snapshot,
            term: .companies
        ) {
            StatStrip(
                path: "contacts.companies",
                stats: [
                    .init(
                        "Companies", figure: source.count(companies.total, "total"),
                        note: companies.avgContactsPerCompany.map { mean in
                            Line {
                                source.volume(mean, "avgContactsPerCompany")
                                " \(mean == 1 ? "contact" : "contacts") each"
                            }
                        }),
                    .init(
                        "With contacts",
                        figure: source.count(companies.withContacts, "withContacts")),
                    .init(
                        "With open deals",
                        figure: source.count(companies.withOpenDeals, "withOpenDeals")),
                    .init(
                        "With won deals",
                        figure: source.count(companies.withWonDeals, "withWonDeals")),
                ])
        }
    }
}
