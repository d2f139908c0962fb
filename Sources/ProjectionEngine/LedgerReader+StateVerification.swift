package import EventStore
package import HubSpotModel
package import Projections

/// What a comparison of stored states with a replay found equal.
package struct StateVerification: Sendable, Equatable {
    /// The last event that was folded again.
    package var sequence = SequenceNumber.zero
    package var events = 0
    /// Rows of the live state.
    package var rows = 0
    /// Frozen states that were compared.
    package var frozenStates = 0
    /// Why the live state was not compared: there is none, or the next fold makes it anew anyway.
    package var notCompared: String?
}

extension LedgerReader {
    /// Folds the log again in memory and compares every row of the stored states with it, the live
    /// ones and the frozen ones of the same definitions; writes nothing.
    ///
    /// - Throws: ``StateDifference`` naming the first row that differs, `LedgerError` for a block
    ///   that cannot be trusted.
    package func verifyStates(
        _ configuration: MetricsConfiguration, in directory: DataDirectory
    ) throws -> StateVerification {
        guard let store = ViewStore.openForReading(directory.views) else {
            return StateVerification(notCompared: "there are no states yet")
        }
        let context = try projectionContext(configuration)
        let fingerprint = try context.fingerprint
        return try store.withSnapshot { states in
            var verification = StateVerification()
            var targets: [(checkpoint: Checkpoint, state: FrozenState?)] = []
            for state in states.frozen
            where try state.checkpoint.fingerprint == fingerprint && holds(state.checkpoint) {
                targets.append((state.checkpoint, state))
            }
            targets.sort { $0.checkpoint.sequence < $1.checkpoint.sequence }
            if let live = states.live {
                if live.fingerprint != fingerprint {
                    verification.notCompared =
                        "they were made with other definitions; the next sync makes them anew"
                } else if !(try holds(live)) {
                    verification.notCompared =
                        "they were made from another log; the next sync makes them anew"
                } else {
                    targets.append((live, nil))
                }
            } else {
                verification.notCompared = "there are no states yet"
            }
            var replay = try StateReplay(context)
            for target in targets {
                verification.events += try replay.advance(to: target.checkpoint.sequence, in: self)
                let rows = try replay.compare(
                    with: states.source(target.state), at: target.checkpoint.sequence,
                    isFrozen: target.state != nil)
                if target.state == nil {
                    verification.rows = rows
                } else {
                    verification.frozenStates += 1
                }
                verification.sequence = target.checkpoint.sequence
            }
            return verification
        }
    }
}

/// A fold in memory that keeps every row as it would be stored.
private struct StateReplay {
    private var projection: PortalProjection
    private var sequence = SequenceNumber.zero
    private var rows: [StateTableID: [[UInt8]: [UInt8]]] = [:]

    init(_ context: ProjectionContext) throws {
        projection = try PortalProjection(context: context)
    }

    /// Folds up to a position; returns how many events that were.
    mutating func advance(to end: SequenceNumber, in reader: LedgerReader) throws -> Int {
        guard sequence < end else { return 0 }
        let first = sequence
        try reader.forEachBatch(
            from: sequence.next, through: end, verifyingHashes: true
        ) { batch in
            try projection.fold(batch)
            sequence = batch.lastSequence
            return true
        }
        for change in try projection.drain() {
            rows[change.table, default: [:]][change.key] = change.value
        }
        return Int(sequence.rawValue - first.rawValue)
    }

    /// Compares table by table, key by key; returns the number of rows.
    func compare(
        with source: any RowSource, at sequence: SequenceNumber, isFrozen: Bool
    ) throws -> Int {
        var count = 0
        for table in StateTableID.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
            var expected = rows[table] ?? [:]
            count += expected.count
            var first: (key: [UInt8], kind: StateDifference.Kind)?
            for row in try source.rows(table, prefix: []) {
                guard let value = expected.removeValue(forKey: row.key) else {
                    first = (row.key, .surplus)
                    break
                }
                guard value == row.value else {
                    first = (row.key, .different)
                    break
                }
            }
            // Rows come in the order of keys: what was not met before the difference is missing.
            let missing = expected.keys.filter { key in
                first.map { key.lexicographicallyPrecedes($0.key) } ?? true
            }
            if let key = missing.min(by: { $0.lexicographicallyPrecedes($1) }) {
                first = (key, .missing)
            }
            if let first {
                throw StateDifference(
                    table: table, key: first.key, kind: first.kind, sequence: sequence,
                    isFrozen: isFrozen)
            }
        }
        return count
    }
}
