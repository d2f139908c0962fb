import CLMDB

/// A named table whose key type is fixed where it is opened; rows lie in the byte order of keys.
///
/// A value of two words that may be kept and sent anywhere; what it reads lives in a transaction of
/// the environment that opened it. Made by ``Environment/openTables(_:)``.
package struct Table<Key: TableKey>: Sendable {
    package let name: String
    let id: MDB_dbi

    init(name: String, id: MDB_dbi) {
        self.name = name
        self.id = id
    }

    /// The number of rows; O(1).
    package func count<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(unsafe mdb_stat(transaction.handle, id, &statistics), "count rows of \(name)")
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
        var found = unsafe MDB_val()
        let code = key.withKeyBytes { bytes in
            unsafe bytes.withUnsafeBytes { bytes in
                var key = unsafe MDB_val(bytes)
                return unsafe mdb_get(transaction.handle, id, &key, &found)
            }
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code, "read from \(name)")
        return unsafe UnsafeRawBufferPointer(found)
    }
}

// MARK: - Writing

extension Table {
    /// Stores `value` under `key`, replacing what was there.
    package func put(
        _ key: Key, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try check(store(key, value, flags: 0, in: transaction), "put into \(name)")
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
        let code = store(key, value, flags: UInt32(MDB_NOOVERWRITE), in: transaction)
        if code == MDB_KEYEXIST { return false }
        try check(code, "insert into \(name)")
        return true
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
        try check(
            store(key, value, flags: UInt32(MDB_APPEND), in: transaction),
            "append to \(name)")
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
        transaction.checkNothingIsLent()
        let code = key.withKeyBytes { bytes in
            unsafe bytes.withUnsafeBytes { bytes in
                var key = unsafe MDB_val(bytes)
                return unsafe mdb_del(transaction.handle, id, &key, nil)
            }
        }
        if code == MDB_NOTFOUND { return false }
        try check(transaction.noting(code), "delete from \(name)")
        return true
    }

    /// Removes every row; the table stays.
    package func clear(in transaction: borrowing WriteTransaction) throws(LMDBError) {
        transaction.checkNothingIsLent()
        let code = unsafe mdb_drop(transaction.handle, id, 0)
        try check(transaction.noting(code), "clear \(name)")
    }

    private func store(
        _ key: Key, _ value: RawSpan, flags: UInt32, in transaction: borrowing WriteTransaction
    ) -> CInt {
        transaction.checkNothingIsLent()
        let code = key.withKeyBytes { key in
            unsafe key.withUnsafeBytes { key in
                unsafe value.withUnsafeBytes { value in
                    var key = unsafe MDB_val(key)
                    var value = unsafe MDB_val(value)
                    return unsafe mdb_put(transaction.handle, id, &key, &value, flags)
                }
            }
        }
        return transaction.noting(code)
    }
}

extension MDB_val {
    /// LMDB takes mutable pointers but only reads through them on get, put and delete.
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(
            mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
}

extension UnsafeRawBufferPointer {
    init(_ value: MDB_val) {
        unsafe self.init(start: value.mv_data, count: value.mv_size)
    }
}
