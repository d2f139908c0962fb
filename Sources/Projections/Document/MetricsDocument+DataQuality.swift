extension MetricsDocument {
    /// What the definitions had to set aside.
    ///
    /// Source: the metric dictionary, section 13.
    package struct DataQuality: Sendable, Equatable, Codable {
        package var openDealsWithoutAmount: Int
        package var wonDealsWithoutAmount: Int
        package var dealsWithUnconvertibleCurrency: Int
        package var openDealsWithoutCloseDate: Int
        package var closedDealsWithoutCloseDate: Int
        package var wonDealsWithNegativeCycle: Int
        package var dealsInUnknownStage: Int
        package var dealsWithoutCompany: Int
        package var contactsWithoutCreateDate: Int
        package var contactsWithoutSource: Int
        package var contactsWithoutLifecycleStage: Int
        package var activitiesWithoutTimestamp: Int
        package var recordsWithUnknownOwner: Int
        package var recordsWithoutOwner: Int
        /// Object types that the log does not hold.
        package var notSynced: [String]
        package var archivedRecords: CountsByType
        package var mergedRecords: CountsByType
    }

    /// A count for each of the eight object types that hold records.
    package struct CountsByType: Sendable, Equatable, Codable {
        package var contacts: Int
        package var companies: Int
        package var deals: Int
        package var calls: Int
        package var emails: Int
        package var meetings: Int
        package var tasks: Int
        package var notes: Int
    }
}
