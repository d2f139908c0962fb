import Projections

/// What was created and decided in the period, and what became of the deals created in it.
struct ClosedResultsCard: Component {
    let context: PageContext

    var body: Markup {
        tag("div", ["class": "card c12"]) {
            tag("div", ["class": "hd"]) {
                tag("h3") { PerPeriod(element: "span") { "Decided \($0.phrase)" } }
                ModeBadge.followsFilter
                tag("p", ["class": "sub"]) {
                    "Won, lost and disqualified by close date; created by create date"
                }
            }
            PerPeriod { strip($0) }
        }
    }

    private func strip(_ period: PeriodKey) -> Markup {
        let results = context.document.pipeline.byPeriod[period]
        let source = FigureSource(
            format: context.format, path: "pipeline.byPeriod.\(period.rawValue)")
        let noneClosed = "no deals closed \(period.phrase)"
        let noneWon = "no deals won \(period.phrase)"
        return StatStrip(stats: [
            .init(
                "Created",
                figure: drill(
                    .created, "Deals created \(period.phrase)",
                    source.count(results.dealsCreated, "dealsCreated"), results.dealsCreated),
                note: source.compact(results.dealsCreatedAmount, "dealsCreatedAmount")),
            .init(
                "Won",
                figure: drill(
                    .won, "Deals won \(period.phrase), by close date",
                    source.count(results.dealsWon, "dealsWon"), results.dealsWon),
                note: source.compact(results.wonRevenue, "wonRevenue")),
            .init(
                "Lost",
                figure: drill(
                    .lost, "Deals lost \(period.phrase), by close date",
                    source.count(results.dealsLost, "dealsLost"), results.dealsLost),
                note: source.compact(results.lostAmount, "lostAmount")),
            .init(
                "Disqualified", .disqualified,
                figure: drill(
                    .disqualified, "Deals disqualified \(period.phrase), by close date",
                    source.count(results.dealsDisqualified, "dealsDisqualified"),
                    results.dealsDisqualified)),
            .init(
                "Win rate", .winRate,
                figure: source.percent(results.winRate, "winRate", absence: noneClosed),
                note: Line {
                    source.percent(results.winRateByValue, "winRateByValue", absence: noneClosed)
                    " by value, "
                    source.percent(results.winRateBroad, "winRateBroad", absence: noneClosed)
                    " broad"
                }),
            .init(
                "Median deal", .averageDeal,
                figure: source.compact(
                    results.medianDealSize, "medianDealSize", absence: noneWon),
                note: Line {
                    source.compact(results.avgDealSize, "avgDealSize", absence: noneWon)
                    " on average"
                }),
            .init(
                "Median cycle, days", .salesCycle,
                figure: source.days(
                    results.medianSalesCycleDays, "medianSalesCycleDays", absence: noneWon),
                note: Line {
                    source.days(
                        results.avgSalesCycleDays, "avgSalesCycleDays", absence: noneWon)
                    " on average"
                }),
            cohort(results.createdCohort, period),
        ]).body
    }

    private func cohort(
        _ cohort: MetricsDocument.Pipeline.CreatedCohort, _ period: PeriodKey
    ) -> StatStrip.Stat {
        let source = FigureSource(
            format: context.format, path: "pipeline.byPeriod.\(period.rawValue).createdCohort")
        return .init(
            "Won of created", .createdCohort,
            figure: source.percent(
                cohort.winRateOfCreated, "winRateOfCreated",
                absence: "no deals created \(period.phrase)"),
            note: Line {
                source.count(cohort.won, "won")
                " won, "
                source.count(cohort.open, "open")
                " open of "
                source.count(cohort.created, "created")
            })
    }

    private func drill(
        _ filter: Drill.Filter, _ title: String, _ figure: Figure, _ deals: Int
    ) -> Line {
        Line {
            if deals > 0 {
                Drill(filter: filter, title: title, count: deals, figure: figure)
            } else {
                figure
            }
        }
    }
}
