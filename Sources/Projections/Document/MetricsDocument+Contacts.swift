extension MetricsDocument {
    /// Contacts and companies.
    ///
    /// Source: the metric dictionary, section 8.
    package struct Contacts: Sendable, Equatable, Codable {
        package var totalContacts: Int
        package var totalCompanies: Int
        package var contactsWithCompany: Int
        package var contactsWithOwner: Int
        package var contactsWithEmail: Int
        package var byPeriod: ByPeriod<Period>
        package var lifecycle: [LifecycleRow]
        package var topEngaged: [EngagedContact]
        package var companies: Companies
    }
}

extension MetricsDocument.Contacts {
    package struct Period: Sendable, Equatable, Codable {
        package var newContacts: Int
        package var newCompanies: Int
        package var lastContacted: Int
    }

    package struct LifecycleRow: Sendable, Equatable, Codable {
        /// nil is "Not set".
        package var stage: String?
        package var label: String
        package var contacts: Int
        package var share: DocumentNumber?
    }

    package struct EngagedContact: Sendable, Equatable, Codable {
        package var contactId: String
        package var name: String
        package var ownerId: String?
        package var lifecycleStage: String?
        package var score: Int
        package var lastEngagedAt: String?
    }

    package struct Companies: Sendable, Equatable, Codable {
        package var total: Int
        package var withContacts: Int
        package var withOpenDeals: Int
        package var withWonDeals: Int
        package var avgContactsPerCompany: DocumentNumber?
        package var byIndustry: [IndustryRow]
        package var topByWonRevenue: [CompanyRow]
        package var topByOpenAmount: [CompanyRow]
    }

    package struct IndustryRow: Sendable, Equatable, Codable {
        package var industry: String
        package var companies: Int
    }

    package struct CompanyRow: Sendable, Equatable, Codable {
        package var companyId: String
        package var name: String
        package var contacts: Int
        package var openDeals: Int
        package var openAmount: DocumentNumber
        package var wonDeals: Int
        package var wonRevenue: DocumentNumber
    }
}
