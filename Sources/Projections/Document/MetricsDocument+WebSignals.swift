extension MetricsDocument {
    /// Visits, conversions, e-mail reactions and hot contacts.
    ///
    /// Source: the metric dictionary, section 8.5 and 8.6.
    package struct WebSignals: Sendable, Equatable, Codable {
        package var pageViews: Int
        package var visits: Int
        package var pagesPerVisit: DocumentNumber?
        package var formConversions: Int
        package var contactsWithVisits: Int
        package var contactsWithConversions: Int
        package var email: Email
        package var byPeriod: ByPeriod<Period>
        package var bySource: [SourceRow]
        package var hotContactCount: Int
        package var hotContacts: [HotContact]
    }
}

extension MetricsDocument.WebSignals {
    package struct Email: Sendable, Equatable, Codable {
        package var delivered: Int
        package var opened: Int
        package var clicked: Int
        package var bounced: Int
        package var openRate: DocumentNumber?
        package var clickRate: DocumentNumber?
        package var clickThroughRate: DocumentNumber?
    }

    /// People by their latest event, not events.
    package struct Period: Sendable, Equatable, Codable {
        package var newVisitors: Int
        package var lastVisited: Int
        package var lastConverted: Int
        package var lastOpenedEmail: Int
        package var lastClickedEmail: Int
    }

    package struct SourceRow: Sendable, Equatable, Codable {
        package var source: String
        package var label: String
        package var contacts: Int
        package var visits: Int
        package var pageViews: Int
        package var formConversions: Int
    }

    package struct HotContact: Sendable, Equatable, Codable {
        package var contactId: String
        package var name: String
        package var ownerId: String?
        package var lifecycleStage: String?
        package var webScore: Int
        package var lastSignalAt: String
    }
}
