package import EventStore
package import HubSpotModel
package import Projections

extension LedgerReader {
    /// The read models at a log position, without writing anything.
    ///
    /// At the head the stored states are taken up where they fit, and only the tail is folded; an
    /// earlier position is folded from the first block on.
    ///
    /// - Parameters:
    ///   - notSynced: types that the ledger does not hold.
    ///   - sequence: the last event of a block; `nil` for the head.
    ///   - directory: where the stored states lie.
    package func foldedState(
        _ configuration: MetricsConfiguration, notSynced: Set<ObjectType>,
        through sequence: SequenceNumber? = nil, in directory: DataDirectory
    ) throws -> FoldedState {
        let context = try projectionContext(
            configuration, notSynced: notSynced, through: sequence)
        if sequence == nil, let store = ViewStore.openForReading(directory.views) {
            let fingerprint = try context.fingerprint
            let resumed: FoldedState? = try store.withSnapshot { rows, checkpoint in
                guard let checkpoint, checkpoint.fingerprint == fingerprint,
                    try holds(checkpoint)
                else { return nil }
                let projection = try PortalProjection(
                    context: context, symbols: symbols(upTo: checkpoint.sequence), source: rows)
                return try fold(
                    projection, after: (checkpoint.sequence, checkpoint.hash), through: nil)
            }
            if let resumed { return resumed }
        }
        return try fold(
            try PortalProjection(context: context), after: (.zero, identity.originHash),
            through: sequence)
    }

    private func fold(
        _ start: PortalProjection, after position: (SequenceNumber, [UInt8]),
        through last: SequenceNumber?
    ) throws -> FoldedState {
        var projection = start
        var (sequence, hash) = position
        let end = try last ?? head().sequence
        if sequence < end {
            try forEachBatch(from: sequence.next, through: end) { batch in
                try projection.fold(batch)
                sequence = batch.lastSequence
                hash = batch.hash
                return true
            }
        }
        return FoldedState(models: try projection.models(), sequence: sequence, hash: hash)
    }
}
