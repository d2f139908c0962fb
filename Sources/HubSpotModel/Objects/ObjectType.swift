/// What a record is: one of HubSpot's CRM objects, or the reference data that explains them.
///
/// The raw value is stored in blocks and keys; changing one is a format change.
package enum ObjectType: UInt8, Sendable, CaseIterable, Hashable {
    case contacts = 1
    case companies = 2
    case deals = 3
    case calls = 4
    case meetings = 5
    case tasks = 6
    case notes = 7
    case emails = 8
    case owners = 9
    case pipelines = 10
    case account = 11

    /// The name in paths, on the command line and in JSON: "deals".
    package var name: String {
        switch self {
        case .contacts: "contacts"
        case .companies: "companies"
        case .deals: "deals"
        case .calls: "calls"
        case .meetings: "meetings"
        case .tasks: "tasks"
        case .notes: "notes"
        case .emails: "emails"
        case .owners: "owners"
        case .pipelines: "pipelines"
        case .account: "account"
        }
    }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }

    /// The types that have list, search and batch endpoints, largest portals first.
    package static let crmObjects: [ObjectType] = [
        .contacts, .companies, .tasks, .meetings, .notes, .emails, .calls, .deals,
    ]

    /// The types of engagement, in the order of the metric dictionary, section 1.10.
    package static let activities: [ObjectType] = [.calls, .emails, .meetings, .tasks, .notes]

    /// The property that search filters on to find modified records.
    ///
    /// Contacts define `hs_lastmodifieddate` but leave it null; a search on it finds nothing.
    package var modifiedProperty: String {
        self == .contacts ? "lastmodifieddate" : "hs_lastmodifieddate"
    }
}
