internal import HubSpotModel

/// A link as the record that owns it carries it.
struct RecordLink: Sendable, Equatable {
    let target: TypedRef
    let isPrimary: Bool
}

/// An id that a record says it absorbed, and in which of its two properties.
struct MergedID: Sendable, Hashable {
    let ref: RecordRef
    /// From `hs_calculated_merged_vids`, else from `hs_merged_object_ids`.
    let isCalculated: Bool
}

/// What a deal keeps besides its slots.
struct DealTail: Sendable, Equatable {
    var stageDates: [StageDates] = []
    var history = DealHistory()

    var isEmpty: Bool { stageDates.isEmpty && history.isEmpty }
}

/// The records of one type: rows in flat arrays, read from their source when first asked for.
///
/// A row can stand for an id that no record has: one that is only named as absorbed.
struct RecordTable: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// The portal has the record, or had it and keeps it archived or absorbed.
        static let exists = Flags(rawValue: 1)
        static let archived = Flags(rawValue: 2)
        /// The analyzers hold an image of it.
        static let contributed = Flags(rawValue: 4)
        /// Changed since the last settling; never stored.
        static let pending = Flags(rawValue: 8)
        /// Changed since the last drain; never stored.
        static let dirty = Flags(rawValue: 16)
        /// Gone from the portal because another record absorbed it.
        static let mergedAway = Flags(rawValue: 32)

        /// What the record's own events say of it.
        static let state: Flags = [.exists, .archived, .mergedAway]
        static let stored: Flags = [.exists, .archived, .mergedAway, .contributed]
    }

    let object: ObjectType
    let schema: RecordSchema
    let id: StateTableID
    /// Rows asked of the source since the table was made.
    private(set) var rowsRead = 0

    private let source: (any RowSource)?
    private var index = RowIndex()
    private(set) var refs: [RecordRef] = []
    private var slots: [Int64] = []
    private(set) var flags: [Flags] = []
    var links: [[RecordLink]] = []
    /// What the record's own properties say it absorbed.
    var merged: [[MergedID]] = []
    /// The records that are not archived and list this one as absorbed.
    var claimants: [[RecordRef]] = []
    /// Of deals only; empty for other types.
    var tails: [DealTail] = []
    private var dirtyRows: [Int] = []
    private var isComplete: Bool

    init?(_ object: ObjectType, source: (any RowSource)?) {
        guard let schema = RecordSchema.of(object), let id = StateTableID.records(object) else {
            return nil
        }
        self.object = object
        self.schema = schema
        self.id = id
        self.source = source
        isComplete = source == nil
    }

    var rowCount: Int { refs.count }

    /// The row of `ref`, or `nil` when nothing is known of it.
    mutating func row(_ ref: RecordRef) throws -> Int? {
        if let row = index.row(ref) { return row }
        guard !isComplete, let source else { return nil }
        rowsRead += 1
        guard let bytes = try source.row(id, key: ref.storedBytes) else { return nil }
        return try append(ref, stored: bytes)
    }

    /// The row of `ref`, made now if there is none.
    mutating func rowMade(_ ref: RecordRef) throws -> Int {
        try row(ref) ?? append(ref)
    }

    /// Reads every record that is not in memory.
    mutating func loadAll() throws {
        guard !isComplete, let source else { return }
        for stored in try source.rows(id, prefix: []) {
            let ref = try RecordRef(stored: stored.key, of: id)
            guard index.row(ref) == nil else { continue }
            rowsRead += 1
            _ = try append(ref, stored: stored.value)
        }
        isComplete = true
    }

    @inline(__always)
    subscript(row: Int, slot: Int) -> Int64 {
        get { slots[row &* schema.width &+ slot] }
        set { slots[row &* schema.width &+ slot] = newValue }
    }

    /// The values of a row as they stand.
    func values(_ row: Int) -> RowValues { RowValues(slots, first: row * schema.width) }

    mutating func set(_ flag: Flags, _ isOn: Bool, of row: Int) {
        if isOn { flags[row].insert(flag) } else { flags[row].remove(flag) }
    }

    mutating func setFlags(_ new: Flags, of row: Int) { flags[row] = new }

    @inline(__always)
    mutating func markDirty(_ row: Int) {
        guard !flags[row].contains(.dirty) else { return }
        flags[row].insert(.dirty)
        dirtyRows.append(row)
    }

    private mutating func append(_ ref: RecordRef) -> Int {
        let row = refs.count
        index.insert(ref, row: row)
        refs.append(ref)
        slots.append(contentsOf: repeatElement(missing, count: schema.width))
        flags.append([])
        links.append([])
        merged.append([])
        claimants.append([])
        if schema.isDeal { tails.append(DealTail()) }
        return row
    }
}

extension RecordTable {
    /// Whether a row says nothing and is not stored.
    private func isVoid(_ row: Int) -> Bool {
        flags[row].isDisjoint(with: .stored) && links[row].isEmpty && merged[row].isEmpty
            && claimants[row].isEmpty && (0..<schema.width).allSatisfy { self[row, $0] == missing }
            && (!schema.isDeal || tails[row].isEmpty)
    }

    mutating func drain(into changes: inout [RowChange]) {
        // Keys are these numbers, highest byte first: the order is that of the keys.
        for row in dirtyRows.sorted(by: { refs[$0].raw < refs[$1].raw }) {
            flags[row].remove(.dirty)
            changes.append(
                RowChange(
                    table: id, key: refs[row].storedBytes,
                    value: isVoid(row) ? nil : stored(row)))
        }
        dirtyRows = []
    }

    /// Drops every row from memory.
    mutating func evict() throws(ProjectionError) {
        guard source != nil else { return }
        guard dirtyRows.isEmpty else { throw .undrained }
        index.removeAll()
        refs = []
        slots = []
        flags = []
        links = []
        merged = []
        claimants = []
        tails = []
        isComplete = false
    }

    /// A row: flags, a bit for each slot that has a value, the values, then links and the rest.
    private func stored(_ row: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(byte: flags[row].intersection(.stored).rawValue)
        var present: UInt64 = 0
        for slot in 0..<schema.width where self[row, slot] != missing { present |= 1 << slot }
        writer.write(present)
        for slot in 0..<schema.width where self[row, slot] != missing {
            writer.write(self[row, slot])
        }
        writer.write(count: links[row].count)
        for link in links[row] {
            link.target.write(to: &writer)
            writer.write(byte: link.isPrimary ? 1 : 0)
        }
        guard schema.merges else { return writer.bytes }
        writer.write(count: merged[row].count)
        for entry in merged[row] {
            entry.ref.write(to: &writer)
            writer.write(byte: entry.isCalculated ? 1 : 0)
        }
        writer.write(count: claimants[row].count)
        for claimant in claimants[row] { claimant.write(to: &writer) }
        guard schema.isDeal else { return writer.bytes }
        writer.write(count: tails[row].stageDates.count)
        for dates in tails[row].stageDates {
            writer.write(dates.suffix)
            for slot in dates.slots { writer.write(slot) }
        }
        tails[row].history.write(to: &writer)
        return writer.bytes
    }

    private mutating func append(_ ref: RecordRef, stored bytes: [UInt8]) throws -> Int {
        var reader = ByteReader(bytes, of: id)
        let stored = Flags(rawValue: try reader.byte()).intersection(.stored)
        let present = try reader.unsigned()
        let row = append(ref)
        flags[row] = stored
        for slot in 0..<schema.width where present & 1 << slot != 0 {
            self[row, slot] = try reader.signed()
        }
        for _ in 0..<(try reader.count()) {
            let target = try TypedRef(from: &reader)
            links[row].append(RecordLink(target: target, isPrimary: try reader.byte() == 1))
        }
        if schema.merges {
            for _ in 0..<(try reader.count()) {
                let ref = try RecordRef(from: &reader)
                merged[row].append(MergedID(ref: ref, isCalculated: try reader.byte() == 1))
            }
            for _ in 0..<(try reader.count()) {
                claimants[row].append(try RecordRef(from: &reader))
            }
        }
        if schema.isDeal {
            for _ in 0..<(try reader.count()) {
                let suffix = try reader.code()
                var dates = StageDates(suffix: suffix)
                for kind in StageDates.Kind.allCases {
                    dates.slots[kind.rawValue] = try reader.signed()
                }
                tails[row].stageDates.append(dates)
            }
            tails[row].history = try DealHistory(from: &reader)
        }
        try reader.end()
        return row
    }
}
