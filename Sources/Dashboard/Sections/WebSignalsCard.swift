import Projections

/// Visits, page views and conversions of all contacts, by their original source.
struct WebSignalsCard: Component {
    let context: PageContext
    let signals: MetricsDocument.WebSignals

    private var format: FigureFormat { context.format }

    var body: Markup {
        let source = FigureSource.relative(format)
        Card(
            id: "web", width: .full, title: headline,
            subtitle: "Counters that HubSpot keeps on each contact, over all time",
            mode: .longTerm, term: .webSignals
        ) {
            StatStrip(
                path: "webSignals",
                stats: [
                    .init(
                        "Visits", figure: source.count(signals.visits, "visits"),
                        note: Line {
                            source.count(signals.contactsWithVisits, "contactsWithVisits")
                            " \(DateWords.plural(signals.contactsWithVisits, "contact"))"
                        }),
                    .init(
                        "Page views", figure: source.count(signals.pageViews, "pageViews"),
                        note: Line {
                            source.volume(
                                signals.pagesPerVisit, "pagesPerVisit", absence: "no visits")
                            " a visit"
                        }),
                    .init(
                        "Form conversions",
                        figure: source.count(signals.formConversions, "formConversions"),
                        note: Line {
                            source.count(
                                signals.contactsWithConversions, "contactsWithConversions")
                            " \(DateWords.plural(signals.contactsWithConversions, "contact"))"
                        }),
                ])
            if signals.bySource.isEmpty {
                EmptyState("No contact has a visit, a page view or a conversion.")
            } else {
                table
                Actions()
            }
        }
    }

    private var headline: String {
        let rows = signals.bySource
        guard rows.count > 1, let place = rows.soleGreatest(\.formConversions),
            rows[place].formConversions > 0
        else { return "Web signals" }
        return "The most conversions come from \(OptionWords.shown(rows[place].label)): "
            + "\(format.count(rows[place].formConversions)) of "
            + format.count(signals.formConversions)
    }

    private var table: DataTable {
        let visits = Double(signals.bySource.map(\.visits).max() ?? 0)
        let conversions = Double(signals.bySource.map(\.formConversions).max() ?? 0)
        return DataTable(
            name: "web", section: .contacts, caption: "Web signals by source",
            path: "webSignals.bySource",
            columns: [
                .text("Source", "label"), .number("Contacts", "contacts"),
                .number("Visits", "visits"), .number("Page views", "pageViews"),
                .number("Conversions", "formConversions"),
            ],
            rows: signals.bySource.map { row in
                DataTable.Row(cells: [
                    OptionWords(row.label).body, .text(format.count(row.contacts)),
                    Line {
                        Bar(share: visits > 0 ? Double(row.visits) / visits : 0, style: "s")
                        format.count(row.visits)
                    }.body,
                    .text(format.count(row.pageViews)),
                    Line {
                        Bar(share: conversions > 0 ? Double(row.formConversions) / conversions : 0)
                        format.count(row.formConversions)
                    }.body,
                ])
            },
            totals: [
                .text("All"),
                .text(format.count(signals.bySource.reduce(0) { $0 + $1.contacts })),
                .text(format.count(signals.visits)), .text(format.count(signals.pageViews)),
                .text(format.count(signals.formConversions)),
            ])
    }
}
