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
                + "same leads that are MQL, SQL and customer by now, from 0 to 100%",
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
                        "No source brought a contact, a lead or a won deal \(period.phrase).")
                } else {
                    table(rows, period)
                    Actions()
                }
            }
        }
    }

    /// The source with the highest share of customers, among those with enough leads to tell.
    private func headline(_ period: PeriodKey) -> String {
        let best = leads.byPeriod[period].bySource
            .filter { $0.leads >= 5 && ($0.leadToCustomerRate ?? 0) > 0 }
            .max { ($0.leadToCustomerRate ?? 0) < ($1.leadToCustomerRate ?? 0) }
        guard let best else { return "Leads by source" }
        return "\(PortalText.shown(best.label)) turns most of its leads into customers, "
            + format.percent(best.leadToCustomerRate)
    }

    private func table(
        _ rows: [MetricsDocument.Leads.SourceRow], _ period: PeriodKey
    ) -> DataTable {
        let leadsMax = Double(rows.map(\.leads).max() ?? 0)
        let wonMax = rows.map(\.wonRevenue.approximate).max() ?? 0
        let totals = leads.byPeriod[period]
        let results = context.document.pipeline.byPeriod[period]
        return DataTable(
            name: "sources", section: .leads, caption: "Leads and won deals by source",
            path: "leads.byPeriod.\(period.rawValue).bySource",
            columns: [
                .text("Source", "label"), .number("New contacts", "newContacts"),
                .number("Leads", "leads"), .number("MQL", "leadToMqlRate"),
                .number("SQL", "leadToSqlRate"), .number("Customer", "leadToCustomerRate"),
                .number("Won", "wonDeals"), .number("Won revenue", "wonRevenue"),
            ],
            rows: rows.map { cells($0, leadsMax: leadsMax, wonMax: wonMax) },
            totals: [
                .text("All"), .text(format.count(totals.newContacts)),
                .text(format.count(totals.leads)), .empty, .empty, .empty,
                .text(format.count(results.dealsWon)), .text(format.money(results.wonRevenue)),
            ])
    }

    private func cells(_ row: Row, leadsMax: Double, wonMax: Double) -> DataTable.Row {
        DataTable.Row(cells: [
            PortalText(row.label).body, .text(format.count(row.newContacts)),
            Line {
                Bar(share: leadsMax > 0 ? Double(row.leads) / leadsMax : 0, style: "q s")
                format.count(row.leads)
            }.body,
            Line {
                dots(row)
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

    /// The three shares on one scale from 0 to 100 %.
    @MarkupBuilder
    private func dots(_ row: Row) -> Markup {
        if row.leads > 0 {
            tag("svg", ["class": "dots", "height": "16", "aria-hidden": "true"]) {
                Mark.rule(y: 8, class: "grid")
                for (style, rate) in [
                    ("mql", row.leadToMqlRate), ("sql", row.leadToSqlRate),
                    ("cus", row.leadToCustomerRate),
                ] {
                    if let rate {
                        Mark.dot(x: rate.approximate * 100, y: 8, radius: 4.5, class: style)
                    }
                }
            }
        }
    }
}
