import EventStore
import HubSpotModel
import LMDB
import Projections

/// Where projections keep their rows between runs: `views/`, an LMDB environment of its own.
///
/// Everything in it can be made again from the log. Two generations of rows lie side by side, so a
/// rebuild works beside the old states and takes their place in one transaction. Beside them lie
/// frozen states: copies of all rows at regular log positions.
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
        let frozen: Table<[UInt8]>

        init(_ opener: borrowing TableOpener) throws {
            meta = try opener.table("meta")
            first = try opener.table("rows-0")
            second = try opener.table("rows-1")
            frozen = try opener.table("frozen")
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
    /// Eight bytes, big-endian, for each block that speaks of the account or of a pipeline.
    private static let referencesKey = Array("references".utf8)
    /// Followed by the id of a frozen state; the value is its checkpoint.
    private static let frozenKey = Array("frozen/".utf8)

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

    /// Lends what is stored as of one instant.
    ///
    /// The rows must not be used after `body` has returned.
    func withSnapshot<Result>(_ body: (StoredStates) throws -> Result) throws -> Result {
        try environment.read { (transaction: borrowing ReadTransaction) throws -> Result in
            let (generation, checkpoint) = try state(in: transaction)
            let frozen = try frozenStates(in: transaction)
            let references = try referenceBlocks(in: transaction)
            return try unsafe withUnsafePointer(to: transaction) {
                (pointer: UnsafePointer<ReadTransaction>) throws -> Result in
                let live = unsafe SnapshotRows(pointer, tables[generation])
                let chunks = tables.frozen
                var lent: [FrozenRows] = []
                defer {
                    live.end()
                    for rows in lent { rows.end() }
                }
                return try body(
                    StoredStates(
                        live: checkpoint, frozen: frozen, referenceBlocks: references
                    ) { state in
                        guard let state else { return live }
                        let rows = unsafe FrozenRows(pointer, chunks, state: state.id)
                        lent.append(rows)
                        return rows
                    })
            }
        }
    }

    /// The frozen states, oldest making first.
    func frozenStates() throws -> [FrozenState] {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try frozenStates(in: transaction)
        }
    }

    private func frozenStates<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws -> [FrozenState] {
        var states: [FrozenState] = []
        try tables.meta.scan(from: Self.frozenKey, in: transaction) { key, value in
            guard key.begins(with: Self.frozenKey) else { return .stop }
            let id = UInt64(bigEndianBytes: key.copied().dropFirst(Self.frozenKey.count))
            if let id, let checkpoint = Checkpoint(stored: value.copied()) {
                states.append(FrozenState(id: id, checkpoint: checkpoint))
            }
            return .next
        }
        return states
    }

    /// The blocks, up to the checkpoint, that speak of the account or of a pipeline.
    func referenceBlocks() throws -> [SequenceNumber] {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try referenceBlocks(in: transaction)
        }
    }

    private func referenceBlocks<Mode>(
        in transaction: borrowing Transaction<Mode>
    ) throws -> [SequenceNumber] {
        let bytes = try tables.meta.value(for: Self.referencesKey, in: transaction) ?? []
        return stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).compactMap {
            UInt64(bigEndianBytes: bytes[$0..<$0 + 8]).map { SequenceNumber($0) }
        }
    }
}

// MARK: - Writing

extension ViewStore {
    /// Writes rows and the checkpoint they bring, in one transaction, and makes their generation
    /// the active one.
    ///
    /// - Parameter references: the blocks up to the checkpoint that speak of the account or of a
    ///   pipeline.
    func commit(
        _ changes: [RowChange], _ checkpoint: Checkpoint, _ generation: Generation,
        references: [SequenceNumber]
    ) throws {
        try environment.write { (transaction: borrowing WriteTransaction) in
            try put(changes, generation, in: transaction)
            try tables.meta.put(Self.activeKey, [generation.rawValue], in: transaction)
            try tables.meta.put(Self.checkpointKey, checkpoint.stored, in: transaction)
            try tables.meta.put(
                Self.referencesKey, references.flatMap(\.rawValue.bigEndianBytes),
                in: transaction)
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

// MARK: - Freezing

extension ViewStore {
    /// Chunks gathered before they are written: bounds the memory of a copy.
    private static let chunksPerPage = 64

    /// The number of rows of a generation.
    func rowCount(_ generation: Generation) throws -> Int {
        try environment.read { (transaction: borrowing ReadTransaction) in
            try tables[generation].count(in: transaction)
        }
    }

    /// Copies the rows of a generation, which must stand at `checkpoint`, and forgets the frozen
    /// states that `superfluous` names of all there are then; one transaction.
    func freeze(
        _ generation: Generation, at checkpoint: Checkpoint,
        superfluous: ([FrozenState]) -> [FrozenState]
    ) throws {
        try environment.write { (transaction: borrowing WriteTransaction) in
            var states = try frozenStates(in: transaction)
            // A state of the same position and definitions is replaced.
            for state in states where state.checkpoint == checkpoint {
                try forget(state, in: transaction)
            }
            states.removeAll { $0.checkpoint == checkpoint }
            let last = try tables.frozen.lastKey(in: transaction)
            let lastID = last.flatMap { UInt64(bigEndianBytes: $0.prefix(8)) } ?? 0
            let state = FrozenState(
                id: max(lastID, states.map(\.id).max() ?? 0) + 1, checkpoint: checkpoint)
            try copy(generation, to: state.id, in: transaction)
            try tables.meta.put(
                Self.frozenKey + state.id.bigEndianBytes, checkpoint.stored, in: transaction)
            states.append(state)
            for state in superfluous(states) { try forget(state, in: transaction) }
        }
    }

    private func forget(
        _ state: FrozenState, in transaction: borrowing WriteTransaction
    ) throws {
        try tables.meta.delete(Self.frozenKey + state.id.bigEndianBytes, in: transaction)
        try tables.frozen.delete(
            from: state.id.bigEndianBytes, upTo: (state.id + 1).bigEndianBytes, in: transaction)
    }

    private func copy(
        _ generation: Generation, to state: UInt64, in transaction: borrowing WriteTransaction
    ) throws {
        var next: [UInt8]? = [0]
        while let start = next {
            next = nil
            var chunks: [(key: [UInt8], rows: [UInt8])] = []
            try tables[generation].scan(from: start, in: transaction) { key, value in
                let size = FrozenChunk.size(key, value)
                if chunks.isEmpty
                    || chunks[chunks.count - 1].rows.count + size > FrozenChunk.bytesMax
                {
                    if chunks.count == Self.chunksPerPage {
                        next = key.copied()
                        return .stop
                    }
                    chunks.append((state.bigEndianBytes + key.copied(), []))
                }
                FrozenChunk.append(key, value, to: &chunks[chunks.count - 1].rows)
                return .next
            }
            for chunk in chunks { try tables.frozen.append(chunk.key, chunk.rows, in: transaction) }
        }
    }
}
