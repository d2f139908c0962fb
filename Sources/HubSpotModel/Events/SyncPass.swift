/// Which pass of a run saw a change.
///
/// The raw value is stored in block headers; changing one is a format change.
package enum SyncPass: UInt8, Sendable, CaseIterable {
    case backfill = 1
    case refresh = 2
    case trailing = 3
    case reconcile = 4
    /// The ledger itself: the end of a run, an erasure.
    case ledger = 5

    package var name: String {
        switch self {
        case .backfill: "backfill"
        case .refresh: "refresh"
        case .trailing: "trailing"
        case .reconcile: "reconcile"
        case .ledger: "ledger"
        }
    }
}
