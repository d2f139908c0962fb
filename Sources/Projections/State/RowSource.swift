/// One stored row of a table.
package struct StoredRow: Sendable, Equatable {
    package let key: [UInt8]
    package let value: [UInt8]

    package init(key: [UInt8], value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// Where the rows of projections lie between folds: the engine's store, or nothing.
package protocol RowSource: Sendable {
    /// The row under `key`, or `nil` when there is none.
    func row(_ table: StateTableID, key: [UInt8]) throws -> [UInt8]?

    /// The rows whose key begins with `prefix`, in the order of their keys.
    func rows(_ table: StateTableID, prefix: [UInt8]) throws -> [StoredRow]
}

/// What a projection wants written: the last state of every row that changed since the last drain.
package struct RowChange: Sendable, Equatable {
    package let table: StateTableID
    package let key: [UInt8]
    /// `nil` removes the row.
    package let value: [UInt8]?

    package init(table: StateTableID, key: [UInt8], value: [UInt8]?) {
        self.table = table
        self.key = key
        self.value = value
    }
}
