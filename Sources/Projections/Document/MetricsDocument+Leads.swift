extension MetricsDocument {
    /// Leads by source, status and owner, and the funnel.
    ///
    /// Source: the metric dictionary, section 5.
    package struct Leads: Sendable, Equatable, Codable {
        package var byPeriod: ByPeriod<Period>
        package var activeLeads: Int
        package var uncontactedLeads: Int
        package var statusSnapshot: [StatusRow]
        package var funnel: [FunnelStep]
    }
}

extension MetricsDocument.Leads {
    package struct Period: Sendable, Equatable, Codable {
        package var newContacts: Int
        package var leads: Int
        package var mqls: Int
        package var sqls: Int
        package var opportunities: Int
        package var customers: Int
        package var bySource: [SourceRow]
        package var byStatus: [StatusRow]
        package var byOwner: [OwnerRow]
    }

    /// One source; order: leads, then new contacts, both falling, then the source.
    package struct SourceRow: Sendable, Equatable, Codable {
        package var source: String
        package var label: String
        package var newContacts: Int
        package var leads: Int
        package var reachedMql: Int
        package var reachedSql: Int
        package var reachedOpportunity: Int
        package var reachedCustomer: Int
        package var leadToMqlRate: DocumentNumber?
        package var leadToSqlRate: DocumentNumber?
        package var leadToCustomerRate: DocumentNumber?
        package var wonDeals: Int
        package var wonRevenue: DocumentNumber
    }

    package struct StatusRow: Sendable, Equatable, Codable {
        package var status: String
        package var count: Int
    }

    package struct OwnerRow: Sendable, Equatable, Codable {
        package var ownerId: String?
        package var ownerName: String
        package var leads: Int
    }

    package struct FunnelStep: Sendable, Equatable, Codable {
        package var stage: String
        package var label: String
        package var reached: Int
        package var stepConversion: DocumentNumber?
        package var cumulativeConversion: DocumentNumber?
        package var medianDaysFromPrevious: DocumentNumber?
        package var timedContacts: Int
    }
}
