package import EventStore
package import HubSpotModel
import LMDB
package import Projections

/// Keeps the projections in step with the log: folds new blocks, and stores the rows that changed
/// with the checkpoint they bring in one transaction.
///
/// Owns the record fold; the analyzers are actors of their own and fold side by side. Runs on its
/// own thread, so that waiting for the disk holds no thread of the pool.
package actor ProjectionEngine {
    /// Blocks taken into memory before they are folded.
    private static let blocksPerPage = 64
    /// Events folded before the rows of a rebuild are written: what bounds its memory.
    private static let eventsPerStage = 50_000

    private let executor = WriterExecutor(label: "hubledger.projections")
    private let reader: LedgerReader
    private let store: ViewStore
    private let configuration: MetricsConfiguration
    private let freezing: FreezePolicy
    private var fold: PortalFold?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Opens the states of a ledger for writing.
    ///
    /// - Throws: `LMDBError`, or `FileLock.Held` while another process keeps them.
    package init(
        reader: LedgerReader, directory: DataDirectory, configuration: MetricsConfiguration,
        freezing: FreezePolicy = FreezePolicy()
    ) throws {
        self.reader = reader
        self.freezing = freezing
        self.configuration = configuration
        store = try ViewStore.openForWriting(directory.views)
    }

    /// Folds everything up to the head.
    ///
    /// States that were made with other definitions, or from a log with another past, are made
    /// anew beside the old ones, which stay in use until the new ones have caught up.
    ///
    /// - Throws: `ProjectionError` when the log has no account yet, or contradicts itself;
    ///   `LedgerError` when a block cannot be trusted.
    package func catchUp() async throws -> FoldReport {
        let context = try reader.projectionContext(configuration)
        let head = try reader.head()
        var report = FoldReport()
        let fold: PortalFold
        if let current = self.fold, current.context == context {
            fold = current
        } else {
            self.fold = nil
            (fold, report.rebuildReason) = try open(context)
        }
        self.fold = nil  // Taken back only when all of it went well.
        let rowsBefore = fold.recordRowsRead
        report.events = try await advance(fold, to: head.sequence)
        report.recordRowsRead = fold.recordRowsRead - rowsBefore
        self.fold = fold
        return report
    }

    /// Makes the states anew from the first event on, beside the old ones, and takes their place
    /// once the head is reached, also while the log grows.
    ///
    /// - Throws: what ``catchUp()`` throws; the old states are in use then as before.
    package func rebuild() async throws -> FoldReport {
        let context = try reader.projectionContext(configuration)
        let (active, stored) = try store.state()
        self.fold = nil
        let fold = try begin(
            context, context.fingerprint, in: stored == nil ? active : active.other)
        var report = FoldReport()
        report.rebuildReason = "a replay was asked for"
        report.events = try await advance(fold, to: try reader.head().sequence)
        report.recordRowsRead = fold.recordRowsRead
        self.fold = fold
        return report
    }

    /// The read models as of the last catching up.
    ///
    /// - Precondition: ``catchUp()`` has succeeded.
    package func state() async throws -> FoldedState {
        guard let fold else {
            preconditionFailure("the state is asked for before anything was folded")
        }
        return FoldedState(
            models: try await fold.models(), sequence: fold.checkpoint.sequence,
            hash: fold.checkpoint.hash)
    }

    /// The read models at a position of the log, from the nearest stored state; for use in the
    /// process that has the states open for writing.
    ///
    /// - Parameter sequence: the last event of a block; `nil` for the head.
    package nonisolated func foldedState(
        through sequence: SequenceNumber?
    ) throws -> FoldedState {
        try reader.foldedState(
            configuration, through: sequence, from: store)
    }

    /// The same with every record as the analyzers see it: what figures are explained with.
    package nonisolated func explainedState(
        through sequence: SequenceNumber?
    ) throws -> (state: FoldedState, book: RecordBook) {
        try reader.explainedState(configuration, through: sequence, from: store)
    }

    // MARK: - Opening

    /// Takes up the stored states, or begins anew beside them where they do not fit.
    private func open(_ context: ProjectionContext) throws -> (PortalFold, String?) {
        let (active, stored) = try store.state()
        let fingerprint = try context.fingerprint
        if let stored {
            if let reason = try mismatch(of: stored, with: fingerprint) {
                return (try begin(context, fingerprint, in: active.other), reason)
            }
            let fold = try PortalFold(
                context, symbols: reader.symbols(upTo: stored.sequence),
                source: store.source(active), checkpoint: stored, generation: active,
                references: store.referenceBlocks())
            return (fold, nil)
        }
        return (try begin(context, fingerprint, in: active), "there were no states")
    }

    /// Why stored states cannot be taken up; `nil` when they can.
    private func mismatch(of stored: Checkpoint, with fingerprint: [UInt8]) throws -> String? {
        guard stored.fingerprint == fingerprint else {
            return "the definitions, the account or the program changed"
        }
        return try reader.holds(stored) ? nil : "the log has another past than the states"
    }

    private func begin(
        _ context: ProjectionContext, _ fingerprint: [UInt8], in generation: ViewStore.Generation
    ) throws -> PortalFold {
        try store.clear(generation)
        return try PortalFold(
            context, symbols: SymbolTable(), source: store.source(generation),
            checkpoint: Checkpoint(
                sequence: .zero, hash: reader.identity.originHash, fingerprint: fingerprint),
            generation: generation)
    }

    // MARK: - Folding

    /// How often a rebuild looks whether the log has grown meanwhile, before it takes its place.
    private static let headLooksMax = 10

    /// Folds up to `head` and commits; returns how many events that were.
    ///
    /// Every block is checked against its hash first: damage is named, and never a number.
    private func advance(_ fold: PortalFold, to head: SequenceNumber) async throws -> Int {
        let first = fold.checkpoint.sequence
        var head = head
        var looks = 0
        var staged = 0
        while fold.checkpoint.sequence < head {
            var page: [EventBatch] = []
            try reader.forEachBatch(
                from: fold.checkpoint.sequence.next, through: head, verifyingHashes: true
            ) { batch in
                page.append(batch)
                return page.count < Self.blocksPerPage
            }
            try await fold.fold(page)
            staged += page.reduce(0) { $0 + $1.events.count }
            if fold.isRebuild, fold.checkpoint.sequence == head, looks < Self.headLooksMax {
                looks += 1
                head = try reader.head().sequence
            }
            let spacing = try freezeSpacing(fold, head: head)
            if fold.isRebuild, fold.checkpoint.sequence < head,
                staged >= min(Self.eventsPerStage, Int(clamping: spacing))
            {
                try store.stage(try await fold.drain(), fold.generation)
                try await fold.evict()
                staged = 0
                try freezeWhenDue(fold, spacing)
            }
        }
        let changes = try await fold.drain()
        if fold.checkpoint.sequence > first || !changes.isEmpty || fold.isRebuild {
            try store.commit(
                changes, fold.checkpoint, fold.generation, references: fold.references)
        }
        if fold.isRebuild {
            try store.clear(fold.generation.other)
            fold.isRebuild = false
        }
        try freezeWhenDue(fold, try freezeSpacing(fold, head: head))
        return Int(fold.checkpoint.sequence.rawValue - first.rawValue)
    }

    // MARK: - Freezing

    private func freezeSpacing(_ fold: PortalFold, head: SequenceNumber) throws -> UInt64 {
        freezing.spacing(head: head, rows: try store.rowCount(fold.generation))
    }

    /// Keeps a copy of the rows as they are stored now, when the last copy is far enough behind.
    private func freezeWhenDue(_ fold: PortalFold, _ spacing: UInt64) throws {
        let checkpoint = fold.checkpoint
        if fold.lastFrozen == nil {
            fold.lastFrozen =
                try store.frozenStates().map(\.checkpoint)
                .filter {
                    try $0.fingerprint == checkpoint.fingerprint
                        && $0.sequence <= checkpoint.sequence && reader.holds($0)
                }
                .map(\.sequence).max() ?? .zero
        }
        guard let last = fold.lastFrozen,
            checkpoint.sequence.rawValue >= last.rawValue + spacing
        else { return }
        try store.freeze(fold.generation, at: checkpoint) { states in
            freezing.superfluous(
                states, fingerprint: checkpoint.fingerprint, spacing: spacing)
        }
        fold.lastFrozen = checkpoint.sequence
    }
}

extension LedgerReader {
    /// Whether the log has the block that a checkpoint names, with the same hash.
    func holds(_ checkpoint: Checkpoint) throws -> Bool {
        guard checkpoint.sequence > .zero else { return checkpoint.hash == identity.originHash }
        guard checkpoint.sequence <= (try head().sequence) else { return false }
        let batch = try batch(holding: checkpoint.sequence)
        return batch.lastSequence == checkpoint.sequence && batch.hash == checkpoint.hash
    }
}
