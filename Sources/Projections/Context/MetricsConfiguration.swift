package import HubSpotModel

/// What the metrics are measured against.
///
/// Source: metric dictionary, section 1.11. Numbers are exact decimals and used as given.
package struct MetricsConfiguration: Sendable, Equatable {
    package var revenueTarget = MetricsDocument.Configuration.RevenueTarget(
        monthly: 100_000, quarterly: 300_000, annual: 1_200_000)
    /// Days without activity after which an open deal is stale.
    package var staleDealThresholdDays: DocumentNumber = 30
    package var activityTargets = MetricsDocument.Configuration.ActivityTargets(
        callsPerRepPerDay: 15, emailsPerRepPerDay: 25, meetingsPerRepPerWeek: 5)
    /// The pipelines that count; `nil` for all.
    package var pipelineIds: [String]?
    /// The closed stages that are not losses; `nil` goes by the label.
    package var disqualifiedStageIds: [String]?
    package var probabilitySource = ProbabilitySource.stage
    /// Company currency for one unit of a currency, by its code.
    package var exchangeRates = NamedNumbers()
    /// Owner ids with targets; `nil` for every owner who is not archived.
    package var reps: [String]?
    /// Dates on which nobody works.
    package var holidays: [CivilDate] = []
    package var minWonDealsForRates = 3
    /// Rates that are fixed instead of measured; the names of ``overridableRates``.
    package var modelOverrides = NamedNumbers()
    package var forecastMonths = 6
    package var runRateMonths = 6
    package var historyMonths = 24
    package var cohortMonths = 18
    package var cohortHorizonsMonths = [1, 3, 6, 12]
    /// Rows in the lists of the longest and the best.
    package var topN = 20
    package var hotWindowDays: DocumentNumber = 14
    package var hotScoreThreshold: DocumentNumber = 20
    package var byDayDays = 92
    package var weeklyBuckets = 26
    package var monthlyBuckets = 36
    /// Rows in the list of deals.
    package var maxRecords = 2000
    package var scenarios = Self.defaultScenarios

    /// Whose probability a deal has.
    package enum ProbabilitySource: String, Sendable, CaseIterable {
        case stage
        case deal
    }

    package static let overridableRates = [
        "winRate", "avgDealSize", "salesCycleDays", "leadToMql", "mqlToSql", "sqlToOpportunity",
        "opportunityToCustomer",
    ]

    package static let defaultScenarios: [MetricsDocument.Configuration.Scenario] = {
        let one: DocumentNumber = 1
        let more = DocumentNumber(units: 11, scale: 1)
        let less = DocumentNumber(units: 9, scale: 1)
        return [
            .init(id: "base", winRate: one, dealSize: one, cycle: one),
            .init(id: "winRatePlus10", winRate: more, dealSize: one, cycle: one),
            .init(id: "winRateMinus10", winRate: less, dealSize: one, cycle: one),
            .init(id: "dealSizePlus10", winRate: one, dealSize: more, cycle: one),
            .init(id: "dealSizeMinus10", winRate: one, dealSize: less, cycle: one),
            .init(id: "cycleMinus10", winRate: one, dealSize: one, cycle: less),
            .init(id: "cyclePlus10", winRate: one, dealSize: one, cycle: more),
            .init(id: "allBetter10", winRate: more, dealSize: more, cycle: less),
        ]
    }()

    /// The defaults.
    package init() {}

    /// The form in which the document echoes the configuration.
    package var echo: MetricsDocument.Configuration {
        .init(
            revenueTarget: revenueTarget, staleDealThresholdDays: staleDealThresholdDays,
            activityTargets: activityTargets, pipelineIds: pipelineIds,
            disqualifiedStageIds: disqualifiedStageIds,
            probabilitySource: probabilitySource.rawValue, exchangeRates: exchangeRates,
            reps: reps, holidays: holidays.map(\.description),
            minWonDealsForRates: minWonDealsForRates, modelOverrides: modelOverrides,
            forecastMonths: forecastMonths, runRateMonths: runRateMonths,
            historyMonths: historyMonths, cohortMonths: cohortMonths,
            cohortHorizonsMonths: cohortHorizonsMonths, topN: topN,
            hotWindowDays: hotWindowDays, hotScoreThreshold: hotScoreThreshold,
            byDayDays: byDayDays, weeklyBuckets: weeklyBuckets, monthlyBuckets: monthlyBuckets,
            maxRecords: maxRecords, scenarios: scenarios)
    }
}
