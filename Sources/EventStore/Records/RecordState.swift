/// Where a record stands in the portal, as far as the ledger knows.
///
/// The raw value is stored in `current`; changing one is a format change.
package enum RecordState: UInt8, Sendable, CaseIterable {
    case live = 1
    /// In HubSpot's bin; may come back.
    case archived = 2
    /// Absorbed by another record.
    case merged = 3
    /// Gone from the portal for good.
    case purged = 4

    /// The name in JSON.
    package var name: String {
        switch self {
        case .live: "live"
        case .archived: "archived"
        case .merged: "merged"
        case .purged: "purged"
        }
    }
}
