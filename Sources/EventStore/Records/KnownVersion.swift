package import HubSpotModel

/// One version of a property that the ledger has learned.
package struct KnownVersion: Hashable, Sendable {
    package let property: Symbol
    /// When it became true, epoch milliseconds.
    package let timestamp: Int64
    /// The place among the versions of this stamp, oldest first.
    package let place: UInt32
    package let value: StoredValue
}
