internal import HubSpotModel

/// A copy of all rows at one log position, kept so that a reading of the past need not begin at
/// the first event.
struct FrozenState: Equatable {
    /// The prefix of its chunks; given in the order of making, never twice.
    let id: UInt64
    let checkpoint: Checkpoint
}

/// When states are frozen, and which of them are kept.
///
/// Spacing is regular and doubles with the log, so that there are never many: up to ``keptMax`` of
/// the definitions in force, and as many of the ones before them.
package struct FreezePolicy: Sendable {
    package var keptMax = 32
    /// Events between two frozen states of a short log.
    package var eventsMin: UInt64 = 25_000
    /// A copy must not cost more than the fold that it saves.
    package var rowsPerEvent: UInt64 = 4

    package init() {}

    /// Events between two frozen states of a log that ends at `head`.
    ///
    /// - Parameter rows: in one state.
    func spacing(head: SequenceNumber, rows: Int) -> UInt64 {
        var spacing = max(1, eventsMin)
        while head.rawValue / spacing >= UInt64(keptMax) { spacing *= 2 }
        return max(spacing, UInt64(rows) / rowsPerEvent)
    }

    /// The states that are in the way once there are more than may be kept.
    ///
    /// - Parameters:
    ///   - states: all there are, oldest making first.
    ///   - fingerprint: of the definitions in force.
    func superfluous(
        _ states: [FrozenState], fingerprint: [UInt8], spacing: UInt64
    ) -> [FrozenState] {
        let current = states.filter { $0.checkpoint.fingerprint == fingerprint }
        let others = states.filter { $0.checkpoint.fingerprint != fingerprint }
        // Of other definitions the last ones in use: who comes back to them finds their states.
        let newest = others.last?.checkpoint.fingerprint
        let kept = others.filter { $0.checkpoint.fingerprint == newest }.suffix(keptMax)
        var drop = others.filter { !kept.contains($0) }
        guard current.count > keptMax else { return drop }
        var last: UInt64 = 0
        for state in current.sorted(by: { $0.checkpoint.sequence < $1.checkpoint.sequence }) {
            let position = state.checkpoint.sequence.rawValue
            if position >= last + spacing { last = position } else { drop.append(state) }
        }
        return drop
    }
}
