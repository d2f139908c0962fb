import LMDB
import Projections
import Synchronization

/// Reads rows one by one, each in a transaction of its own; for the one writer of the store.
struct LatestRows: RowSource {
    let environment: Environment
    let table: Table<[UInt8]>

    func row(_ id: StateTableID, key: [UInt8]) throws -> [UInt8]? {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try table.value(for: [id.rawValue] + key, in: transaction)
        }
    }

    func rows(_ id: StateTableID, prefix: [UInt8]) throws -> [StoredRow] {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try table.rows([id.rawValue] + prefix, in: transaction)
        }
    }
}

/// Reads rows as of one transaction that someone else holds open.
@safe final class SnapshotRows: RowSource, @unchecked Sendable {
    // Used only inside the closure that the transaction was lent to, by one thread at a time;
    // `end` takes it away before the closure returns.
    private var transaction: UnsafePointer<ReadTransaction>?
    private let table: Table<[UInt8]>

    init(_ transaction: UnsafePointer<ReadTransaction>, _ table: Table<[UInt8]>) {
        unsafe self.transaction = unsafe transaction
        self.table = table
    }

    func end() { unsafe transaction = nil }

    func row(_ id: StateTableID, key: [UInt8]) throws -> [UInt8]? {
        guard let transaction = unsafe transaction else {
            preconditionFailure("rows of a snapshot are read after it ended")
        }
        return try unsafe table.value(for: [id.rawValue] + key, in: transaction.pointee)
    }

    func rows(_ id: StateTableID, prefix: [UInt8]) throws -> [StoredRow] {
        guard let transaction = unsafe transaction else {
            preconditionFailure("rows of a snapshot are read after it ended")
        }
        return try unsafe table.rows([id.rawValue] + prefix, in: transaction.pointee)
    }
}

extension Table<[UInt8]> {
    /// The rows whose key begins with `prefix`; their keys without the first byte, the table's.
    fileprivate func rows<Mode>(
        _ prefix: [UInt8], in transaction: borrowing Transaction<Mode>
    ) throws -> [StoredRow] {
        var rows: [StoredRow] = []
        try scan(from: prefix, in: transaction) { key, value in
            let bytes = try self.key(key)
            guard bytes.starts(with: prefix) else { return .stop }
            rows.append(
                StoredRow(key: Array(bytes.dropFirst()), value: value.copied()))
            return .next
        }
        return rows
    }
}
