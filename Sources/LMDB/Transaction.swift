import CLMDB

/// What a transaction may do; the cases are uninhabited and exist only in signatures.
package protocol TransactionMode {}
package enum ReadOnly: TransactionMode {}
package enum ReadWrite: TransactionMode {}

/// A snapshot of the environment to look at.
package typealias ReadTransaction = Transaction<ReadOnly>
/// The one transaction of the environment that may change it.
package typealias WriteTransaction = Transaction<ReadWrite>

/// An open LMDB transaction.
///
/// Not copyable, so it has one owner and one end: `commit()` consumes it, and letting it go out of
/// scope aborts it. Not `Sendable`, so a write stays on the thread that began it.
@safe package struct Transaction<Mode: TransactionMode>: ~Copyable {
    let handle: OpaquePointer
    /// What a write has to remember, on the stack of ``Environment/write(_:)``; `nil` in a read.
    private let progress: UnsafeMutablePointer<WriteProgress>?

    init(handle: OpaquePointer, progress: UnsafeMutablePointer<WriteProgress>?) {
        unsafe self.handle = handle
        unsafe self.progress = progress
    }

    deinit {
        unsafe mdb_txn_abort(handle)
    }
}

extension Transaction {
    /// Ends the transaction and keeps what it did, durably where it wrote.
    consuming func commit() throws(LMDBError) {
        let handle = unsafe handle
        let progress = unsafe progress
        discard self  // mdb_txn_commit frees the handle even when it fails: never abort after it.
        let code = unsafe mdb_txn_commit(handle)
        if code == MDB_MAP_FULL { unsafe progress?.pointee.isMapFull = true }
        try check(code, "commit")
    }

    /// Remembers what a writing call returned, and passes it on.
    @inline(__always)
    func noting(_ code: CInt) -> CInt {
        if code == MDB_MAP_FULL { unsafe progress?.pointee.isMapFull = true }
        return code
    }

    /// Runs `body` with bytes of the map lent to it; a write inside would move them.
    @inline(__always)
    func lending<Result>(_ body: () throws -> Result) rethrows -> Result {
        unsafe progress?.pointee.valuesLent += 1
        defer { unsafe progress?.pointee.valuesLent -= 1 }
        return try body()
    }

    @inline(__always)
    func checkNothingIsLent() {
        precondition(
            unsafe progress?.pointee.valuesLent ?? 0 == 0,
            "a table was written while one of its values was lent to a closure")
    }
}

/// What one write transaction remembers between its calls.
struct WriteProgress {
    /// A call ran out of map: the transaction is dead, and the write is repeated with more.
    var isMapFull = false
    /// Values lent to a closure right now.
    var valuesLent = 0
}
