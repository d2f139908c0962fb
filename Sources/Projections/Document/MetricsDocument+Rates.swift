extension MetricsDocument {
    /// The one set of conversion rates behind velocity, coverage and the models.
    ///
    /// Source: the metric dictionary, section 3.
    package struct Rates: Sendable, Equatable, Codable {
        /// `trailing12Months` or `allTime`.
        package var basis: String
        package var wonDeals: Int
        package var lostDeals: Int
        package var winRate: DocumentNumber?
        package var avgDealSize: DocumentNumber?
        package var salesCycleDays: DocumentNumber?
        package var leadToMql: DocumentNumber?
        package var mqlToSql: DocumentNumber?
        package var sqlToOpportunity: DocumentNumber?
        package var opportunityToCustomer: DocumentNumber?
        /// Names of the rates that the configuration fixes, sorted.
        package var overridden: [String]
    }
}
