import CLMDB
import Glibc
import Synchronization

/// An open LMDB environment: one directory, one memory-mapped file, many readers, one writer.
///
/// LMDB allows many threads to share an environment, so this type is `Sendable`. Transactions are
/// not: a write transaction belongs to the thread that began it. ``write(_:)`` and ``read(_:)`` keep
/// that rule by lending the transaction to a synchronous closure, which cannot suspend and therefore
/// cannot change thread. A directory is open at most once in a process; that is checked.
///
/// Source: lmdb.h, "Caveats" and `mdb_env_open`.
@safe package final class Environment: Sendable {
    /// The directory, as given when opening.
    package let path: String
    package let configuration: Configuration

    // The pointer never changes and LMDB synchronises access to what it points at.
    nonisolated(unsafe) let handle: OpaquePointer
    private let gate = ResizeGate()
    /// A resize left the environment without a map: nothing may touch it any more.
    private let isUnusable = Atomic<Bool>(false)
    private let registration: OpenDirectory

    /// Takes over an opened handle; see ``create(at:configuration:)`` and ``openExisting(at:configuration:)``.
    init(
        handle: OpaquePointer, path: String, configuration: Configuration,
        registration: consuming OpenDirectory
    ) {
        unsafe self.handle = handle
        self.path = path
        self.configuration = configuration
        self.registration = registration
    }

    deinit {
        unsafe mdb_env_close(handle)
    }
}

// MARK: - Transactions

extension Environment {
    /// Runs `body` on a snapshot.
    ///
    /// Keep it short, below 50 ms: an open reader stops LMDB reusing pages, and a file that must
    /// grow waits for it. Nothing lent may leave `body`; copy or decode it there.
    ///
    /// - Throws: What `body` throws, or ``LMDBError``.
    package func read<Result>(
        file: StaticString = #fileID, line: UInt = #line,
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result {
        while true {
            let timer = TransactionTimer(isWrite: false)
            defer { timer.end(configuration, file: file, line: line) }
            if case .done(let result) = try attempt(keepingHandles: false, body) { return result }
            try adoptMapSizeOfOtherProcess()
        }
    }

    /// A read whose table handles stay open after it.
    func readCommitting<Result>(
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result {
        while true {
            if case .done(let result) = try attempt(keepingHandles: true, body) { return result }
            try adoptMapSizeOfOtherProcess()
        }
    }

    /// Copies the last committed state, without free pages, to an open descriptor.
    func copy(to descriptor: CInt, naming path: String) throws(LMDBError) {
        while true {
            gate.enter()
            let code = unsafe mdb_env_copyfd2(handle, descriptor, UInt32(MDB_CP_COMPACT))
            gate.leave()
            if code == MDB_MAP_RESIZED {  // Found before the first byte was written.
                try adoptMapSizeOfOtherProcess()
                continue
            }
            return try check(code, "copy \(self.path) to \(path)")
        }
    }

    /// Runs `body` in the one write transaction, commits if it returns, aborts if it throws.
    ///
    /// When this returns, what `body` wrote is on disk (unless the environment was opened with less
    /// durability). `body` must be repeatable: when the map is full, the transaction is aborted, the
    /// map is doubled once no transaction is open, and `body` runs again from the start. Blocks
    /// while another thread or process writes.
    ///
    /// - Throws: What `body` throws, or ``LMDBError``. Nothing was written then.
    @discardableResult
    package func write<Result>(
        file: StaticString = #fileID, line: UInt = #line,
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        while true {
            let timer = TransactionTimer(isWrite: true)
            defer { timer.end(configuration, file: file, line: line) }
            switch try attempt(body) {
            case .done(let result): return result
            case .mapFull(let sizeBytes): try grow(from: sizeBytes)
            case .mapResized: try adoptMapSizeOfOtherProcess()
            }
        }
    }

    private enum Attempt<Result> {
        case done(Result)
        case mapFull(sizeBytes: Int)
        case mapResized
    }

    private func attempt<Result>(
        keepingHandles: Bool, _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Attempt<Result> {
        gate.enter()
        defer { gate.leave() }
        guard let handle = unsafe try begin(flags: UInt32(MDB_RDONLY)) else { return .mapResized }
        let transaction = unsafe ReadTransaction(handle: handle, progress: nil)
        let result = try body(transaction)
        if keepingHandles { try transaction.commit() }
        return .done(result)
    }

    private func attempt<Result>(
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Attempt<Result> {
        gate.enter()
        defer { gate.leave() }
        guard let handle = unsafe try begin(flags: 0) else { return .mapResized }
        let sizeBytes = mapSizeBytes
        var progress = WriteProgress()
        do {
            return unsafe try withUnsafeMutablePointer(to: &progress) { progress in
                let transaction = unsafe WriteTransaction(handle: handle, progress: progress)
                let result = try body(transaction)
                // A body may swallow the error of a full map; the transaction is dead all the same.
                if unsafe progress.pointee.isMapFull { return .mapFull(sizeBytes: sizeBytes) }
                try transaction.commit()
                unsafe FileExtent.cover(self.handle)
                return .done(result)
            }
        } catch {
            if progress.isMapFull { return .mapFull(sizeBytes: sizeBytes) }
            throw error
        }
    }

    /// Begins a transaction; `nil` means that another process has grown the file.
    private func begin(flags: UInt32) throws(LMDBError) -> OpaquePointer? {
        guard !isUnusable.load(ordering: .acquiring) else {
            throw LMDBError(
                .panicked, operation: "begin a transaction",
                message: "the environment lost its map when it was resized")
        }
        var transaction: OpaquePointer?
        var code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        if code == MDB_READERS_FULL {
            try clearStaleReaders()
            code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        }
        if code == MDB_MAP_RESIZED { return nil }
        try check(code, "begin a transaction in \(path)")
        return unsafe transaction
    }
}

// MARK: - Size

extension Environment {
    private var mapSizeBytes: Int {
        var info = unsafe MDB_envinfo()
        unsafe mdb_env_info(handle, &info)
        return unsafe info.me_mapsize
    }

    /// Doubles the map, unless it is larger than `sizeBytes` by now.
    private func grow(from sizeBytes: Int) throws(LMDBError) {
        let wasAlone: Void? = try gate.alone { () throws(LMDBError) in
            let current = mapSizeBytes
            guard current <= sizeBytes else { return }
            let larger = min(current * 2, configuration.mapSizeBytesMax)
            guard larger > current, Self.hasAddressSpace(larger) else {
                throw LMDBError(
                    .mapFull, operation: "grow \(path)", message: "the map is full at \(current) B")
            }
            try setMapSize(larger)
        }
        if wasAlone == nil {
            throw LMDBError(
                .mapFull, operation: "grow \(path)",
                message: "this thread has another transaction open")
        }
    }

    private func adoptMapSizeOfOtherProcess() throws(LMDBError) {
        let wasAlone: Void? = try gate.alone { () throws(LMDBError) in try setMapSize(0) }
        if wasAlone == nil {
            throw LMDBError(
                .mapFull, operation: "follow the growth of \(path)",
                message: "this thread has another transaction open")
        }
    }

    /// Sets the size while no transaction of this process is open; 0 takes over the file's own size.
    private func setMapSize(_ sizeBytes: Int) throws(LMDBError) {
        let code = unsafe mdb_env_set_mapsize(handle, sizeBytes)
        if code != MDB_SUCCESS && code != EINVAL {
            // LMDB unmaps first: after a failure it has no map, and any call would fault.
            isUnusable.store(true, ordering: .releasing)
        }
        try check(code, "resize the map of \(path)")
    }

    /// Whether this process could map so much more, tried with pages that nothing can touch.
    private static func hasAddressSpace(_ sizeBytes: Int) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let probe = unsafe mmap(nil, sizeBytes, PROT_NONE, flags, -1, 0)
        guard unsafe probe != MAP_FAILED else { return false }
        unsafe munmap(probe, sizeBytes)
        return true
    }

    /// Frees the reader slots of processes that died, and returns how many.
    @discardableResult
    package func clearStaleReaders() throws(LMDBError) -> Int {
        var cleared: CInt = 0
        try check(unsafe mdb_reader_check(handle, &cleared), "clear the dead readers of \(path)")
        return Int(cleared)
    }
}
