package import HubSpotModel
import LMDB

/// The only writer of a log; every commit is one transaction and at most one block.
///
/// Runs on a thread of its own, so that waiting for the disk never holds a thread of the pool. Holds
/// the lock of the data directory as long as it lives.
package actor LedgerWriter {
    private let executor: WriterExecutor
    private let store: LedgerStore
    private let lock: FileLock
    private let environment: LedgerEnvironment
    private let book: SymbolBook
    private let salts: SaltSource
    private let headFile: HeadFile
    private var head: LedgerHead
    private var counts: CountTable

    /// Reads the log that this writer writes; LMDB allows one environment a process.
    package nonisolated let reader: LedgerReader

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Opens an existing ledger for writing.
    ///
    /// - Throws: ``LedgerError``: `.noLedger`, `.foreign`, `.behind`, `.busy`, `.storage`.
    package static func open(
        _ directory: DataDirectory, _ environment: LedgerEnvironment
    ) throws(LedgerError) -> LedgerWriter {
        try LogDirectory.requireLog(directory)
        do {
            return try LedgerWriter(
                directory, environment, lock: try FileLock(path: directory.lock))
        } catch {
            throw LedgerError.of(error)
        }
    }

    /// Creates a ledger, and the data directory (0700) where absent.
    ///
    /// - Throws: ``LedgerError``: `.alreadyExists` where there is a log, `.busy`, `.storage`.
    package static func create(
        _ directory: DataDirectory, _ environment: LedgerEnvironment
    ) throws(LedgerError) -> LedgerWriter {
        do {
            try FilePresence.makeDirectory(directory.path)
            let lock = try FileLock(path: directory.lock)
            try LedgerCreation.create(directory, environment)
            return try LedgerWriter(directory, environment, lock: lock)
        } catch {
            throw LedgerError.of(error)
        }
    }

    private init(
        _ directory: DataDirectory, _ environment: LedgerEnvironment, lock: FileLock
    ) throws {
        try LogDirectory.removeRemains(directory)
        let store = try LedgerStore(
            directory, isReadOnly: false, mapSizeBytes: environment.mapSizeBytes)
        var symbols = SymbolTable()
        (head, counts) = try store.environment.read { transaction in
            let head = try store.tables.head(in: transaction)
            try store.tables.extend(&symbols, to: Int(head.symbols), in: transaction)
            return (head, try store.tables.counts(in: transaction))
        }
        executor = WriterExecutor(label: "hubledger.ledger-writer")
        self.store = store
        self.lock = lock
        self.environment = environment
        book = SymbolBook(symbols, storageClass: environment.storageClass)
        salts = SaltSource(environment.randomBytes)
        headFile = try HeadFile(path: directory.head)
        reader = LedgerReader(store)
    }
}

// MARK: - Committing

extension LedgerWriter {
    /// Runs `body` and commits what it did: its block, current images and sync state, or nothing.
    ///
    /// When this returns, everything is on disk. `body` must be repeatable: it runs again when the
    /// file has to grow.
    ///
    /// - Throws: What `body` throws, or ``LedgerError``. Nothing was written then.
    package func commit<Value: Sendable>(
        pass: SyncPass, run: UInt64,
        _ body: @Sendable (inout LedgerTransaction) throws -> Value
    ) throws -> Commit<Value> {
        let before = head
        let (value, after, countsAfter): (Value, LedgerHead, CountTable)
        do {
            (value, after, countsAfter) = try store.environment.write { transaction in
                book.rollBack()
                salts.rewind()
                return try unsafe withUnsafePointer(to: transaction) { pointer in
                    var ledger = unsafe LedgerTransaction(
                        pointer, tables: store.tables, book: book, salts: salts, head: before,
                        counts: counts, contents: BlockContents(pass: pass, run: run))
                    let value = try body(&ledger)
                    let counts = ledger.counts
                    return (value, try ledger.finish(now: environment.now()), counts)
                }
            }
        } catch {
            book.rollBack()
            salts.rewind()
            if let error = error as? LMDBError { throw LedgerError(error) }
            throw error
        }
        let eventCount = Int(after.sequence.rawValue - before.sequence.rawValue)
        if eventCount > 0 {
            // In-memory state moves after the commit, never before.
            head = after
            counts = countsAfter
            book.keep()
            salts.keep()
            headFile.write(after)
        }
        return Commit(value: value, eventCount: eventCount, head: after)
    }
}
