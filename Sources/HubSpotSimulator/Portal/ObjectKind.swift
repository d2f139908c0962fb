/// The record types of the portal, with what HubSpot decides per type.
enum ObjectKind: Int, CaseIterable, Sendable {
    case contacts, companies, deals, calls, meetings, tasks, notes, emails

    /// The name in paths: `contacts`.
    var name: String {
        switch self {
        case .contacts: "contacts"
        case .companies: "companies"
        case .deals: "deals"
        case .calls: "calls"
        case .meetings: "meetings"
        case .tasks: "tasks"
        case .notes: "notes"
        case .emails: "emails"
        }
    }

    /// The name in messages and association types: `contact`.
    var singular: String {
        self == .companies ? "company" : String(name.dropLast())
    }

    /// The numeric type id, which may replace the name in paths.
    var typeID: String {
        switch self {
        case .contacts: "0-1"
        case .companies: "0-2"
        case .deals: "0-3"
        case .tasks: "0-27"
        case .notes: "0-46"
        case .meetings: "0-47"
        case .calls: "0-48"
        case .emails: "0-49"
        }
    }

    var isActivity: Bool {
        switch self {
        case .contacts, .companies, .deals: false
        case .calls, .meetings, .tasks, .notes, .emails: true
        }
    }

    /// The property that carries the modified stamp.
    var modifiedProperty: String {
        self == .contacts ? "lastmodifieddate" : "hs_lastmodifieddate"
    }

    /// The create stamp that every answer carries.
    var createdProperty: String {
        isActivity ? "hs_createdate" : "createdate"
    }

    var stampProperties: [String] {
        [createdProperty, modifiedProperty, "hs_object_id"]
    }

    /// What a list answers when no properties are named.
    var defaultProperties: [String] {
        switch self {
        case .contacts: ["firstname", "lastname", "email"]
        case .companies: ["name", "domain"]
        case .deals: ["dealname", "amount", "closedate", "pipeline", "dealstage"]
        case .calls, .meetings, .tasks, .notes, .emails: []
        }
    }

    /// Properties over which the free-text `query` of a search runs.
    var textSearchProperties: [String] {
        switch self {
        case .contacts: ["firstname", "lastname", "email"]
        case .companies: ["name", "domain"]
        case .deals: ["dealname"]
        case .calls: ["hs_call_title"]
        case .meetings: ["hs_meeting_title"]
        case .tasks: ["hs_task_subject"]
        case .notes: ["hs_note_body"]
        case .emails: ["hs_email_subject"]
        }
    }

    /// Finds a type by plural name, singular name or type id, ignoring case.
    init?(pathName: some StringProtocol) {
        let wanted = pathName.lowercased()
        guard
            let kind = Self.allCases.first(where: {
                $0.name == wanted || $0.singular == wanted || $0.typeID == wanted
            })
        else { return nil }
        self = kind
    }

    /// Scopes of which one is required to read records of this type.
    var readScope: String {
        switch self {
        case .companies: "crm.objects.companies.read"
        case .deals: "crm.objects.deals.read"
        case .contacts, .calls, .meetings, .tasks, .notes, .emails: "crm.objects.contacts.read"
        }
    }
}
