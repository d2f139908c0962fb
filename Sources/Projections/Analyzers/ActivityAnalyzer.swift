package import HubSpotModel

/// Calls, e-mails, meetings, tasks and notes.
///
/// Source: metric dictionary, section 7.
package struct ActivityAnalyzer: Analyzer {
    package static let name = "activities"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells
    private var openTasks: StateTable<RecordRef, OpenTask>

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.activityCells, source: source)
        openTasks = StateTable(.openTasks, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        try Self.measures.fold(
            changes.activities, in: context.account.zone, into: &cells, unless: Self.isSame)
        for change in changes.activities {
            let before = change.before.flatMap(OpenTask.init)
            let after = change.after.flatMap(OpenTask.init)
            guard before != after, let ref = (change.after ?? change.before)?.ref else { continue }
            openTasks.set(ref, to: after)
        }
    }

    private static func isSame(_ left: ActivityImage, _ right: ActivityImage) -> Bool {
        left.standing == right.standing && left.time == right.time
            && left.counts == right.counts && left.isIncoming == right.isIncoming
            && left.owner == right.owner && left.isConnected == right.isConnected
            && left.duration == right.duration && left.outcome == right.outcome
            && left.isOpenTask == right.isOpenTask && left.due == right.due
    }

    /// What the activities section is made from.
    package mutating func model() throws -> ActivityModel {
        try openTasks.loadAll()
        var tasks: [(ref: RecordRef, task: OpenTask)] = []
        openTasks.forEach { ref, task in tasks.append((ref, task)) }
        return ActivityModel(figures: try cells.figures(), openTasks: tasks)
    }

    package mutating func drain(into changes: inout [RowChange]) {
        cells.drain(into: &changes)
        openTasks.drain(into: &changes)
    }

    package mutating func evict() throws {
        try cells.evict()
        try openTasks.evict()
    }

    package var rowsRead: Int { cells.rowsRead + openTasks.rowsRead }
    package var rowCount: Int { cells.count + openTasks.count }

    /// The base measures of activities.
    static let measures: [BaseMeasure<ActivityImage>] = [
        .init(
            .activitiesCounted, GlossaryTerm.activities.definition,
            counts: { $0.isLive && $0.counts && $0.time != nil }, at: \.time,
            split: { UInt64($0.owner) }, detail: { UInt64($0.object.rawValue) },
            keeping: .instants),
        .init(
            .callsCounted, "Calls that count and their milliseconds, split by connected or not.",
            counts: { $0.isLive && $0.counts && $0.time != nil && $0.object == .calls },
            at: \.time, split: { $0.isConnected ? 1 : 0 }, amount: { Int128($0.duration) },
            keeping: .instants),
        .init(
            .emailsReceived, "Incoming e-mails by time.",
            counts: { $0.isLive && $0.isIncoming && $0.time != nil }, at: \.time,
            keeping: .instants),
        .init(
            .meetings, GlossaryTerm.meetingOutcomes.definition,
            counts: { $0.isLive && $0.object == .meetings }, at: \.time,
            split: { UInt64($0.outcome) }, keeping: .instants),
        .init(
            .tasksOpen, "Tasks neither completed nor deferred, by due time and owner.",
            counts: { $0.isLive && $0.isOpenTask && $0.due != nil }, at: \.due,
            split: { UInt64($0.owner) }, keeping: .instants),
    ]
}

/// The read model of activities; tasks in no order.
package struct ActivityModel: Sendable {
    package let figures: Figures
    package let openTasks: [(ref: RecordRef, task: OpenTask)]
}

/// A task that can be overdue.
package struct OpenTask: Sendable, Equatable {
    package let due: Instant
    package let owner: TextCode
    package let subject: PersonalText

    init?(_ image: ActivityImage) {
        guard image.isLive, image.isOpenTask, let due = image.due else { return nil }
        self.due = due
        owner = image.owner
        subject = image.subject
    }
}

extension OpenTask: RowCodable {
    package func write(to writer: inout ByteWriter) {
        writer.write(due.milliseconds)
        writer.write(owner)
        writer.write(subject.packed)
    }

    package init(from reader: inout ByteReader) throws(ProjectionError) {
        due = Instant(milliseconds: try reader.signed())
        owner = try reader.code()
        subject = PersonalText(packed: try reader.signed())
    }
}
