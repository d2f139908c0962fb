import Projections

/// What was created and decided in the period, and what became of the deals created in it.
struct ClosedResultsCard: Component {
    let context: PageContext

    private typealias Period = MetricsDocument.Pipeline.Period

    var body: Markup {
        Card(
            id: "decided", width: .full, title: "Created and decided in the period",
            subtitle: "Won, lost and disqualified by close date; created by create date",
            mode: .followsFilter
        ) {
            StatStrip(path: "pipeline.byPeriod.*", stats: counts + rates)
        }
    }

    private var source: FigureSource { .relative(context.format) }

    private func period(_ key: PeriodKey) -> Period { context.document.pipeline.byPeriod[key] }

    private var counts: [StatStrip.Stat] {
        [
            stat("Created", .created, "dealsCreated", \.dealsCreated, "dealsCreatedAmount") {
                $0.dealsCreatedAmount
            },
            stat("Won", .won, "dealsWon", \.dealsWon, "wonRevenue") { $0.wonRevenue },
            stat("Lost", .lost, "dealsLost", \.dealsLost, "lostAmount") { $0.lostAmount },
            stat(
                "Disqualified", .disqualified, "dealsDisqualified", \.dealsDisqualified, nil,
                term: .disqualified),
        ]
    }

    private func stat(
        _ label: String, _ filter: Drill.Filter, _ key: String, _ count: KeyPath<Period, Int>,
        _ amountKey: String?, term: GlossaryTerm? = nil,
        amount: (Period) -> DocumentNumber? = { _ in nil }
    ) -> StatStrip.Stat {
        .init(label, term) { key_ in
            let results = period(key_)
            return (
                Line {
                    Drill(
                        filter: filter, count: results[keyPath: count],
                        figure: source.count(results[keyPath: count], key))
                },
                amountKey.map { amountKey in
                    Line {
                        Drill(
                            filter: filter, count: results[keyPath: count],
                            figure: source.compact(amount(results), amountKey))
                    }
                }
            )
        }
    }

    private var rates: [StatStrip.Stat] {
        [
            .init("Win rate", .winRate) { key in
                let (results, none) = (period(key), "no deals closed \(key.yet)")
                return (
                    Line {
                        Drill(
                            filter: .closed, count: results.dealsWon + results.dealsLost,
                            figure: source.percent(results.winRate, "winRate", absence: none))
                    },
                    Line {
                        source.percent(results.winRateByValue, "winRateByValue", absence: none)
                        " by value, "
                        source.percent(results.winRateBroad, "winRateBroad", absence: none)
                        " broad"
                    }
                )
            },
            .init("Median deal", .averageDeal) { key in
                let (results, none) = (period(key), "no deals won \(key.yet)")
                return (
                    Line {
                        Drill(
                            filter: .won, count: results.dealsWon,
                            figure: source.compact(
                                results.medianDealSize, "medianDealSize", absence: none))
                    },
                    Line {
                        source.compact(results.avgDealSize, "avgDealSize", absence: none)
                        " on average"
                    }
                )
            },
            .init("Median cycle, days", .salesCycle) { key in
                let (results, none) = (period(key), "no deals won \(key.yet)")
                return (
                    Line {
                        Drill(
                            filter: .won, count: results.dealsWon,
                            figure: source.days(
                                results.medianSalesCycleDays, "medianSalesCycleDays",
                                absence: none))
                    },
                    Line {
                        source.days(
                            results.avgSalesCycleDays, "avgSalesCycleDays", absence: none)
                        " on average"
                    }
                )
            },
            .init("Won of created", .createdCohort) { key in
                let cohort = period(key).createdCohort
                return (
                    Line {
                        Drill(
                            filter: .created, count: cohort.created,
                            figure: source.percent(
                                cohort.winRateOfCreated, "createdCohort.winRateOfCreated",
                                absence: "no deals created \(key.yet)"))
                    },
                    Line {
                        Drill(
                            filter: .createdWon, count: cohort.won,
                            figure: source.count(cohort.won, "createdCohort.won"))
                        " won, "
                        Drill(
                            filter: .createdOpen, count: cohort.open,
                            figure: source.count(cohort.open, "createdCohort.open"))
                        " open of "
                        source.count(cohort.created, "createdCohort.created")
                    }
                )
            },
        ]
    }
}
