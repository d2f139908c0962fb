import LMDB
import Projections

/// The rows of a frozen state, as of one transaction that someone else holds open.
@safe final class FrozenRows: RowSource, @unchecked Sendable {
    // Used only inside the closure that the transaction was lent to, by one thread at a time;
    // `end` takes it away before the closure returns.
    private var transaction: UnsafePointer<ReadTransaction>?
    private let table: Table<[UInt8]>
    private let prefix: [UInt8]

    init(_ transaction: UnsafePointer<ReadTransaction>, _ table: Table<[UInt8]>, state: UInt64) {
        unsafe self.transaction = unsafe transaction
        self.table = table
        prefix = state.bigEndianBytes
    }

    func end() { unsafe transaction = nil }

    func row(_ id: StateTableID, key: [UInt8]) throws -> [UInt8]? {
        let wanted = [id.rawValue] + key
        var found: [UInt8]?
        try forEachRow(from: wanted) { key, value in
            let order = key.comparison(with: wanted)
            if order == 0 { found = value.copied() }
            return order < 0
        }
        return found
    }

    func rows(_ id: StateTableID, prefix: [UInt8]) throws -> [StoredRow] {
        let wanted = [id.rawValue] + prefix
        var rows: [StoredRow] = []
        try forEachRow(from: wanted) { key, value in
            if key.begins(with: wanted) {
                rows.append(
                    StoredRow(
                        key: key.extracting(1..<key.byteCount).copied(), value: value.copied()))
                return true
            }
            return key.comparison(with: wanted) < 0
        }
        return rows
    }

    /// Lends rows in order, from the chunk that can hold `start` on, until `body` answers false.
    private func forEachRow(
        from start: [UInt8], _ body: (RawSpan, RawSpan) throws -> Bool
    ) throws {
        guard let transaction = unsafe transaction else {
            preconditionFailure("rows of a frozen state are read after it ended")
        }
        var first = prefix
        try unsafe table.scan(.descending, from: prefix + start, in: transaction.pointee) {
            key, _ in
            // The last chunk that begins at or before the row; in front of all there is none.
            if key.begins(with: prefix) { first = key.copied() }
            return .stop
        }
        try unsafe table.scan(from: first, in: transaction.pointee) { key, chunk in
            guard key.begins(with: prefix) else { return .stop }
            let isMore = try FrozenChunk.forEachRow(chunk, body)
            guard let isMore else { throw ProjectionError.corruptRow(table: "frozen") }
            return isMore ? .next : .stop
        }
    }
}

extension UInt64 {
    var bigEndianBytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) }
    }

    init?(bigEndianBytes bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
