package import EventStore
package import HubSpotModel
package import Projections

extension LedgerReader {
    /// The read models at a log position, without writing anything.
    ///
    /// Taken up from the nearest stored state that fits, the live one or a frozen one, so that
    /// only the tail is folded; without one, folded from the first block on. Blocks are checked
    /// against their hashes.
    ///
    /// - Parameters:
    ///   - sequence: the last event of a block; `nil` for the head.
    ///   - directory: where the stored states lie.
    /// - Throws: `LedgerError` for a block that cannot be trusted, `ProjectionError`.
    package func foldedState(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber? = nil,
        in directory: DataDirectory
    ) throws -> FoldedState {
        try foldedState(
            configuration, through: sequence,
            from: ViewStore.openForReading(directory.views))
    }

    /// The same with every record as the analyzers see it: what figures are explained with.
    package func explainedState(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber? = nil,
        in directory: DataDirectory
    ) throws -> (state: FoldedState, book: RecordBook) {
        try explainedState(
            configuration, through: sequence, from: ViewStore.openForReading(directory.views))
    }

    func explainedState(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber?,
        from store: ViewStore?
    ) throws -> (state: FoldedState, book: RecordBook) {
        try withProjection(
            configuration, through: sequence, from: store
        ) { projection, sequence, hash in
            (
                FoldedState(models: try projection.models(), sequence: sequence, hash: hash),
                try projection.recordBook()
            )
        }
    }

    func foldedState(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber?,
        from store: ViewStore?
    ) throws -> FoldedState {
        try withProjection(
            configuration, through: sequence, from: store
        ) { projection, sequence, hash in
            FoldedState(models: try projection.models(), sequence: sequence, hash: hash)
        }
    }

    /// Lends the projection at a log position; see ``foldedState(_:through:in:)``.
    ///
    /// It must not be used after `body` has returned.
    func withProjection<Result>(
        _ configuration: MetricsConfiguration, through sequence: SequenceNumber?,
        from store: ViewStore?,
        _ body: (inout PortalProjection, SequenceNumber, [UInt8]) throws -> Result
    ) throws -> Result {
        if let store {
            let resumed: Result? = try store.withSnapshot { states in
                let context =
                    if let sequence {
                        try projectionContext(
                            configuration, through: sequence, states)
                    } else {
                        try projectionContext(configuration)
                    }
                guard
                    let (checkpoint, source) = try states.nearest(
                        to: sequence, fingerprint: context.fingerprint, in: self)
                else { return nil }
                var projection = try PortalProjection(
                    context: context, symbols: symbols(upTo: checkpoint.sequence), source: source)
                let (last, hash) = try fold(
                    &projection, after: (checkpoint.sequence, checkpoint.hash), through: sequence)
                return try body(&projection, last, hash)
            }
            if let resumed { return resumed }
        }
        var projection = try PortalProjection(
            context: projectionContext(configuration, through: sequence))
        let (last, hash) = try fold(
            &projection, after: (.zero, identity.originHash), through: sequence)
        return try body(&projection, last, hash)
    }

    /// Folds what follows a position; returns where that ends.
    private func fold(
        _ projection: inout PortalProjection, after position: (SequenceNumber, [UInt8]),
        through last: SequenceNumber?
    ) throws -> (SequenceNumber, [UInt8]) {
        var (sequence, hash) = position
        let end = try last ?? head().sequence
        if sequence < end {
            try forEachBatch(from: sequence.next, through: end, verifyingHashes: true) { batch in
                guard batch.previousHash == hash else {
                    throw GapError(expected: sequence.next, found: batch.firstSequence)
                }
                try projection.fold(batch)
                sequence = batch.lastSequence
                hash = batch.hash
                return true
            }
        }
        return (sequence, hash)
    }
}
