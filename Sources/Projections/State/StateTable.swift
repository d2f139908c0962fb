/// The rows of one table: read from their source when first asked for, kept, changed, drained.
///
/// A row that is not there and a row that was removed are both `nil`; an analyzer removes rows
/// that have become empty, so that taking everything back leaves nothing.
package struct StateTable<Key, Row>: Sendable
where Key: RowCodable & Hashable & Sendable, Row: RowCodable & Sendable {
    package let id: StateTableID
    /// Rows asked of the source since the table was made: the measure of what a fold touches.
    package private(set) var rowsRead = 0

    private let source: (any RowSource)?
    /// Known rows; a known absence is a `nil` inside.
    private var known: [Key: Row?] = [:]
    private var dirty: Set<Key> = []
    /// Whether every stored row is known.
    private var isComplete: Bool

    package init(_ id: StateTableID, source: (any RowSource)?) {
        self.id = id
        self.source = source
        isComplete = source == nil
    }

    package mutating func row(_ key: Key) throws -> Row? {
        if let row = known[key] { return row }
        guard !isComplete, let source else { return nil }
        rowsRead += 1
        let row = try source.row(id, key: key.storedBytes).map { try Row(stored: $0, of: id) }
        known[key] = .some(row)
        return row
    }

    package mutating func set(_ key: Key, to row: Row?) {
        known[key] = .some(row)
        dirty.insert(key)
    }

    /// Changes the row under `key` in place; `body` leaves `nil` to remove it.
    package mutating func update(_ key: Key, _ body: (inout Row?) -> Void) throws {
        if known[key] == nil { known[key] = .some(try row(key)) }
        body(&known[key, default: nil])
        dirty.insert(key)
    }

    /// Reads every row that is not known yet.
    package mutating func loadAll() throws {
        guard !isComplete, let source else { return }
        for stored in try source.rows(id, prefix: []) {
            let key = try Key(stored: stored.key, of: id)
            guard known[key] == nil else { continue }
            rowsRead += 1
            known[key] = try Row(stored: stored.value, of: id)
        }
        isComplete = true
    }

    /// Every row, in no order.
    ///
    /// - Precondition: ``loadAll()`` was called.
    package func forEach(_ body: (Key, Row) throws -> Void) rethrows {
        precondition(isComplete, "all rows are asked for before they are loaded")
        for (key, row) in known {
            if let row { try body(key, row) }
        }
    }

    /// The number of rows that are known and present.
    package var count: Int { known.reduce(0) { $0 + ($1.value == nil ? 0 : 1) } }

    /// Appends the changed rows in the order of their keys, and forgets that they changed.
    package mutating func drain(into changes: inout [RowChange]) {
        var drained: [RowChange] = []
        drained.reserveCapacity(dirty.count)
        for key in dirty {
            let value = known[key].flatMap { $0 }?.storedBytes
            drained.append(RowChange(table: id, key: key.storedBytes, value: value))
            if value == nil, isComplete { known[key] = nil }
        }
        dirty.removeAll(keepingCapacity: drained.count < 4096)
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
