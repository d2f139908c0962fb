import EventStore
import HubSpotModel
import Projections

/// What `views/` holds as of one instant: the live state, the frozen ones, and where the log
/// speaks of the account and the pipelines.
struct StoredStates {
    /// How far the live state has come; `nil` where there is none.
    let live: Checkpoint?
    let frozen: [FrozenState]
    /// The first sequence numbers of the blocks, up to the live state, that speak of the account
    /// or of a pipeline, ascending.
    let referenceBlocks: [SequenceNumber]
    private let makeSource: (FrozenState?) -> any RowSource

    init(
        live: Checkpoint?, frozen: [FrozenState], referenceBlocks: [SequenceNumber],
        source: @escaping (FrozenState?) -> any RowSource
    ) {
        self.live = live
        self.frozen = frozen
        self.referenceBlocks = referenceBlocks
        makeSource = source
    }

    /// The rows of a frozen state, or of the live one for `nil`.
    func source(_ state: FrozenState?) -> any RowSource { makeSource(state) }

    /// The nearest state at or before a position that was made with the same definitions from the
    /// same log.
    ///
    /// - Parameter position: `nil` for the head.
    func nearest(
        to position: SequenceNumber?, fingerprint: [UInt8], in reader: LedgerReader
    ) throws -> (checkpoint: Checkpoint, source: any RowSource)? {
        var candidates: [(checkpoint: Checkpoint, state: FrozenState?)] =
            frozen.map { ($0.checkpoint, $0) }
        if let live { candidates.append((live, nil)) }
        candidates = candidates.filter { candidate in
            candidate.checkpoint.fingerprint == fingerprint
                && position.map { candidate.checkpoint.sequence <= $0 } ?? true
        }
        for candidate in candidates.sorted(by: { $0.checkpoint.sequence > $1.checkpoint.sequence })
        where try reader.holds(candidate.checkpoint) {
            return (candidate.checkpoint, source(candidate.state))
        }
        return nil
    }
}
