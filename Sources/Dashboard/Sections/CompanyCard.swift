import Projections

/// The companies with most won revenue, or most open amount.
struct CompanyCard: Component {
    enum Ranking: Sendable {
        case won, open
    }

    let context: PageContext
    let companies: MetricsDocument.Contacts.Companies
    let ranking: Ranking

    private typealias Row = MetricsDocument.Contacts.CompanyRow

    private var format: FigureFormat { context.format }
    private var rows: [MetricsDocument.Contacts.CompanyRow] {
        ranking == .won ? companies.topByWonRevenue : companies.topByOpenAmount
    }

    var body: Markup {
        Card(
            id: ranking == .won ? "companies-won" : "companies-open", width: .half,
            title: headline,
            subtitle: ranking == .won
                ? "With most won revenue over all time, ten at most"
                : "With most open amount, ten at most",
            mode: ranking == .won ? .longTerm : .snapshot, term: .companies
        ) {
            if rows.isEmpty {
                EmptyState(
                    missing.map { NotSynced.sentence([$0]) }
                        ?? (ranking == .won
                            ? "No won deal is associated with a company."
                            : "No open deal is associated with a company."))
            } else {
                table
                Actions()
            }
        }
    }

    /// The type for want of which nothing is known.
    private var missing: String? {
        ["companies", "deals"].first(where: context.document.dataQuality.notSynced.contains)
    }

    private var headline: String {
        let amount = { (row: Row) in ranking == .won ? row.wonRevenue : row.openAmount }
        guard rows.count > 1, let place = rows.soleGreatest(amount), amount(rows[place]) > 0 else {
            return ranking == .won ? "Companies by won revenue" : "Companies by open amount"
        }
        return (ranking == .won ? "Most won with " : "Most is open with ")
            + "\(PortalText.shown(rows[place].name)): \(format.compactMoney(amount(rows[place])))"
    }

    private var table: DataTable {
        let amounts = rows.map { ranking == .won ? $0.wonRevenue : $0.openAmount }
        let greatest = amounts.map(\.approximate).max() ?? 0
        return DataTable(
            name: ranking == .won ? "companies-won" : "companies-open", section: .contacts,
            caption: ranking == .won ? "Companies by won revenue" : "Companies by open amount",
            path: "contacts.companies." + (ranking == .won ? "topByWonRevenue" : "topByOpenAmount"),
            columns: [
                .text("Company", "name"), .number("Contacts", "contacts"),
                .number(
                    ranking == .won ? "Won" : "Open", ranking == .won ? "wonDeals" : "openDeals",
                    opens: ranking == .won ? .wonEver : .open, by: "companyId"),
                .number(
                    ranking == .won ? "Won revenue" : "Open amount",
                    ranking == .won ? "wonRevenue" : "openAmount",
                    opens: ranking == .won ? .wonEver : .open, by: "companyId"),
            ],
            rows: zip(rows, amounts).map { row, amount in
                DataTable.Row(cells: [
                    RecordLink(
                        type: .company, id: row.companyId, name: row.name,
                        portal: context.document.portal
                    ).body,
                    .text(format.count(row.contacts)),
                    .text(format.count(ranking == .won ? row.wonDeals : row.openDeals)),
                    Line {
                        Bar(
                            share: greatest > 0 ? max(0, amount.approximate) / greatest : 0,
                            style: ranking == .won ? "" : "s")
                        format.money(amount)
                    }.body,
                ])
            })
    }
}
