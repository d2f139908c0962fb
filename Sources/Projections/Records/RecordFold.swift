package import HubSpotModel

/// Turns events into images of records on either side of a change, and owns the joins.
///
/// Events change rows in place; what a record looked like before is noted once, when something
/// first changes it or a record that its image depends on. ``settle(chunk:_:)`` then gives each
/// of them out as one change. So the cost of an event is that of its values, and neither the
/// cutting of batches nor the order of different records can be seen from outside.
package struct RecordFold: Sendable {
    package private(set) var lexicon: Lexicon
    private(set) var coded: CodedContext
    var symbols: SymbolTable
    var reader: ValueReader
    var tables: [RecordTable]
    var backlinks: Backlinks
    private var gaps: OpenGaps
    /// What each property symbol means in each table: by code, then by table.
    private var targets: [PropertyTarget]
    /// Whether a link type makes a company the primary one of a deal, by symbol code.
    private var primaryTypes: [Bool] = []
    /// Stage date suffixes that stand for a stage, best first.
    var suffixesOfStages: [TextCode: [TextCode]] = [:]
    private var stageSuffixes: [TextCode: String] = [:]

    private struct Pending: Sendable {
        let table: UInt8
        let row: Int32
    }

    private var pending: [Pending] = []
    /// Images before the change, by place in `pending`; absent where there was none.
    private var befores: [Int: RecordImage] = [:]

    /// Types with a table of rows, in the order of their raw values.
    static let folded: [ObjectType] = ObjectType.allCases.filter { RecordSchema.of($0) != nil }

    /// - Parameters:
    ///   - context: what the stored rows were made with, too.
    ///   - symbols: those that the log defines before the first batch to come.
    ///   - source: the rows as of the checkpoint, or `nil` for an empty state.
    package init(
        context: ProjectionContext, symbols: SymbolTable = SymbolTable(),
        source: (any RowSource)? = nil
    ) throws {
        var lexicon = try Lexicon(source: source)
        coded = CodedContext(context, &lexicon)
        self.lexicon = lexicon
        self.symbols = SymbolTable()
        reader = ValueReader(zone: context.account.zone)
        tables = Self.folded.compactMap { RecordTable($0, source: source) }
        backlinks = Backlinks(source: source)
        gaps = OpenGaps(source: source)
        targets = Array(repeating: .ignored, count: tables.count)
        primaryTypes = [false]
        for code in 0..<symbols.count {
            define(symbols.text(Symbol(code: UInt32(code + 1))))
        }
    }

    package var context: ProjectionContext { coded.context }

    /// The types that the log cannot see at this position.
    package mutating func notSynced() throws -> Set<ObjectType> { try gaps.types() }

    /// Record rows asked of the source so far, links included.
    package var rowsRead: Int { tables.reduce(backlinks.rowsRead) { $0 + $1.rowsRead } }

    /// Records whose change has not been given out.
    package var pendingCount: Int { pending.count }

    /// Images kept only until the next settling: they bound the memory of a fold.
    package var keptImages: Int { befores.count }

    /// Record rows in memory.
    package var rowsInMemory: Int { tables.reduce(0) { $0 + $1.rowCount } }

    static func table(of object: ObjectType) -> Int { Int(object.rawValue) - 1 }

    // MARK: Folding

    /// Takes in the events of one block.
    package mutating func fold(_ batch: EventBatch) throws {
        guard batch.symbolsBefore <= symbols.count else {
            throw ProjectionError.symbolGap(expected: symbols.count, found: batch.symbolsBefore)
        }
        for text in batch.newSymbols.dropFirst(symbols.count - batch.symbolsBefore) { define(text) }
        for index in batch.events.indices {
            guard let key = batch.events[index].key else {
                if batch.events[index].kind == .gap {
                    gaps.fold(batch.events[index], batch, symbols)
                }
                continue
            }
            guard key.object.rawValue <= UInt8(tables.count) else { continue }
            let table = Self.table(of: key.object)
            let ref = lexicon.ref(key.id)
            if batch.events[index].kind == .propertiesChanged {
                let changes = batch.events[index].changes
                try change(batch.changes, changes, table, try tables[table].rowMade(ref))
            } else {
                try fold(batch.events[index], table, ref, batch)
            }
        }
    }

    private mutating func fold(
        _ event: LedgerEvent, _ table: Int, _ ref: RecordRef, _ batch: EventBatch
    ) throws {
        switch event.kind {
        case .created: try take(event, as: .exists, table, ref, batch)
        case .archived: try take(event, as: [.exists, .archived], table, ref, batch)
        case .restored: try take(event, as: .exists, table, ref, batch)
        case .merged: try take(event, as: [.exists, .mergedAway], table, ref, batch)
        // What is known of a purged record is kept: if it comes back, only differences are told.
        case .purged: try take(event, as: [], table, ref, batch)
        case .historyLearned: try learn(event, table, ref, batch)
        case .linksChanged:
            let row = try tables[table].rowMade(ref)
            for link in batch.links[event.links] { try relink(link, table, row) }
        case .propertiesChanged, .redacted, .syncCompleted, .schemaChanged, .gap:
            break  // The first and the last are taken before; an erased text is still a value.
        }
    }

    /// Takes in an event that says whether the record counts, with the values it brings.
    private mutating func take(
        _ event: LedgerEvent, as state: RecordTable.Flags, _ table: Int, _ ref: RecordRef,
        _ batch: EventBatch
    ) throws {
        let row = try tables[table].rowMade(ref)
        try setState(state, table, row)
        try change(batch.changes, event.changes, table, row)
    }

    /// Writes the values of changes into a row.
    private mutating func change(
        _ changes: [PropertyChange], _ range: Range<Int>, _ table: Int, _ row: Int
    ) throws {
        for index in range {
            let target = target(Int(changes[index].property.code), table)
            switch target.kind {
            case .ignored: break
            case .slot:
                let slot = reader.slot(changes[index].after, target.reading, symbols, &lexicon)
                try write(slot, Int(target.slot), table, row)
            case .stageDate:
                let slot = reader.slot(changes[index].after, .instant, symbols, &lexicon)
                try writeStageDate(slot, target, table, row)
            case .mergedObjects, .mergedCalculated:
                try change(merged: changes[index].after, target.kind, table, row)
            }
        }
    }

    @inline(__always)
    private mutating func write(_ slot: Int64, _ place: Int, _ table: Int, _ row: Int) throws {
        guard tables[table][row, place] != slot else { return }
        if !tables[table].flags[row].contains(.pending) { try capture(table, row) }
        if table == Self.contactTable, Self.joinSlots.contains(place) {
            try captureDependents(table, row)
        }
        tables[table][row, place] = slot
        tables[table].markDirty(row)
    }

    private static let contactTable = table(of: .contacts)
    /// What deals read of their contacts.
    private static let joinSlots: [Int] = [
        RecordSchema.Common.createdAt, RecordSchema.Contact.created, RecordSchema.Contact.source,
    ]

    private mutating func writeStageDate(
        _ slot: Int64, _ target: PropertyTarget, _ table: Int, _ row: Int
    ) throws {
        var list = tables[table].tails[row].stageDates
        let index = list.firstIndex { $0.suffix == target.code }
        guard slot != (index.map { list[$0].slots[Int(target.slot)] } ?? missing) else { return }
        try capture(table, row)
        if let index {
            list[index].slots[Int(target.slot)] = slot
            if list[index].isEmpty { list.remove(at: index) }
        } else {
            var dates = StageDates(suffix: target.code)
            dates.slots[Int(target.slot)] = slot
            list.insert(dates, at: list.firstIndex { $0.suffix > target.code } ?? list.count)
        }
        tables[table].tails[row].stageDates = list
        tables[table].markDirty(row)
    }

    private mutating func learn(
        _ event: LedgerEvent, _ table: Int, _ ref: RecordRef, _ batch: EventBatch
    ) throws {
        guard tables[table].schema.isDeal, let time = event.sourceTime,
            Instant.supported.contains(Instant(milliseconds: time))
        else { return }
        for change in batch.changes[event.changes] {
            let target = target(Int(change.property.code), table)
            guard target.kind == .slot,
                let property = HistoryProperty.allCases.first(where: {
                    $0.slot == Int(target.slot)
                })
            else { continue }
            let row = try tables[table].rowMade(ref)
            try capture(table, row)
            tables[table].tails[row].history.insert(
                HistoryVersion(
                    stamp: Instant(milliseconds: time), place: event.place,
                    slot: reader.slot(change.after, target.reading, symbols, &lexicon)),
                of: property)
            tables[table].markDirty(row)
        }
    }

    private mutating func change(
        merged value: StoredValue, _ kind: PropertyTarget.Kind, _ table: Int, _ row: Int
    ) throws {
        let isCalculated = kind == .mergedCalculated
        var entries = tables[table].merged[row].filter { $0.isCalculated != isCalculated }
        for id in Self.ids(value.text(symbols) ?? "", isCalculated: isCalculated) {
            entries.append(MergedID(ref: lexicon.ref(id), isCalculated: isCalculated))
        }
        try setMerged(entries, table, row)
    }

    /// The ids in a list of absorbed ones.
    ///
    /// Source: metric dictionary, section 1.1: `id;id,id`, or `id:timestamp;id:timestamp`.
    private static func ids(_ text: String, isCalculated: Bool) -> [RecordID] {
        let parts =
            isCalculated
            ? text.split(separator: ";").map { $0.prefix { $0 != ":" } }
            : text.split { $0 == ";" || $0 == "," }
        return parts.compactMap { $0.trimmedFieldText.map { RecordID($0) } }
    }

    private mutating func relink(_ change: LinkChange, _ table: Int, _ row: Int) throws {
        guard Self.isLinkedTo(change.target.object) else { return }
        let target = TypedRef(change.target.object, lexicon.ref(change.target.id))
        let isPrimary = change.after.contains { primaryTypes[Int($0.code)] }
        try setLink(target, isPrimary: change.after.isEmpty ? nil : isPrimary, table, row)
    }

    // MARK: Symbols

    @inline(__always)
    private func target(_ property: Int, _ table: Int) -> PropertyTarget {
        targets[property &* tables.count &+ table]
    }

    private mutating func define(_ text: String) {
        _ = symbols.define(text)
        primaryTypes.append(AssociationType(symbolText: text).map(Self.isPrimary) ?? false)
        for table in tables.indices {
            targets.append(
                PropertyTarget(text, schema: tables[table].schema, lexicon: &lexicon))
        }
        let target = target(symbols.count, Self.table(of: .deals))
        if target.kind == .stageDate {
            stageSuffixes[target.code] = lexicon.text(target.code)
            suffixesOfStages = [:]
        }
    }

    /// Source: metric dictionary, section 1.1: of deals, the label or type 5.
    private static func isPrimary(_ type: AssociationType) -> Bool {
        type.label == "Primary" || type.category == "HUBSPOT_DEFINED" && type.typeID == 5
    }

    /// The suffixes of the properties that hold the dates of a stage, best first.
    mutating func suffixes(of stage: TextCode) -> [TextCode] {
        if let known = suffixesOfStages[stage] { return known }
        let match = StageSuffixMatch(
            stage: lexicon.text(stage),
            definedStages: Set(context.pipelines.flatMap { $0.stages.map(\.id) }))
        let found = match.matches(in: stageSuffixes)
        suffixesOfStages[stage] = found
        return found
    }

    // MARK: Settling

    /// Notes what a record looks like, once, before something changes.
    mutating func capture(_ table: Int, _ row: Int) throws {
        guard !tables[table].flags[row].contains(.pending) else { return }
        if tables[table].flags[row].contains(.contributed) {
            befores[pending.count] = try image(table, row)
        }
        tables[table].set(.pending, true, of: row)
        pending.append(Pending(table: UInt8(table), row: Int32(row)))
    }

    /// Gives out every record that changed since the last settling, at most `chunk` at a time.
    package mutating func settle(
        chunk: Int = 256, _ body: (ImageChanges) throws -> Void
    ) throws {
        var changes = ImageChanges()
        for place in pending.indices {
            let (table, row) = (Int(pending[place].table), Int(pending[place].row))
            let after = try image(table, row)
            tables[table].set(.pending, false, of: row)
            if tables[table].flags[row].contains(.contributed) != (after != nil) {
                tables[table].set(.contributed, after != nil, of: row)
                tables[table].markDirty(row)
            }
            changes.append(befores[place], after)
            if changes.count >= chunk {
                try body(changes)
                changes = ImageChanges()
            }
        }
        if changes.count > 0 { try body(changes) }
        pending.removeAll(keepingCapacity: pending.count < 65_536)
        befores = [:]
    }

    // MARK: Storing

    /// Appends every row that changed since the last drain.
    ///
    /// - Precondition: everything is settled.
    package mutating func drain(into changes: inout [RowChange]) {
        precondition(pending.isEmpty, "rows are drained before their changes are given out")
        lexicon.drain(into: &changes)
        for table in tables.indices { tables[table].drain(into: &changes) }
        backlinks.drain(into: &changes)
        gaps.drain(into: &changes)
    }

    /// Drops every record from memory; they are read again when needed.
    package mutating func evict() throws {
        guard pending.isEmpty else { throw ProjectionError.undrained }
        for table in tables.indices { try tables[table].evict() }
        try backlinks.evict()
        try gaps.evict()
    }
}
