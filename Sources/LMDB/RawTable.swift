import CLMDB

/// A table of bytes: what ``Table`` does once its key is bytes.
///
/// Split off so that the calls of the hot tables are compiled once, for bytes, and not looked up
/// through the key type.
struct RawTable: Sendable {
    let name: String
    let id: MDB_dbi
}

extension RawTable {
    func find<Mode>(
        _ key: RawSpan, in transaction: borrowing Transaction<Mode>
    ) throws(LMDBError) -> UnsafeRawBufferPointer? {
        var found = unsafe MDB_val()
        let code = unsafe key.withUnsafeBytes { bytes in
            var key = unsafe MDB_val(bytes)
            return unsafe mdb_get(transaction.handle, id, &key, &found)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code, "read from \(name)")
        return unsafe UnsafeRawBufferPointer(found)
    }

    func put(
        _ key: RawSpan, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try check(store(key, value, flags: 0, in: transaction), "put into \(name)")
    }

    func append(
        _ key: RawSpan, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) {
        try check(
            store(key, value, flags: UInt32(MDB_APPEND), in: transaction), "append to \(name)")
    }

    func insert(
        _ key: RawSpan, _ value: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        let code = store(key, value, flags: UInt32(MDB_NOOVERWRITE), in: transaction)
        if code == MDB_KEYEXIST { return false }
        try check(code, "insert into \(name)")
        return true
    }

    func delete(
        _ key: RawSpan, in transaction: borrowing WriteTransaction
    ) throws(LMDBError) -> Bool {
        transaction.checkNothingIsLent()
        let code = unsafe key.withUnsafeBytes { bytes in
            var key = unsafe MDB_val(bytes)
            return unsafe mdb_del(transaction.handle, id, &key, nil)
        }
        if code == MDB_NOTFOUND { return false }
        try check(transaction.noting(code), "delete from \(name)")
        return true
    }

    func clear(in transaction: borrowing WriteTransaction) throws(LMDBError) {
        transaction.checkNothingIsLent()
        let code = unsafe mdb_drop(transaction.handle, id, 0)
        try check(transaction.noting(code), "clear \(name)")
    }

    private func store(
        _ key: RawSpan, _ value: RawSpan, flags: UInt32,
        in transaction: borrowing WriteTransaction
    ) -> CInt {
        transaction.checkNothingIsLent()
        let code = unsafe key.withUnsafeBytes { key in
            unsafe value.withUnsafeBytes { value in
                var key = unsafe MDB_val(key)
                var value = unsafe MDB_val(value)
                return unsafe mdb_put(transaction.handle, id, &key, &value, flags)
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
