package import HubSpotModel
import LMDB

/// One commit in the making: reads what the ledger holds, appends what differs.
///
/// Lent by ``LedgerWriter/commit(pass:run:_:)``. What it reads includes what it has appended. All of
/// it becomes one block, or none where nothing differed.
@safe package struct LedgerTransaction: ~Copyable {
    // Points at the transaction that `Environment.write` lends for as long as this value lives.
    private let pointer: UnsafePointer<WriteTransaction>
    let tables: LedgerTables
    let book: SymbolBook
    let salts: SaltSource
    private let headBefore: LedgerHead
    var counts: CountTable
    var contents: BlockContents
    /// Bytes of texts so far, an estimate of what the commit will write.
    var textBytes = 0
    var scratch: [StagedChange] = []
    var writer = ByteWriter()

    init(
        _ pointer: UnsafePointer<WriteTransaction>, tables: LedgerTables, book: SymbolBook,
        salts: SaltSource, head: LedgerHead, counts: CountTable, contents: BlockContents
    ) {
        unsafe self.pointer = pointer
        self.tables = tables
        self.book = book
        self.salts = salts
        headBefore = head
        self.counts = counts
        self.contents = contents
    }

    var transaction: WriteTransaction {
        unsafeAddress { unsafe pointer }
    }

    /// The sequence number that the next event of this commit gets.
    package var nextSequence: SequenceNumber {
        SequenceNumber(headBefore.sequence.rawValue + UInt64(contents.events.count) + 1)
    }

    /// How many events this commit has so far.
    package var eventCount: Int { contents.events.count }

    /// How many events of records this commit has so far, by kind.
    package var recordEventCounts: [EventKind: Int] {
        contents.events.reduce(into: [:]) { counts, event in
            if event.key != nil { counts[event.kind, default: 0] += 1 }
        }
    }

    /// The symbols of the log, with those this commit defines.
    package var symbols: SymbolTable { book.table }
}

// MARK: - Reading

extension LedgerTransaction {
    /// What the ledger knows of a record, or `nil`.
    package func image(of key: RecordKey) throws -> RecordImage? {
        try tables.image(of: key, symbols: book.table.count, in: transaction)
    }

    /// The text of a property; `nil` when it is missing, or personal and erased.
    package func text(of name: String, in image: RecordImage) throws -> String? {
        guard let symbol = book.table.symbol(for: name) else { return nil }
        return try text(of: image[symbol])
    }

    /// The text of a value; `nil` when it is missing, or personal and erased.
    package func text(of value: StoredValue) throws -> String? {
        guard case .personal(let reference) = value else { return value.text(book.table) }
        return try tables.personalText(reference, in: transaction)?.text
    }

    package func stamps(of key: RecordKey) throws -> RecordStamps? {
        try tables.stamps(of: key, in: transaction)
    }

    package func links(of key: RecordKey, to object: ObjectType) throws -> LinkList {
        try tables.links(of: key, to: object, symbols: book.table.count, in: transaction)
    }

    package func knownHistory(of key: RecordKey) throws -> KnownHistory {
        try tables.history(of: key, symbols: book.table.count, in: transaction)
    }

    /// The portal the ledger is bound to, or `nil`.
    package func portalID() throws -> UInt64? { try tables.portalID(in: transaction) }

    /// The bytes that ``setSync(_:_:)`` stored, or `nil`.
    package func sync(_ key: SyncKey) throws -> [UInt8]? {
        try tables.sync.value(for: key.stored, in: transaction)
    }
}

// MARK: - Working memory

extension LedgerTransaction {
    package func setStamps(_ stamps: RecordStamps, of key: RecordKey) throws {
        try Self.check(key.id)
        var writer = ByteWriter()
        stamps.write(to: &writer)
        try tables.stamps.put(RecordRowKey(key), writer.bytes, in: transaction)
    }

    /// Stores a small fact of the sync, or removes it.
    package func setSync(_ key: SyncKey, _ bytes: [UInt8]?) throws {
        if let bytes {
            try tables.sync.put(key.stored, bytes, in: transaction)
        } else {
            try tables.sync.delete(key.stored, in: transaction)
        }
    }

    /// Binds the ledger to its portal, or checks that it is bound to this one.
    ///
    /// - Throws: ``LedgerError`` of code `.portalMismatch`.
    package func bindPortal(_ portal: UInt64) throws {
        if let bound = try tables.portalID(in: transaction) {
            guard bound == portal else {
                throw LedgerError.portalMismatch(bound: bound, met: portal)
            }
            return
        }
        var writer = ByteWriter()
        writer.fixed(portal)
        try tables.meta.put(LedgerTables.MetaKey.portal, writer.bytes, in: transaction)
    }

    /// Stores what the caller tells of a run, replacing what it told before.
    package func putRun(_ number: UInt64, _ bytes: [UInt8]) throws {
        try tables.runs.put(number, bytes, in: transaction)
    }

    /// The number that the next new run gets: one more than the last.
    package func nextRun() throws -> UInt64 {
        (try tables.runs.lastKey(in: transaction) ?? 0) + 1
    }

    static func check(_ id: RecordID) throws(LedgerError) {
        guard case .text(let text) = id else { return }
        guard !text.isEmpty, text.utf8.count <= RecordRowKey.textBytesMax else {
            throw LedgerError(
                .badDraft,
                "an id has \(text.utf8.count) bytes; 1 to \(RecordRowKey.textBytesMax) can be stored"
            )
        }
    }
}

// MARK: - Ending

extension LedgerTransaction {
    /// Writes the block, if there is one, and answers the new head.
    consuming func finish(now: Int64) throws -> LedgerHead {
        guard !contents.events.isEmpty else {
            book.rollBack()  // Looked up but never used: not in any block, so not in the log.
            return headBefore
        }
        contents.observedTime = max(now, headBefore.observedTime ?? .min)
        guard StoredValueCoding.instants.contains(contents.observedTime) else {
            throw LedgerError(.badDraft, "the clock shows a time outside the years 0 to 9999")
        }
        contents.previousHash = headBefore.hash
        contents.symbolsBefore = Int(headBefore.symbols)
        contents.newSymbols = book.defined
        let (bytes, hash) = BlockEncoder.encode(contents)
        guard bytes.count <= BlockFormat.bytesMax else { throw Self.tooLarge }
        try tables.blocks.append(
            headBefore.sequence.rawValue + 1, bytes, in: transaction)
        for (index, text) in contents.newSymbols.enumerated() {
            try tables.symbols.append(
                UInt64(contents.symbolsBefore + index) + 1, Array(text.utf8), in: transaction)
        }
        let head = LedgerHead(
            sequence: contents.events[contents.events.count - 1].sequence, hash: hash,
            observedTime: contents.observedTime, blocks: headBefore.blocks + 1,
            symbols: UInt32(book.table.count))
        try tables.meta.put(LedgerTables.MetaKey.head, head.stored, in: transaction)
        try tables.meta.put(LedgerTables.MetaKey.counts, counts.stored, in: transaction)
        return head
    }

    static var tooLarge: LedgerError {
        LedgerError(
            .commitTooLarge,
            "a commit holds at most \(BlockFormat.eventsMax) events and \(BlockFormat.bytesMax) bytes"
        )
    }
}
