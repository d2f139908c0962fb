extension MetricsDocument {
    /// Comparisons with a year before, for the two periods that have one.
    ///
    /// Source: the metric dictionary, section 9.
    package struct YearOverYear: Sendable, Equatable, Codable {
        package var ytd: Comparison
        /// The last twelve months against the twelve before.
        package var allTime: Comparison
    }
}

extension MetricsDocument.YearOverYear {
    package struct Comparison: Sendable, Equatable, Codable {
        package var current: Range
        package var previous: Range
        package var metrics: Metrics
    }

    package struct Range: Sendable, Equatable, Codable {
        package var startDate: String
        /// Exclusive.
        package var endDate: String
    }

    package struct Change: Sendable, Equatable, Codable {
        package var current: DocumentNumber?
        package var previous: DocumentNumber?
        /// (current − previous) ÷ |previous|.
        package var change: DocumentNumber?
        /// current − previous; of rates only.
        package var changePoints: DocumentNumber?
    }

    /// The metrics of the executive summary.
    package struct Metrics: Sendable, Equatable, Codable {
        package var pipelineValue: Change
        package var openDeals: Change
        package var totalContacts: Change
        package var wonRevenue: Change
        package var dealsWon: Change
        package var dealsCreated: Change
        package var winRate: Change
        package var avgDealSize: Change
        package var avgSalesCycleDays: Change
        package var newContacts: Change
        package var leads: Change
        package var mqls: Change
        package var sqls: Change
        package var customers: Change
        package var activities: Change
        package var calls: Change
        package var emails: Change
        package var meetings: Change
    }
}
