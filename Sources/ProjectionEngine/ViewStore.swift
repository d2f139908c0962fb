import EventStore
import LMDB
import Projections

/// Where projections keep their rows between runs: `views/`, an LMDB environment of its own.
///
/// Everything in it can be made again from the log. Two generations of rows lie side by side, so a
/// rebuild works beside the old states and takes their place in one transaction.
final class ViewStore: Sendable {
    /// One of the two places for rows.
    enum Generation: UInt8, Sendable {
        case first = 0
        case second = 1

        var other: Generation { self == .first ? .second : .first }
    }

    private struct Tables: Sendable {
        let meta: Table<[UInt8]>
        let first: Table<[UInt8]>
        let second: Table<[UInt8]>

        init(_ opener: borrowing TableOpener) throws {
            meta = try opener.table("meta")
            first = try opener.table("rows-0")
            second = try opener.table("rows-1")
        }

        subscript(generation: Generation) -> Table<[UInt8]> {
            generation == .first ? first : second
        }
    }

    private let environment: Environment
    private let tables: Tables
    /// Held as long as the store is open for writing.
    private let lock: FileLock?

    private static let activeKey = Array("active".utf8)
    private static let checkpointKey = Array("checkpoint".utf8)

    /// Opens the store for writing, and makes it where there is none.
    ///
    /// - Throws: `LMDBError`; of code `.locked` while another process writes it.
    static func openForWriting(_ path: String) throws -> ViewStore {
        let lock = try FileLock(path: path + ".lock")
        var configuration = Environment.Configuration()
        configuration.durability = .noMetaSync
        return try ViewStore(try openOrCreate(path, configuration), lock)
    }

    private static func openOrCreate(
        _ path: String, _ configuration: Environment.Configuration
    ) throws -> Environment {
        do throws(LMDBError) {
            return try Environment.openExisting(at: path, configuration: configuration)
        } catch {
            guard error.code == .missing else { throw error }
        }
        return try Environment.create(at: path, configuration: configuration)
    }

    /// Opens the store for reading; `nil` where there is none, or none that can be used.
    static func openForReading(_ path: String) -> ViewStore? {
        var configuration = Environment.Configuration()
        configuration.isReadOnly = true
        do {
            let environment = try Environment.openExisting(
                at: path, configuration: configuration)
            return try ViewStore(environment, nil)
        } catch {
            // States are a convenience: without them the log is folded from its beginning.
            return nil
        }
    }

    private init(_ environment: Environment, _ lock: FileLock?) throws {
        self.environment = environment
        self.lock = lock
        tables = try environment.openTables { try Tables($0) }
    }
}

// MARK: - Reading

extension ViewStore {
    /// The active generation and how far it has come.
    func state() throws -> (Generation, Checkpoint?) {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try state(in: transaction)
        }
    }

    private func state<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws -> (Generation, Checkpoint?) {
        let active = try tables.meta.value(for: Self.activeKey, in: transaction)?.first
        let checkpoint = try tables.meta.value(for: Self.checkpointKey, in: transaction)
        return (
            active.flatMap(Generation.init) ?? .first, checkpoint.flatMap(Checkpoint.init(stored:))
        )
    }

    /// Rows read one by one, each from the state committed last.
    func source(_ generation: Generation) -> some RowSource {
        LatestRows(environment: environment, table: tables[generation])
    }

    /// Lends the rows of the active generation as of one instant, with their checkpoint.
    ///
    /// The rows must not be used after `body` has returned.
    func withSnapshot<Result>(
        _ body: (any RowSource, Checkpoint?) throws -> Result
    ) throws -> Result {
        try environment.read { (transaction: borrowing ReadTransaction) throws -> Result in
            let (generation, checkpoint) = try state(in: transaction)
            return try unsafe withUnsafePointer(to: transaction) {
                (pointer: UnsafePointer<ReadTransaction>) throws -> Result in
                let rows = unsafe SnapshotRows(pointer, tables[generation])
                defer { rows.end() }
                return try body(rows, checkpoint)
            }
        }
    }
}

// MARK: - Writing

extension ViewStore {
    /// Writes rows and the checkpoint they bring, in one transaction, and makes their generation
    /// the active one.
    func commit(
        _ changes: [RowChange], _ checkpoint: Checkpoint, _ generation: Generation
    ) throws {
        try environment.write { (transaction: borrowing WriteTransaction) in
            try put(changes, generation, in: transaction)
            try tables.meta.put(Self.activeKey, [generation.rawValue], in: transaction)
            try tables.meta.put(Self.checkpointKey, checkpoint.stored, in: transaction)
        }
    }

    /// Writes rows of a rebuild, which nobody reads yet.
    func stage(_ changes: [RowChange], _ generation: Generation) throws {
        try environment.write { (transaction: borrowing WriteTransaction) in
            try put(changes, generation, in: transaction)
        }
    }

    /// Empties a generation that is not the active one.
    func clear(_ generation: Generation) throws {
        try environment.write { (transaction: borrowing WriteTransaction) in
            try tables[generation].clear(in: transaction)
        }
    }

    private func put(
        _ changes: [RowChange], _ generation: Generation,
        in transaction: borrowing WriteTransaction
    ) throws {
        let table = tables[generation]
        for change in changes {
            let key = [change.table.rawValue] + change.key
            if let value = change.value {
                try table.put(key, value, in: transaction)
            } else {
                try table.delete(key, in: transaction)
            }
        }
    }
}
