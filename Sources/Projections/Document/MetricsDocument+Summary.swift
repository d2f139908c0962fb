extension MetricsDocument {
    /// The figures of the executive summary.
    ///
    /// Source: the metric dictionary, section 4.
    package struct Summary: Sendable, Equatable, Codable {
        package var byPeriod: ByPeriod<SummaryFigures>
    }

    /// One period of the summary; nil is not computed, not synced, or nothing to divide by.
    package struct SummaryFigures: Sendable, Equatable, Codable {
        package var pipelineValue: DocumentNumber
        package var openDeals: Int
        package var totalContacts: Int?
        package var wonRevenue: DocumentNumber
        package var dealsWon: Int
        package var dealsCreated: Int
        package var winRate: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var avgSalesCycleDays: DocumentNumber?
        package var newContacts: Int?
        package var leads: Int?
        package var mqls: Int?
        package var sqls: Int?
        package var customers: Int?
        package var activities: Int
        package var calls: Int?
        package var emails: Int?
        package var meetings: Int?
    }
}
