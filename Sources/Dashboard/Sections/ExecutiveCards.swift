import Projections

/// The eight cards of the executive summary.
struct ExecutiveCards: Component {
    let context: PageContext

    private typealias Series = (MetricsDocument.SeriesRow) -> Double

    private var document: MetricsDocument { context.document }
    private var format: FigureFormat { context.format }

    var body: Markup {
        tag("div", ["class": "kpis c12", "data-in": "summary.byPeriod.*"]) {
            wonRevenue
            pipelineValue
            openDeals
            winRate
            averageDeal
            activities
            totalContacts
            newLeads
        }
    }

    private var wonRevenue: KPICard {
        card(.wonRevenue, .followsFilter, spark { $0.wonRevenue.approximate }) {
            figures, source, period in
            drill(
                .won,
                source.compact(figures.wonRevenue, "wonRevenue"), figures.dealsWon)
            badge(\.wonRevenue, "wonRevenue", period)
        } context: { figures, source, period in
            source.count(figures.dealsWon, "dealsWon")
            " won of \(context.counted(closed(period), "deal")) closed"
        }
    }

    private var pipelineValue: KPICard {
        card(.pipelineValue, .snapshot, nil) { figures, source, period in
            drill(
                .open, source.compact(figures.pipelineValue, "pipelineValue"),
                figures.openDeals)
            badge(\.pipelineValue, "pipelineValue", period)
        } context: { _, _, _ in
            FigureSource(format: format, path: "pipeline")
                .compact(document.pipeline.weightedAmount, "weightedAmount")
            " weighted by stage"
        }
    }

    private var openDeals: KPICard {
        card(.openDeals, .snapshot, nil) { figures, source, period in
            drill(
                .open, source.count(figures.openDeals, "openDeals"),
                figures.openDeals)
            badge(\.openDeals, "openDeals", period)
        } context: { _, _, _ in
            let source = FigureSource(format: format, path: "pipeline.stale")
            source.count(document.pipeline.stale.deals, "deals")
            " stale, "
            FigureSource(format: format, path: "pipeline.overdueClose")
                .count(document.pipeline.overdueClose.deals, "deals")
            " overdue"
        }
    }

    private var winRate: KPICard {
        let months = document.insights?.monthly.suffix(12).map { $0.winRate?.approximate ?? 0 }
        return card(.winRate, .followsFilter, months.flatMap { Sparkline($0) }) {
            figures, source, period in
            drill(
                .closed,
                source.percent(
                    figures.winRate, "winRate", absence: "no deals closed \(period.yet)"),
                closed(period))
            badge(\.winRate, "winRate", period, isRate: true)
        } context: { figures, _, period in
            let count = closed(period)
            if count == 0 {
                "no deals closed \(period.yet)"
            } else {
                format.count(figures.dealsWon) + " won, "
                    + format.count(document.pipeline.byPeriod[period].dealsLost) + " lost"
                if count < 5 { tag("em") { " · small sample" } }
            }
        }
    }

    private var averageDeal: KPICard {
        let months = document.insights?.monthly.suffix(12).map {
            $0.avgDealSize?.approximate ?? 0
        }
        return card(.averageDeal, .followsFilter, months.flatMap { Sparkline($0) }) {
            figures, source, period in
            drill(
                .won,
                source.compact(
                    figures.avgDealSize, "avgDealSize", absence: "no deals won \(period.yet)"),
                figures.dealsWon)
            badge(\.avgDealSize, "avgDealSize", period)
        } context: { figures, source, period in
            "cycle "
            source.days(
                figures.avgSalesCycleDays, "avgSalesCycleDays",
                absence: "no deals won \(period.yet)")
            " days on average"
        }
    }

    private var activities: KPICard {
        card(.activities, .followsFilter, spark(Self.activityCount)) {
            figures, source, period in
            source.count(figures.activities, "activities")
            badge(\.activities, "activities", period)
        } context: { figures, source, _ in
            source.count(figures.calls, "calls", absence: absence(of: "calls"))
            " \(DateWords.plural(figures.calls ?? 0, "call")), "
            source.count(figures.emails, "emails", absence: absence(of: "emails"))
            " \(DateWords.plural(figures.emails ?? 0, "e-mail")), "
            source.count(figures.meetings, "meetings", absence: absence(of: "meetings"))
            " \(DateWords.plural(figures.meetings ?? 0, "meeting"))"
        }
    }

    private var totalContacts: KPICard {
        card(.totalContacts, .snapshot, nil) { figures, source, period in
            source.count(
                figures.totalContacts, "totalContacts", absence: absence(of: "contacts"))
            badge(\.totalContacts, "totalContacts", period)
        } context: { figures, source, period in
            if figures.newContacts == nil {
                absence(of: "contacts")
            } else {
                source.count(figures.newContacts, "newContacts")
                " created \(period == .allTime ? "in all" : period.phrase)"
            }
        }
    }

    private var newLeads: KPICard {
        card(.newLeads, .followsFilter, spark { Double($0.leads) }) {
            figures, source, period in
            source.count(figures.leads, "leads", absence: absence(of: "contacts"))
            badge(\.leads, "leads", period)
        } context: { figures, source, _ in
            if figures.leads == nil {
                absence(of: "contacts")
            } else {
                source.count(figures.mqls, "mqls")
                " \(DateWords.plural(figures.mqls ?? 0, "MQL")), "
                source.count(figures.sqls, "sqls")
                " \(DateWords.plural(figures.sqls ?? 0, "SQL")), "
                source.count(figures.customers, "customers")
                " \(DateWords.plural(figures.customers ?? 0, "customer"))"
            }
        }
    }

    private func card(
        _ term: GlossaryTerm, _ mode: ModeBadge, _ spark: Sparkline?,
        @MarkupBuilder figure: (MetricsDocument.SummaryFigures, FigureSource, PeriodKey) -> Markup,
        @MarkupBuilder context: (MetricsDocument.SummaryFigures, FigureSource, PeriodKey) -> Markup
    ) -> KPICard {
        KPICard(
            term: term, mode: mode, spark: spark,
            figures: PerPeriod { period in
                let figures = document.summary.byPeriod[period]
                let source = FigureSource.relative(format)
                if Self.ofDeals.contains(term), isNotSynced("deals") {
                    tag("p", ["class": "fig"]) {
                        tag("span", ["class": "nil"]) { FigureFormat.missing }
                    }
                    tag("p", ["class": "ctx"]) { absence(of: "deals") }
                } else {
                    tag("p", ["class": "fig"]) { figure(figures, source, period) }
                    tag("p", ["class": "ctx"]) { context(figures, source, period) }
                }
            })
    }

    /// Cards whose figures are not known without deals; the document counts none then.
    private static let ofDeals: Set<GlossaryTerm> = [
        .wonRevenue, .pipelineValue, .openDeals, .winRate, .averageDeal,
    ]

    private func isNotSynced(_ type: String) -> Bool {
        document.dataQuality.notSynced.contains(type)
    }

    private func drill(
        _ filter: Drill.Filter, _ figure: Figure, _ deals: Int
    ) -> Drill {
        Drill(filter: filter, count: deals, figure: figure)
    }

    private func badge(
        _ metric: KeyPath<
            MetricsDocument.YearOverYear.Metrics, MetricsDocument.YearOverYear.Change
        >,
        _ key: String, _ period: PeriodKey, isRate: Bool = false
    ) -> YearOverYearBadge {
        let comparison = period == .ytd ? document.yoy?.ytd : document.yoy?.allTime
        return YearOverYearBadge(
            change: comparison?.metrics[keyPath: metric], period: period, format: format, key: key,
            isRate: isRate)
    }

    private func closed(_ period: PeriodKey) -> Int {
        let results = document.pipeline.byPeriod[period]
        return results.dealsWon + results.dealsLost
    }

    private func absence(of type: String) -> String {
        isNotSynced(type)
            ? "\(type) are not synced" : "not yet computed"
    }

    private func spark(_ value: Series) -> Sparkline? {
        (document.timeSeries?.monthly.suffix(12).map(value)).flatMap { Sparkline($0) }
    }

    private static func activityCount(_ row: MetricsDocument.SeriesRow) -> Double {
        let counts = [row.calls, row.emails, row.meetings, row.tasks, row.notes]
        return Double(counts.reduce(0) { $0 + ($1 ?? 0) })
    }
}
