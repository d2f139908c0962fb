internal import HubSpotModel

/// The types that the log cannot see: each opened by a `gap`, until another one closes it.
struct OpenGaps: Sendable {
    private struct Key: RowCodable, Hashable {
        let object: ObjectType

        func write(to writer: inout ByteWriter) { writer.write(byte: object.rawValue) }

        init(_ object: ObjectType) { self.object = object }

        init(from reader: inout ByteReader) throws(ProjectionError) {
            guard let object = ObjectType(rawValue: try reader.byte()) else { throw reader.corrupt }
            self.object = object
        }
    }

    private struct Row: RowCodable {
        /// The event that opened it.
        let sequence: UInt64

        func write(to writer: inout ByteWriter) { writer.write(sequence) }

        init(_ sequence: UInt64) { self.sequence = sequence }

        init(from reader: inout ByteReader) throws(ProjectionError) {
            sequence = try reader.unsigned()
        }
    }

    private var rows: StateTable<Key, Row>

    init(source: (any RowSource)?) { rows = StateTable(.gaps, source: source) }

    /// Takes in an event of the kind `gap`; one that names no type of this program is passed over.
    mutating func fold(_ event: LedgerEvent, _ batch: EventBatch, _ symbols: SymbolTable) {
        var object: ObjectType?
        var isOpen: Bool?
        for change in batch.changes[event.changes] {
            let value = change.after.text(symbols)
            switch symbols.text(change.property) {
            case "type": object = value.flatMap { ObjectType(name: $0) }
            case "state": isOpen = value == "opened"
            default: break
            }
        }
        guard let object, let isOpen else { return }
        rows.set(Key(object), to: isOpen ? Row(event.sequence.rawValue) : nil)
    }

    /// The types with an open gap.
    mutating func types() throws -> Set<ObjectType> {
        try rows.loadAll()
        var types: Set<ObjectType> = []
        rows.forEach { key, _ in types.insert(key.object) }
        return types
    }

    mutating func drain(into changes: inout [RowChange]) { rows.drain(into: &changes) }

    mutating func evict() throws(ProjectionError) { try rows.evict() }
}
