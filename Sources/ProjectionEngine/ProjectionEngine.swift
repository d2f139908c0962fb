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
    private var fold: PortalFold?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Opens the states of a ledger for writing.
    ///
    /// - Throws: `LMDBError`, or `FileLock.Held` while another process keeps them.
    package init(
        reader: LedgerReader, directory: DataDirectory, configuration: MetricsConfiguration
    ) throws {
        self.reader = reader
        self.configuration = configuration
        store = try ViewStore.openForWriting(directory.views)
    }

    /// Folds everything up to the head.
    ///
    /// - Parameter notSynced: types that the ledger does not hold.
    /// - Throws: `ProjectionError` when the log has no account yet, or contradicts itself;
    ///   `LedgerError` when a block cannot be trusted.
    package func catchUp(notSynced: Set<ObjectType>) async throws -> FoldReport {
        let context = try reader.projectionContext(configuration, notSynced: notSynced)
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

    /// The read models as of the last catching up.
    ///
    /// - Precondition: ``catchUp(notSynced:)`` has succeeded.
    package func state() async throws -> FoldedState {
        guard let fold else {
            preconditionFailure("the state is asked for before anything was folded")
        }
        return FoldedState(
            models: try await fold.models(), sequence: fold.checkpoint.sequence,
            hash: fold.checkpoint.hash)
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
                source: store.source(active), checkpoint: stored, generation: active)
            return (fold, nil)
        }
        return (try begin(context, fingerprint, in: active), "there were no states")
    }

    /// Why stored states cannot be taken up; `nil` when they can.
    private func mismatch(of stored: Checkpoint, with fingerprint: [UInt8]) throws -> String? {
        guard stored.fingerprint == fingerprint else {
            return "the definitions or the account changed"
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

    /// Folds up to `head` and commits; returns how many events that were.
    private func advance(_ fold: PortalFold, to head: SequenceNumber) async throws -> Int {
        let first = fold.checkpoint.sequence
        var staged = 0
        while fold.checkpoint.sequence < head {
            var page: [EventBatch] = []
            try reader.forEachBatch(from: fold.checkpoint.sequence.next, through: head) { batch in
                page.append(batch)
                return page.count < Self.blocksPerPage
            }
            try await fold.fold(page)
            staged += page.reduce(0) { $0 + $1.events.count }
            if staged >= Self.eventsPerStage, fold.isRebuild, fold.checkpoint.sequence < head {
                try store.stage(try await fold.drain(), fold.generation)
                try await fold.evict()
                staged = 0
            }
        }
        let changes = try await fold.drain()
        if fold.checkpoint.sequence > first || !changes.isEmpty || fold.isRebuild {
            try store.commit(changes, fold.checkpoint, fold.generation)
        }
        if fold.isRebuild {
            try store.clear(fold.generation.other)
            fold.isRebuild = false
        }
        return Int(fold.checkpoint.sequence.rawValue - first.rawValue)
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
