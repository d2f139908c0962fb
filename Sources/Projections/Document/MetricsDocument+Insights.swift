extension MetricsDocument {
    /// Reasons, monthly history, forecast and cohorts.
    ///
    /// Source: the metric dictionary, section 10.
    package struct Insights: Sendable, Equatable, Codable {
        package var byPeriod: ByPeriod<Period>
        package var monthly: [Month]
        package var forecast: Forecast
        package var cohorts: Cohorts
    }
}

extension MetricsDocument.Insights {
    package struct Period: Sendable, Equatable, Codable {
        package var winReasons: [Reason]
        package var lossReasons: [Reason]
    }

    package struct Reason: Sendable, Equatable, Codable {
        package var reason: String
        package var deals: Int
        package var amount: DocumentNumber
        package var share: DocumentNumber
    }

    package struct Month: Sendable, Equatable, Codable {
        /// `YYYY-MM`.
        package var month: String
        package var dealsCreated: Int
        package var dealsWon: Int
        package var wonRevenue: DocumentNumber
        package var dealsLost: Int
        package var lostAmount: DocumentNumber
        package var winRate: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var avgSalesCycleDays: DocumentNumber?
    }

    /// Months + overdue + undated + later = total open, in deals and weighted amount.
    package struct Forecast: Sendable, Equatable, Codable {
        package var months: [ForecastMonth]
        package var overdue: MetricsDocument.Pipeline.Bag
        package var undated: MetricsDocument.Pipeline.Bag
        package var later: MetricsDocument.Pipeline.Bag
        package var totalOpen: MetricsDocument.Pipeline.Bag
        package var runRateMonthly: DocumentNumber?
        package var growthFactor: DocumentNumber?
    }

    package struct ForecastMonth: Sendable, Equatable, Codable {
        /// `YYYY-MM`.
        package var month: String
        package var target: DocumentNumber
        package var wonToDate: DocumentNumber
        package var openDeals: Int
        package var openAmount: DocumentNumber
        package var weightedOpen: DocumentNumber
        package var weightedForecast: DocumentNumber
        package var runRateForecast: DocumentNumber?
        package var seasonalForecast: DocumentNumber?
        package var low: DocumentNumber
        package var high: DocumentNumber
    }

    package struct Cohorts: Sendable, Equatable, Codable {
        package var horizonsMonths: [Int]
        package var rows: [Cohort]
    }

    /// Contacts created in one month; a horizon that the youngest has not lived through is nil.
    package struct Cohort: Sendable, Equatable, Codable {
        /// `YYYY-MM`.
        package var cohort: String
        package var contacts: Int
        package var everCustomers: Int
        package var customersWithin: [Int?]
        package var rateWithin: [DocumentNumber?]
    }
}
