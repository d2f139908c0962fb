import EventStore
package import HubSpotModel
import Projections

/// The record fold and the analyzers that follow it, at one checkpoint.
///
/// Used by the engine alone, from one task at a time.
final class PortalFold: @unchecked Sendable {
    // The engine's actor serialises every use: it holds the fold back while one call is under way.
    private var records: RecordFold
    private let pipeline: AnalyzerActor<PipelineAnalyzer>
    private let activities: AnalyzerActor<ActivityAnalyzer>
    private let census: AnalyzerActor<CensusAnalyzer>
    private let leads: AnalyzerActor<LeadAnalyzer>
    private let contacts: AnalyzerActor<ContactAnalyzer>
    private let signals: AnalyzerActor<WebSignalAnalyzer>
    private let insights: AnalyzerActor<InsightAnalyzer>
    private(set) var checkpoint: Checkpoint
    let generation: ViewStore.Generation
    /// Whether its generation is not the active one yet.
    var isRebuild: Bool
    /// The first events of the blocks that speak of the account or of a pipeline.
    private(set) var references: [SequenceNumber]
    /// The position of the last frozen state of this fold; `nil` until it was looked for.
    var lastFrozen: SequenceNumber?

    init(
        _ context: ProjectionContext, symbols: SymbolTable, source: any RowSource,
        checkpoint: Checkpoint, generation: ViewStore.Generation,
        references: [SequenceNumber] = []
    ) throws {
        records = try RecordFold(context: context, symbols: symbols, source: source)
        pipeline = AnalyzerActor(PipelineAnalyzer(context: context, source: source))
        activities = AnalyzerActor(ActivityAnalyzer(context: context, source: source))
        census = AnalyzerActor(CensusAnalyzer(context: context, source: source))
        leads = AnalyzerActor(LeadAnalyzer(context: context, source: source))
        contacts = AnalyzerActor(ContactAnalyzer(context: context, source: source))
        signals = AnalyzerActor(WebSignalAnalyzer(context: context, source: source))
        insights = AnalyzerActor(InsightAnalyzer(context: context, source: source))
        self.checkpoint = checkpoint
        self.generation = generation
        self.references = references
        isRebuild = checkpoint.sequence == .zero
    }

    var context: ProjectionContext { records.context }
    var recordRowsRead: Int { records.rowsRead }

    /// Images kept for a later settling: a record that changes often is given out once.
    private static let keptImagesMax = 16_384

    /// Folds consecutive blocks; what changed is given to the analyzers when it is asked for, or
    /// when there is much of it.
    ///
    /// - Throws: `ProjectionError`, or ``GapError`` where a block does not follow the checkpoint.
    func fold(_ batches: [EventBatch]) async throws {
        for batch in batches {
            guard batch.firstSequence == checkpoint.sequence.next,
                batch.previousHash == checkpoint.hash
            else {
                throw GapError(expected: checkpoint.sequence.next, found: batch.firstSequence)
            }
            try records.fold(batch)
            if batch.events.contains(where: { $0.key?.object.isReference ?? false }) {
                references.append(batch.firstSequence)
            }
            checkpoint.sequence = batch.lastSequence
            checkpoint.hash = batch.hash
            if records.keptImages >= Self.keptImagesMax { try await settle() }
        }
    }

    private func settle() async throws {
        var changes: [ImageChanges] = []
        try records.settle { changes.append($0) }
        guard !changes.isEmpty else { return }
        let settled = changes
        async let pipelineDone: Void = pipeline.fold(settled)
        async let activitiesDone: Void = activities.fold(settled)
        async let censusDone: Void = census.fold(settled)
        async let leadsDone: Void = leads.fold(settled)
        async let contactsDone: Void = contacts.fold(settled)
        async let signalsDone: Void = signals.fold(settled)
        _ = try await (pipelineDone, activitiesDone, censusDone)
        async let insightsDone: Void = insights.fold(settled)
        _ = try await (leadsDone, contactsDone, signalsDone, insightsDone)
    }

    /// The rows that changed since the last drain.
    func drain() async throws -> [RowChange] {
        try await settle()
        var changes: [RowChange] = []
        records.drain(into: &changes)
        changes += await pipeline.drain()
        changes += await activities.drain()
        changes += await census.drain()
        changes += await leads.drain()
        changes += await contacts.drain()
        changes += await signals.drain()
        changes += await insights.drain()
        return changes
    }

    /// Drops rows from memory; they are stored and will be read again when needed.
    func evict() async throws {
        try records.evict()
        try await pipeline.evict()
        try await activities.evict()
        try await census.evict()
        try await leads.evict()
        try await contacts.evict()
        try await signals.evict()
        try await insights.evict()
    }

    func models() async throws -> ReadModels {
        try await settle()
        async let pipelineModel = pipeline.read { try $0.model() }
        async let activityModel = activities.read { try $0.model() }
        async let censusFigures = census.read { try $0.figures() }
        async let leadFigures = leads.read { try $0.figures() }
        async let contactFigures = contacts.read { try $0.figures() }
        async let signalModel = signals.read { try $0.model() }
        async let insightFigures = insights.read { try $0.figures() }
        return try ReadModels(
            &records, pipeline: await pipelineModel, activities: await activityModel,
            census: await censusFigures, leads: await leadFigures,
            contacts: await contactFigures, signals: await signalModel,
            insights: await insightFigures)
    }
}

/// A block that does not follow the one folded last.
package struct GapError: Error, CustomStringConvertible {
    package let expected: SequenceNumber
    package let found: SequenceNumber

    package var description: String {
        "the projections expect event \(expected) next, the log gives \(found); run "
            + "`hubledger verify`"
    }
}

extension ObjectType {
    /// What a context is made from, and not folded into rows.
    fileprivate var isReference: Bool { self == .account || self == .pipelines }
}
