package import HubSpotModel

/// One link of a record, as the ledger knows it.
package struct RecordLink: Hashable, Sendable {
    package let target: RecordID
    /// Symbols of `AssociationType.symbolText`, in the order of `AssociationType`; never empty.
    package let types: [Symbol]

    package init(target: RecordID, types: [Symbol]) {
        self.target = target
        self.types = types
    }
}
