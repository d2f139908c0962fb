import CLMDB

/// A named table whose key type is fixed where it is opened; rows lie in the byte order of keys.
///
/// A small value that may be kept and sent anywhere; what it reads lives in a transaction of the
/// environment that opened it. Made by ``Environment/openTables(_:)``.
package struct Table<Key: TableKey>: Sendable {
    let raw: RawTable

    package var name: String { raw.name }

    init(name: String, id: MDB_dbi) {
        raw = RawTable(name: name, id: id)
    }

    /// The number of rows; O(1).
    package func count<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(unsafe mdb_stat(transaction.handle, raw.id, &statistics), "count rows of \(name)")
        return statistics.ms_entries
    }
}

// MARK: - Reading

extension Table {
    /// Lends the bytes stored under `key`, without copying, for the duration of `body`.
    ///
    /// `body` must not write to the environment: that is a programmer error and stops the program.
    ///
    /// - Returns: What `body` returned, or `nil` when the key is absent.
    package func withValue<Mode, Result>(
        for key: Key, in transaction: borrowing Transaction<Mode>,
        _ body: (RawSpan) throws -> Result
    ) throws -> Result? {
        guard let found = unsafe try find(key, in: transaction) else { return nil }
        return try transaction.lending { try body(unsafe found.bytes) }
    }

    /// A copy of the bytes stored under `key`, or `nil` when the key is absent.
    package func value<Mode>(
        for key: Key, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> [UInt8]? {
        guard let found = unsafe try find(key, in: transaction) else { return nil }
        return unsafe [UInt8](found)
    }

    /// Whether a row has this key.
    package func contains<Mode>(
        _ key: Key, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Bool {
        unsafe try find(key, in: transaction) != nil
    }

    private func find<Mode>(
        _ key: Key, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> UnsafeRawBufferPointer? {
        unsafe try key.withKeyBytes { key throws(LMDBError) in
            unsafe try raw.find(key, in: transaction)
        }
    }
}

// MARK: - Writing

extension Table {
    /// Stores `value` under `key`, replacing what was there.
    package func put(
        _ key: Key, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try key.withKeyBytes { key throws(LMDBError) in
            try raw.put(key, value, in: transaction)
        }
    }

    /// Stores `value` under `key`, replacing what was there.
    package func put(
        _ key: Key, _ value: [UInt8], in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try put(key, unsafe value.span.bytes, in: transaction)
    }

    /// Stores `value` under `key` unless the key exists, and returns whether it did.
    package func insert(
        _ key: Key, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        try key.withKeyBytes { key throws(LMDBError) in
            try raw.insert(key, value, in: transaction)
        }
    }

    /// Stores `value` under `key` unless the key exists, and returns whether it did.
    package func insert(
        _ key: Key, _ value: [UInt8], in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        try insert(key, unsafe value.span.bytes, in: transaction)
    }

    /// Stores `value` under a key greater than every key of the table; LMDB skips the search.
    ///
    /// - Throws: ``LMDBError`` with code `.keyExists` when `key` is not the greatest. The
    ///   transaction stays usable.
    package func append(
        _ key: Key, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try key.withKeyBytes { key throws(LMDBError) in
            try raw.append(key, value, in: transaction)
        }
    }

    /// Stores `value` under a key greater than every key of the table; see the span variant.
    package func append(
        _ key: Key, _ value: [UInt8], in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try append(key, unsafe value.span.bytes, in: transaction)
    }

    /// Removes the row of `key`, and returns whether there was one.
    @discardableResult
    package func delete(
        _ key: Key, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        try key.withKeyBytes { key throws(LMDBError) in try raw.delete(key, in: transaction) }
    }

    /// Removes every row; the table stays.
    package func clear(in transaction: borrowing WriteTransaction) throws(LMDBError) {
        try raw.clear(in: transaction)
    }
}
