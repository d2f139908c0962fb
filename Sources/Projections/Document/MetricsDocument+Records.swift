extension MetricsDocument {
    /// The records behind the figures.
    ///
    /// Source: the metric dictionary, section 13.
    package struct Records: Sendable, Equatable, Codable {
        /// Newest first, at most `config.maxRecords`.
        package var deals: [Deal]
        package var owners: [Owner]
    }
}

extension MetricsDocument.Records {
    package struct Deal: Sendable, Equatable, Codable {
        package var dealId: String
        package var name: String
        package var pipelineId: String
        package var stageId: String
        /// `open`, `won`, `lost` or `disqualified`.
        package var status: String
        package var ownerId: String?
        package var companyId: String?
        package var source: String
        package var amount: DocumentNumber?
        package var probability: DocumentNumber?
        /// Of open deals only.
        package var weightedAmount: DocumentNumber?
        package var createdAt: String?
        package var closeDate: String?
        /// Of closed deals only.
        package var closedAt: String?
        package var lastActivityAt: String?
        package var stale: Bool
    }

    package struct Owner: Sendable, Equatable, Codable {
        package var ownerId: String
        package var name: String
        package var archived: Bool
        package var isRep: Bool
    }
}
