import CLMDB
import Glibc

/// What a scan does after a row.
package enum ScanStep: Sendable {
    case next
    case stop
}

/// Which way a scan walks.
package enum ScanDirection: Sendable {
    case ascending
    case descending
}

extension Table {
    /// Lends each row's key and value to `body`, from `start` on, until `body` says stop.
    ///
    /// Ascending starts at the first key not less than `start`, descending at the last key not
    /// greater; without `start` at the table's end. Bytes are lent for one call of `body`, which
    /// must not write to the environment. Cost: one descent, then 20–90 ns a row whatever its size.
    package func scan<Mode>(
        _ direction: ScanDirection = .ascending, from start: Key? = nil,
        in transaction: borrowing Transaction<Mode>,
        _ body: (_ key: RawSpan, _ value: RawSpan) throws -> ScanStep
    ) throws {
        let cursor = try Cursor(raw.id, name: name, in: transaction)
        var row = unsafe try cursor.seek(start, direction)
        let onward = direction == .ascending ? MDB_NEXT : MDB_PREV
        try transaction.lending {
            while let found = unsafe row,
                case .next = try body(unsafe found.key.bytes, unsafe found.value.bytes)
            {
                unsafe row = try cursor.move(onward)
            }
        }
    }

    /// The smallest key, or `nil` in an empty table.
    package func firstKey<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Key? {
        try endKey(MDB_FIRST, in: transaction)
    }

    /// The greatest key, or `nil` in an empty table.
    package func lastKey<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Key? {
        try endKey(MDB_LAST, in: transaction)
    }

    /// Decodes a key that ``scan(_:from:in:_:)`` lent.
    ///
    /// - Throws: ``LMDBError`` with code `.corrupted` when the bytes are no key of this table.
    package func key(_ bytes: RawSpan) throws(LMDBError) -> Key {
        guard let key = Key(keyBytes: bytes) else {
            throw LMDBError(
                .corrupted, operation: "read a key of \(name)",
                message: "\(bytes.byteCount) bytes are no \(Key.self)")
        }
        return key
    }

    /// Removes the rows from `first` up to, not including, `end`, and returns how many.
    ///
    /// Without `end`, to the end of the table.
    @discardableResult
    package func delete(
        from first: Key, upTo end: Key? = nil, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Int {
        transaction.checkNothingIsLent()
        let end = end?.withKeyBytes { $0.copied() }
        let cursor = try Cursor(raw.id, name: name, in: transaction)
        var row = unsafe try cursor.seek(first, .ascending)
        var deleted = 0
        while let found = unsafe row {
            if let end, unsafe !found.key.lexicographicallyPrecedes(end) { break }
            let code = transaction.noting(cursor.delete())
            try check(code, "delete from \(name)")
            deleted += 1
            // After a delete the cursor stands on the row that followed.
            unsafe row = try cursor.move(MDB_GET_CURRENT)
        }
        return deleted
    }

    private func endKey<Mode>(
        _ end: MDB_cursor_op, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Key? {
        let cursor = try Cursor(raw.id, name: name, in: transaction)
        guard let found = unsafe try cursor.move(end) else { return nil }
        return try key(unsafe found.key.bytes)
    }
}

/// A position in a table, closed when it goes out of scope, before its transaction ends.
@safe struct Cursor: ~Copyable {
    typealias Row = (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)

    private let handle: OpaquePointer
    private let name: String

    init<Mode>(
        _ table: MDB_dbi, name: String, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) {
        var opened: OpaquePointer?
        try check(
            unsafe mdb_cursor_open(transaction.handle, table, &opened), "open a cursor on \(name)")
        guard let opened = unsafe opened else {
            preconditionFailure("mdb_cursor_open set no cursor")
        }
        unsafe handle = opened
        self.name = name
    }

    deinit {
        unsafe mdb_cursor_close(handle)
    }

    /// Moves to where a scan in `direction` from `start` begins, or returns `nil` when that is past the end.
    func seek<Key: TableKey>(
        _ start: Key?, _ direction: ScanDirection
    ) throws(LMDBError) -> Row? {
        guard let start else {
            return unsafe try move(direction == .ascending ? MDB_FIRST : MDB_LAST)
        }
        return unsafe try start.withKeyBytes { bytes throws(LMDBError) -> Row? in
            let found = unsafe try moveToFirst(notLessThan: bytes)
            if direction == .ascending { return unsafe found }
            guard let found = unsafe found else { return unsafe try move(MDB_LAST) }
            let isStart = unsafe bytes.withUnsafeBytes { unsafe found.key.elementsEqual($0) }
            return unsafe isStart ? found : try move(MDB_PREV)
        }
    }

    /// Moves by `operation` and returns the row there, or `nil` past the end.
    func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Row? {
        var key = unsafe MDB_val()
        return unsafe try get(&key, operation)
    }

    func delete() -> CInt {
        unsafe mdb_cursor_del(handle, 0)
    }

    private func moveToFirst(notLessThan bytes: RawSpan) throws(LMDBError) -> Row? {
        unsafe try bytes.withUnsafeBytes { bytes throws(LMDBError) -> Row? in
            var key = unsafe MDB_val(bytes)
            return unsafe try get(&key, MDB_SET_RANGE)
        }
    }

    private func get(_ key: inout MDB_val, _ operation: MDB_cursor_op) throws(LMDBError) -> Row? {
        var value = unsafe MDB_val()
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        // GET_CURRENT after deleting the last row answers EINVAL in 0.9.24.
        if code == MDB_NOTFOUND || (code == EINVAL && operation == MDB_GET_CURRENT) { return nil }
        try check(code, "scan \(name)")
        return unsafe (UnsafeRawBufferPointer(key), UnsafeRawBufferPointer(value))
    }
}
