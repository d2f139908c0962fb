import HubSpotModel

/// Writes blocks; see ``BlockFormat`` for every byte.
struct BlockEncoder {
    private var writer: ByteWriter
    private let contents: BlockContents
    private var lastID: UInt64 = 0
    private var lastTarget: UInt64 = 0
    private var hashOffset = 0

    /// The bytes of a block and its hash; `contents` has at least one event.
    static func encode(_ contents: BlockContents) -> (bytes: [UInt8], hash: [UInt8]) {
        var encoder = BlockEncoder(contents)
        return encoder.encode()
    }

    private init(_ contents: BlockContents) {
        self.contents = contents
        writer = ByteWriter(
            reserving: BlockFormat.headerByteCount + contents.events.count * 16
                + contents.changes.count * 12 + contents.personalHashes.count)
    }

    private mutating func encode() -> (bytes: [UInt8], hash: [UInt8]) {
        let header = BlockHeader(
            pass: contents.pass, eventCount: contents.events.count,
            firstSequence: contents.events[0].sequence.rawValue, run: contents.run,
            observedTime: contents.observedTime, symbolsBefore: UInt32(contents.symbolsBefore),
            symbolsDefined: UInt32(contents.newSymbols.count),
            changeCount: UInt32(contents.changes.count), linkCount: UInt32(contents.links.count),
            previousHash: contents.previousHash)
        header.write(to: &writer)
        for text in contents.newSymbols { writer.text(text) }
        for event in contents.events { write(event) }
        precondition(
            hashOffset == contents.personalHashes.count, "every personal value has one hash")
        let hash = unsafe BlockFormat.hash(writer.bytes.span.bytes)
        writer.overwrite(at: BlockFormat.hashOffset, hash)
        return (writer.bytes, hash)
    }

    private mutating func write(_ event: LedgerEvent) {
        let changes = contents.changes[event.changes]
        let afterOnly = !changes.isEmpty && changes.allSatisfy(\.before.isMissing)
        writer.byte(event.kind.rawValue | (afterOnly ? BlockFormat.afterOnly : 0))
        writer.byte(flags(of: event))
        if let key = event.key {
            writer.byte(key.object.rawValue)
            Self.write(key.id, after: &lastID, to: &writer)
        }
        if let sourceTime = event.sourceTime {
            writer.signedVarint(contents.observedTime &- sourceTime)
        }
        if let cause = event.cause {
            writer.text(cause.sourceType)
            if let id = cause.sourceID { writer.text(id) }
        }
        if event.place > 0 { writer.varint(UInt64(event.place)) }
        if !changes.isEmpty {
            writer.varint(changes.count)
            for change in changes { write(change, of: event.sequence, afterOnly: afterOnly) }
        }
        if !event.links.isEmpty {
            writer.varint(event.links.count)
            for link in contents.links[event.links] { write(link) }
        }
    }

    private func flags(of event: LedgerEvent) -> UInt8 {
        typealias Flag = BlockFormat.Flag
        var flags: UInt8 = 0
        if case .text = event.key?.id { flags |= Flag.textID }
        if event.sourceTime != nil { flags |= Flag.sourceTime }
        if event.cause != nil { flags |= Flag.cause }
        if event.cause?.sourceID != nil { flags |= Flag.causeID }
        if event.place > 0 { flags |= Flag.place }
        if !event.changes.isEmpty { flags |= Flag.changes }
        if !event.links.isEmpty { flags |= Flag.links }
        return flags
    }

    private mutating func write(
        _ change: PropertyChange, of sequence: SequenceNumber, afterOnly: Bool
    ) {
        writer.varint(UInt64(change.property.code))
        if !afterOnly { StoredValueCoding.write(change.before, to: &writer) }
        guard case .personal(let reference) = change.after else {
            return StoredValueCoding.write(change.after, to: &writer)
        }
        precondition(reference.sequence == sequence, "an after side holds what its event learned")
        writer.byte(StoredValueCoding.learnedTag)
        let end = hashOffset + ChainHash.byteCount
        writer.copy(contents.personalHashes[hashOffset..<end])
        hashOffset = end
    }

    private mutating func write(_ link: LinkChange) {
        switch link.target.id {
        case .number: writer.byte(link.target.object.rawValue)
        case .text: writer.byte(link.target.object.rawValue | BlockFormat.targetTextID)
        }
        Self.write(link.target.id, after: &lastTarget, to: &writer)
        for types in [link.before, link.after] {
            writer.varint(types.count)
            for type in types { writer.varint(UInt64(type.code)) }
        }
    }

    private static func write(
        _ id: RecordID, after last: inout UInt64, to writer: inout ByteWriter
    ) {
        switch id {
        case .number(let number):
            writer.signedVarint(Int64(bitPattern: number &- last))
            last = number
        case .text(let text): writer.text(text)
        }
    }
}
