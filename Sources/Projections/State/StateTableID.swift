internal import HubSpotModel

/// The tables in which projections keep their rows.
///
/// The raw value is stored in front of every key; changing one is a format change.
package enum StateTableID: UInt8, Sendable, CaseIterable {
    case texts = 1
    case contacts = 2
    case companies = 3
    case deals = 4
    case calls = 5
    case meetings = 6
    case tasks = 7
    case notes = 8
    case emails = 9
    case owners = 10
    /// The linked record, then the one that owns the link.
    case backlinks = 11
    /// The types with an open gap.
    case gaps = 12
    case pipelineCells = 20
    case pipelineDeals = 21
    case dealActivities = 22
    case activityCells = 23
    case openTasks = 24
    case censusCells = 25
    case leadCells = 26
    case contactCells = 27
    case signalCells = 28
    case engagedContacts = 29
    case insightCells = 30

    /// The name in messages.
    package var name: String { "\(self)" }

    /// The tables that hold nothing once no record contributes anything.
    package static let readModels: [StateTableID] = [
        .pipelineCells, .pipelineDeals, .dealActivities, .activityCells, .openTasks, .censusCells,
        .leadCells, .contactCells, .signalCells, .engagedContacts, .insightCells,
    ]

    /// The table of the records of a type; pipelines and the account are not folded.
    static func records(_ object: ObjectType) -> StateTableID? {
        switch object {
        case .contacts: .contacts
        case .companies: .companies
        case .deals: .deals
        case .calls: .calls
        case .meetings: .meetings
        case .tasks: .tasks
        case .notes: .notes
        case .emails: .emails
        case .owners: .owners
        case .pipelines, .account: nil
        }
    }
}
