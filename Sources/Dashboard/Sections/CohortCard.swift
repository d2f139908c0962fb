import Projections

/// What became of the contacts of each month: shares that are customers within so many months.
struct CohortCard: Component {
    let context: PageContext

    private static let levels = 4

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "cohorts", width: .sevenTwelfths, title: headline,
            subtitle: "Share of the contacts created in a month that became customers within so "
                + "many months; – where the youngest has not had that long, or no one was created",
            mode: .longTerm, term: .cohort, isChart: true
        ) {
            if let cohorts = context.document.insights?.cohorts {
                if cohorts.rows.allSatisfy({ $0.contacts == 0 }) {
                    EmptyState(
                        "No contact was created in the last \(context.counted(cohorts.rows.count, "month"))."
                    )
                } else {
                    table(cohorts)
                    Actions()
                }
            } else {
                EmptyState("Not yet computed: this document carries no cohorts.")
            }
        }
    }

    /// The best of the months that have had the longest time.
    private var headline: String {
        let title = "From contact to customer, by month of creation"
        guard let cohorts = context.document.insights?.cohorts,
            let longest = cohorts.horizonsMonths.last
        else { return title }
        let last = cohorts.horizonsMonths.count - 1
        let ripe = cohorts.rows.filter {
            $0.contacts >= 5 && $0.rateWithin.indices.contains(last) && $0.rateWithin[last] != nil
        }
        guard ripe.count > 1, let place = ripe.soleGreatest({ $0.rateWithin[last] ?? 0 }),
            let rate = ripe[place].rateWithin[last],
            let customers = ripe[place].customersWithin[last],
            customers > 0
        else { return title }
        return "Best month: \(DateWords.month(ripe[place].cohort)), "
            + "\(format.count(customers)) of \(format.count(ripe[place].contacts)) customers within "
            + "\(context.counted(longest, "month")), \(format.percent(rate))"
    }

    private func table(_ cohorts: MetricsDocument.Insights.Cohorts) -> DataTable {
        let rates = cohorts.rows.flatMap { $0.rateWithin.compactMap { $0?.approximate } }
        let greatest = rates.max() ?? 0
        return DataTable(
            name: "cohorts", section: .funnel, caption: "Customers by month of creation",
            path: "insights.cohorts.rows",
            columns: [.text("Created in", "cohort"), .number("Contacts", "contacts")]
                + cohorts.horizonsMonths.enumerated().map { index, months in
                    .number("\(months) mo", "rateWithin.\(index)")
                } + [.number("Customers so far", "everCustomers")],
            rows: cohorts.rows.map { row in
                DataTable.Row(
                    cells: [
                        .text(DateWords.month(row.cohort)), .text(format.count(row.contacts)),
                    ] + row.rateWithin.map { cell($0, greatest: greatest) }
                        + [.text(format.count(row.everCustomers))])
            }, isDense: true)
    }

    /// The number on a ground that is darker for more.
    private func cell(_ rate: DocumentNumber?, greatest: Double) -> Markup {
        guard let rate, greatest > 0 else { return .text(format.percent(rate)) }
        let share = rate.approximate / greatest
        let level = share <= 0 ? 0 : min(Self.levels, Int(share * Double(Self.levels)) + 1)
        return tag("span", ["class": level == 0 ? "hc" : "hc h\(level)"]) { format.percent(rate) }
    }
}
