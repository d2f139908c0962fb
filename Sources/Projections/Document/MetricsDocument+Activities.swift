extension MetricsDocument {
    /// Calls, e-mails, meetings, tasks and notes.
    ///
    /// Source: the metric dictionary, section 7; what is not synced is nil.
    package struct Activities: Sendable, Equatable, Codable {
        package var byPeriod: ByPeriod<Period>
        package var overdueTasks: OverdueTasks
        package var byDay: ByDay
    }
}

extension MetricsDocument.Activities {
    package struct Period: Sendable, Equatable, Codable {
        package var totals: Totals
        package var workingDays: Int
        package var teamTargets: Targets
        package var teamAttainment: Attainment
        package var byOwner: [OwnerRow]
        package var connectedCalls: Int?
        package var connectRate: DocumentNumber?
        package var talkMinutes: DocumentNumber?
        package var emailsReceived: Int?
        package var meetingOutcomes: [Outcome]?
        package var meetingCompletionRate: DocumentNumber?
        package var meetingsWithoutOutcome: Int?
        package var upcomingMeetings: Int?
    }

    package struct Totals: Sendable, Equatable, Codable {
        package var calls: Int?
        package var emails: Int?
        package var meetings: Int?
        package var tasks: Int?
        package var notes: Int?
        /// The sum of the types that are synced.
        package var total: Int
    }

    /// Activities aimed at; nil for owners who are no reps.
    package struct Targets: Sendable, Equatable, Codable {
        package var calls: DocumentNumber?
        package var emails: DocumentNumber?
        package var meetings: DocumentNumber?
    }

    /// Actual over target.
    package struct Attainment: Sendable, Equatable, Codable {
        package var calls: DocumentNumber?
        package var emails: DocumentNumber?
        package var meetings: DocumentNumber?
    }

    package struct OwnerRow: Sendable, Equatable, Codable {
        package var ownerId: String?
        package var ownerName: String
        package var isRep: Bool
        package var calls: Int?
        package var emails: Int?
        package var meetings: Int?
        package var tasks: Int?
        package var notes: Int?
        package var total: Int
        package var targets: Targets
        package var attainment: Attainment
    }

    package struct Outcome: Sendable, Equatable, Codable {
        package var outcome: String
        package var count: Int
    }

    package struct OverdueTasks: Sendable, Equatable, Codable {
        package var total: Int?
        package var byOwner: [OverdueByOwner]?
        package var byAge: OverdueByAge
        package var oldest: [OverdueTask]?
    }

    package struct OverdueByOwner: Sendable, Equatable, Codable {
        package var ownerId: String?
        package var ownerName: String
        package var tasks: Int
    }

    /// Overdue tasks by whole elapsed days: under 7, 7 to 29, 30 and more.
    package struct OverdueByAge: Sendable, Equatable, Codable {
        package var upTo7Days: Int?
        package var days7To30: Int?
        package var over30Days: Int?
    }

    package struct OverdueTask: Sendable, Equatable, Codable {
        package var taskId: String
        /// As written, trimmed; `nil` where there is none or it was erased.
        package var subject: String?
        package var ownerId: String?
        package var dueAt: String
        package var daysOverdue: Int
    }

    /// Counted activities of the last local dates, sparse; order: date, owner id, type.
    package struct ByDay: Sendable, Equatable, Codable {
        package static let columns = ["date", "ownerId", "type", "count"]

        package var columns = Self.columns
        package var rows: [DayRow]
    }

    /// Written as an array of its four values.
    package struct DayRow: Sendable, Equatable {
        package var date: String
        package var ownerId: String?
        /// `calls`, `emails`, `meetings`, `tasks` or `notes`.
        package var type: String
        package var count: Int
    }
}

extension MetricsDocument.Activities.DayRow: Codable {
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        date = try container.decode(String.self)
        ownerId = try container.decode(String?.self)
        type = try container.decode(String.self)
        count = try container.decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        if let direct = encoder as? DocumentEncoding {
            direct.writeRow { row in
                row.write(date)
                row.write(ownerId)
                row.write(type)
                row.write(count)
            }
            return
        }
        var container = encoder.unkeyedContainer()
        try container.encode(date)
        try container.encode(ownerId)
        try container.encode(type)
        try container.encode(count)
    }
}
