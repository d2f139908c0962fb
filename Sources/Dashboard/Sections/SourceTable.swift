import Projections

/// Leads by source, how far those same leads came, and the revenue of each source, side by side.
struct SourceTable: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    private typealias Row = MetricsDocument.Leads.SourceRow

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "sources", width: .full,
            title: Line { PerPeriod(element: "span") { headline($0) } },
            subtitle: "Leads of the period by original source; the dots are the shares of those "
                + "same leads that are MQL, SQL and customer by now, from 0 to \(scale)%",
            mode: .followsFilter, term: .sourceEffectiveness
        ) {
            tag("p", ["class": "key"]) {
                for (style, label) in [("mql", "MQL"), ("sql", "SQL"), ("cus", "customer")] {
                    tag("span", ["class": "kd \(style)"])
                    label
                }
            }
            PerPeriod { period in
                let rows = leads.byPeriod[period].bySource
                if rows.isEmpty {
                    EmptyState(
                        period.none("No source", "brought \(gains)", "has brought \(gains)") + ".")
                } else {
                    table(rows, period)
                    Actions()
                }
            }
        }
    }

    private var gains: String { "a contact, a lead or a won deal" }

    /// The end of the scale of the dots, in percent: the same for all sources and periods.
    private var scale: Int {
        let rates = PeriodKey.allCases.lazy.flatMap { leads.byPeriod[$0].bySource }
            .flatMap { [$0.leadToMqlRate, $0.leadToSqlRate, $0.leadToCustomerRate] }
        let greatest = (rates.compactMap { $0?.approximate }.max() ?? 0) * 100
        return Self.ends.first { greatest <= Double($0) } ?? 100
    }

    private static let ends = [1, 2, 5, 10, 20, 25, 30, 40, 50, 60, 80, 100]

    /// The source with a higher share of customers than any other, among those with enough leads to
    /// tell.
    private func headline(_ period: PeriodKey) -> String {
        let rows = leads.byPeriod[period].bySource.filter { $0.leads >= 5 }
        guard rows.count > 1, let place = rows.soleGreatest({ $0.leadToCustomerRate ?? 0 }),
            let rate = rows[place].leadToCustomerRate, rate > 0
        else { return "Leads by source" }
        let best = rows[place]
        return "Leads from \(OptionWords.shown(best.label)) become customers most often: "
            + "\(format.count(best.reachedCustomer)) of \(format.count(best.leads)), "
            + format.percent(rate)
    }

    private func table(
        _ rows: [MetricsDocument.Leads.SourceRow], _ period: PeriodKey
    ) -> DataTable {
        let leadsMax = Double(rows.map(\.leads).max() ?? 0)
        let wonMax = rows.map(\.wonRevenue.approximate).max() ?? 0
        let totals = leads.byPeriod[period]
        let scale = scale
        let results = context.document.pipeline.byPeriod[period]
        return DataTable(
            name: "sources", section: .leads, caption: "Leads and won deals by source",
            path: "leads.byPeriod.\(period.rawValue).bySource",
            columns: [
                .text("Source", "label"), .number("New contacts", "newContacts"),
                .number("Leads", "leads"), .number("MQL", "leadToMqlRate"),
                .number("SQL", "leadToSqlRate"), .number("Customer", "leadToCustomerRate"),
                .number("Won", "wonDeals", .dealSource, opens: .won, by: "source"),
                .number("Won revenue", "wonRevenue", opens: .won, by: "source"),
            ],
            rows: rows.map { cells($0, leadsMax: leadsMax, wonMax: wonMax, scale: scale) },
            totals: [
                .text("All"), .text(format.count(totals.newContacts)),
                .text(format.count(totals.leads)), .empty, .empty, .empty,
                .text(format.count(results.dealsWon)), .text(format.money(results.wonRevenue)),
            ])
    }

    private func cells(
        _ row: Row, leadsMax: Double, wonMax: Double, scale: Int
    ) -> DataTable.Row {
        DataTable.Row(cells: [
            OptionWords(row.label).body, .text(format.count(row.newContacts)),
            Line {
                Bar(share: leadsMax > 0 ? Double(row.leads) / leadsMax : 0, style: "q s")
                format.count(row.leads)
            }.body,
            Line {
                dots(row, scale: scale)
                format.percent(row.leadToMqlRate)
            }.body,
            .text(format.percent(row.leadToSqlRate)),
            .text(format.percent(row.leadToCustomerRate)),
            .text(format.count(row.wonDeals)),
            Line {
                Bar(share: wonMax > 0 ? max(0, row.wonRevenue.approximate) / wonMax : 0)
                format.money(row.wonRevenue)
            }.body,
        ])
    }

    /// The three shares on one scale from 0.
    @MarkupBuilder
    private func dots(_ row: Row, scale: Int) -> Markup {
        if row.leads > 0 {
            tag("svg", ["class": "dots", "height": "16", "aria-hidden": "true"]) {
                Mark.rule(y: 8, class: "grid")
                for (style, rate) in [
                    ("mql", row.leadToMqlRate), ("sql", row.leadToSqlRate),
                    ("cus", row.leadToCustomerRate),
                ] {
                    if let rate {
                        Mark.dot(
                            x: rate.approximate * 10_000 / Double(scale), y: 8, radius: 4.5,
                            class: style)
                    }
                }
            }
        }
    }
}
