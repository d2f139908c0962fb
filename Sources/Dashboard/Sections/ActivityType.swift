import Projections

/// The five types of activity, in the order of the document.
enum ActivityType: String, Sendable, CaseIterable {
    case calls, emails, meetings, tasks, notes

    /// Work towards customers; notes are about it.
    static let outreach: [Self] = [.calls, .emails, .meetings, .tasks]
    /// The types with targets.
    static let targeted: [Self] = [.calls, .emails, .meetings]

    var label: String {
        switch self {
        case .calls: "Calls"
        case .emails: "E-mails"
        case .meetings: "Meetings"
        case .tasks: "Tasks"
        case .notes: "Notes"
        }
    }

    func count(_ row: MetricsDocument.Activities.OwnerRow) -> Int? {
        switch self {
        case .calls: row.calls
        case .emails: row.emails
        case .meetings: row.meetings
        case .tasks: row.tasks
        case .notes: row.notes
        }
    }

    func count(_ totals: MetricsDocument.Activities.Totals) -> Int? {
        switch self {
        case .calls: totals.calls
        case .emails: totals.emails
        case .meetings: totals.meetings
        case .tasks: totals.tasks
        case .notes: totals.notes
        }
    }

    func target(_ targets: MetricsDocument.Activities.Targets) -> DocumentNumber? {
        switch self {
        case .calls: targets.calls
        case .emails: targets.emails
        case .meetings: targets.meetings
        case .tasks, .notes: nil
        }
    }

    func attainment(_ attainment: MetricsDocument.Activities.Attainment) -> DocumentNumber? {
        switch self {
        case .calls: attainment.calls
        case .emails: attainment.emails
        case .meetings: attainment.meetings
        case .tasks, .notes: nil
        }
    }
}
