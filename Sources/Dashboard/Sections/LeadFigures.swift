import Projections

/// How many reached each stage in the period, with the change on the year before.
struct LeadFigures: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    private typealias Period = MetricsDocument.Leads.Period
    private typealias Metrics = MetricsDocument.YearOverYear.Metrics
    private typealias Change = MetricsDocument.YearOverYear.Change

    var body: Markup {
        Card(
            id: "reached", width: .full, title: "Reached in the period",
            subtitle: "People by the day on which they first reached each stage",
            mode: .followsFilter, term: .reached
        ) {
            StatStrip(
                path: "leads.byPeriod.*",
                stats: [
                    stat("New contacts", "newContacts", \.newContacts, \.newContacts),
                    stat("Leads", "leads", \.leads, \.leads, .newLeads),
                    stat("MQLs", "mqls", \.mqls, \.mqls),
                    stat("SQLs", "sqls", \.sqls, \.sqls),
                    stat("Opportunities", "opportunities", \.opportunities, nil),
                    stat("Customers", "customers", \.customers, \.customers),
                ])
        }
    }

    private func stat(
        _ label: String, _ key: String, _ count: KeyPath<Period, Int>,
        _ change: KeyPath<Metrics, Change>?, _ term: GlossaryTerm? = nil
    ) -> StatStrip.Stat {
        .init(label, term) { period in
            let badge = change.flatMap { yearOverYear($0, key, period) }
            return (
                Line {
                    FigureSource.relative(context.format)
                        .count(leads.byPeriod[period][keyPath: count], key)
                },
                badge.map { badge in Line { badge } }
            )
        }
    }

    private func yearOverYear(
        _ metric: KeyPath<Metrics, Change>, _ key: String, _ period: PeriodKey
    ) -> YearOverYearBadge? {
        let comparison =
            switch period {
            case .ytd: context.document.yoy?.ytd
            case .allTime: context.document.yoy?.allTime
            default: MetricsDocument.YearOverYear.Comparison?.none
            }
        guard let change = comparison?.metrics[keyPath: metric], change.change != nil else {
            return nil
        }
        return YearOverYearBadge(change: change, period: period, format: context.format, key: key)
    }
}
