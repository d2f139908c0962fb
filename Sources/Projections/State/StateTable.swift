/// The rows of one table: read from their source when first asked for, kept, changed, drained.
///
/// A row that is not there and a row that was removed are both `nil`; an analyzer removes rows
/// that have become empty, so that taking everything back leaves nothing.
package struct StateTable<Key, Row>: Sendable
where Key: RowCodable & Hashable & Sendable, Row: RowCodable & Sendable {
    package let id: StateTableID
    /// Rows asked of the source since the table was made: the measure of what a fold touches.
    package private(set) var rowsRead = 0

    private struct Entry: Sendable {
        /// `nil` is a known absence.
        var row: Row?
        var isDirty = false
    }

    private let source: (any RowSource)?
    private var known: [Key: Entry] = [:]
    /// The keys of the dirty entries.
    private var dirty: [Key] = []
    /// Whether every stored row is known.
    private var isComplete: Bool

    package init(_ id: StateTableID, source: (any RowSource)?) {
        self.id = id
        self.source = source
        isComplete = source == nil
    }

    package mutating func row(_ key: Key) throws -> Row? {
        if let entry = known[key] { return entry.row }
        guard !isComplete else { return nil }
        let row = try stored(key)
        known[key] = Entry(row: row)
        return row
    }

    private mutating func stored(_ key: Key) throws -> Row? {
        guard !isComplete, let source else { return nil }
        rowsRead += 1
        return try source.row(id, key: key.storedBytes).map { try Row(stored: $0, of: id) }
    }

    /// Writes a row; `nil` removes it.
    package mutating func set(_ key: Key, to row: Row?) {
        if let index = known.index(forKey: key) {
            known.values[index].row = row
            markDirty(index)
        } else {
            known[key] = Entry(row: row, isDirty: true)
            dirty.append(key)
        }
    }

    /// Changes the row under `key` in place; `body` leaves `nil` to remove it.
    package mutating func update(_ key: Key, _ body: (inout Row?) -> Void) throws {
        if let index = known.index(forKey: key) {
            body(&known.values[index].row)
            markDirty(index)
        } else {
            var entry = Entry(row: try stored(key), isDirty: true)
            body(&entry.row)
            known[key] = entry
            dirty.append(key)
        }
    }

    private mutating func markDirty(_ index: Dictionary<Key, Entry>.Index) {
        guard !known.values[index].isDirty else { return }
        known.values[index].isDirty = true
        dirty.append(known.keys[index])
    }

    /// Reads every row that is not known yet.
    package mutating func loadAll() throws {
        guard !isComplete, let source else { return }
        for stored in try source.rows(id, prefix: []) {
            let key = try Key(stored: stored.key, of: id)
            guard known[key] == nil else { continue }
            rowsRead += 1
            known[key] = Entry(row: try Row(stored: stored.value, of: id))
        }
        isComplete = true
    }

    /// Every row, in no order.
    ///
    /// - Precondition: ``loadAll()`` was called.
    package func forEach(_ body: (Key, Row) throws -> Void) rethrows {
        precondition(isComplete, "all rows are asked for before they are loaded")
        for (key, entry) in known {
            if let row = entry.row { try body(key, row) }
        }
    }

    /// The number of rows that are known and present.
    package var count: Int { known.reduce(0) { $0 + ($1.value.row == nil ? 0 : 1) } }

    /// Appends the changed rows in the order of their keys, and forgets that they changed.
    package mutating func drain(into changes: inout [RowChange]) {
        var drained: [RowChange] = []
        drained.reserveCapacity(dirty.count)
        for key in dirty {
            let row = known[key]?.row
            drained.append(
                RowChange(table: id, key: key.storedBytes, value: row?.storedBytes))
            known[key] = row == nil && isComplete ? nil : Entry(row: row)
        }
        dirty = []
        drained.sort { $0.key.lexicographicallyPrecedes($1.key) }
        changes += drained
    }

    /// Drops every row from memory; they are read again when needed.
    package mutating func evict() throws(ProjectionError) {
        guard source != nil else { return }
        guard dirty.isEmpty else { throw .undrained }
        known = [:]
        isComplete = false
    }
}
