internal import HubSpotModel

extension MetricsConfiguration {
    /// The configuration that a document echoes: what it was made with.
    ///
    /// - Throws: `ProjectionError` where a value is not allowed.
    package init(echo: MetricsDocument.Configuration) throws(ProjectionError) {
        self.init()
        revenueTarget = echo.revenueTarget
        staleDealThresholdDays = echo.staleDealThresholdDays
        activityTargets = echo.activityTargets
        pipelineIds = echo.pipelineIds
        disqualifiedStageIds = echo.disqualifiedStageIds
        guard let source = ProbabilitySource(rawValue: echo.probabilitySource) else {
            throw .configuration(key: "probabilitySource", allowed: "stage, deal")
        }
        probabilitySource = source
        exchangeRates = echo.exchangeRates
        reps = echo.reps
        var dates: [CivilDate] = []
        for text in echo.holidays {
            guard case .date(let days) = StoredValue(scalar: text) else {
                throw .configuration(key: "holidays", allowed: "ISO dates")
            }
            dates.append(CivilDate(days: days))
        }
        holidays = dates
        minWonDealsForRates = echo.minWonDealsForRates
        modelOverrides = echo.modelOverrides
        forecastMonths = echo.forecastMonths
        runRateMonths = echo.runRateMonths
        historyMonths = echo.historyMonths
        cohortMonths = echo.cohortMonths
        cohortHorizonsMonths = echo.cohortHorizonsMonths
        topN = echo.topN
        hotWindowDays = echo.hotWindowDays
        hotScoreThreshold = echo.hotScoreThreshold
        byDayDays = echo.byDayDays
        weeklyBuckets = echo.weeklyBuckets
        monthlyBuckets = echo.monthlyBuckets
        maxRecords = echo.maxRecords
        scenarios = echo.scenarios
        try validate()
    }
}
