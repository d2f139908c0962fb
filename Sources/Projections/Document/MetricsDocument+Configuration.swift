extension MetricsDocument {
    /// The effective configuration: defaults, changed by what was given.
    ///
    /// Source: the metric dictionary, section 1.11.
    package struct Configuration: Sendable, Equatable, Codable {
        package var revenueTarget: RevenueTarget
        package var staleDealThresholdDays: DocumentNumber
        package var activityTargets: ActivityTargets
        /// The pipelines that count; nil for all.
        package var pipelineIds: [String]?
        /// The closed stages that are not losses; nil goes by the label.
        package var disqualifiedStageIds: [String]?
        /// `stage` or `deal`.
        package var probabilitySource: String
        package var exchangeRates: NamedNumbers
        /// Owner ids; nil for every owner who is not archived.
        package var reps: [String]?
        package var holidays: [String]
        package var minWonDealsForRates: Int
        /// Only the rates that were given.
        package var modelOverrides: NamedNumbers
        package var forecastMonths: Int
        package var runRateMonths: Int
        package var historyMonths: Int
        package var cohortMonths: Int
        package var cohortHorizonsMonths: [Int]
        package var topN: Int
        package var hotWindowDays: DocumentNumber
        package var hotScoreThreshold: DocumentNumber
        package var byDayDays: Int
        package var weeklyBuckets: Int
        package var monthlyBuckets: Int
        package var maxRecords: Int
        package var scenarios: [Scenario]
    }
}

extension MetricsDocument.Configuration {
    /// Won revenue aimed at, in company currency.
    package struct RevenueTarget: Sendable, Equatable, Codable {
        package var monthly: DocumentNumber
        package var quarterly: DocumentNumber
        package var annual: DocumentNumber
    }

    package struct ActivityTargets: Sendable, Equatable, Codable {
        package var callsPerRepPerDay: DocumentNumber
        package var emailsPerRepPerDay: DocumentNumber
        package var meetingsPerRepPerWeek: DocumentNumber
    }

    /// Factors on the rates of the target model.
    package struct Scenario: Sendable, Equatable, Codable {
        package var id: String
        package var winRate: DocumentNumber
        package var dealSize: DocumentNumber
        package var cycle: DocumentNumber

        package init(
            id: String, winRate: DocumentNumber, dealSize: DocumentNumber, cycle: DocumentNumber
        ) {
            self.id = id
            self.winRate = winRate
            self.dealSize = dealSize
            self.cycle = cycle
        }
    }
}
