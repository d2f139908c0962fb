package import HubSpotModel

/// Reads blocks in place; see ``BlockFormat`` for every byte.
///
/// Bytes are taken as hostile: whatever they are, decoding ends with a value or a fault. It does not
/// prove that they are the bytes that were written; that is the hash's part.
package struct BlockDecoder {
    private let header: BlockHeader
    private let keepsHashes: Bool
    private let symbolEnd: UInt64
    private var reader: ByteReader
    private var lastID: UInt64 = 0
    private var lastTarget: UInt64 = 0
    private var events: [LedgerEvent] = []
    private var changes: [PropertyChange] = []
    private var links: [LinkChange] = []
    private var personalHashes: [UInt8] = []

    /// Decodes one block.
    ///
    /// - Parameter verifyingHash: Whether to compare the block's hash with its bytes.
    /// - Throws: ``LedgerError`` of code `.damaged`, naming `sequence`, the block's key.
    package static func decode(
        _ bytes: RawSpan, at sequence: SequenceNumber, verifyingHash: Bool = false
    ) throws(LedgerError) -> EventBatch {
        try block(bytes, at: sequence, verifyingHash: verifyingHash, keepingHashes: false).batch
    }

    /// Decodes one block with the hashes of its personal values.
    package static func block(
        _ bytes: RawSpan, at sequence: SequenceNumber, verifyingHash: Bool, keepingHashes: Bool
    ) throws(LedgerError) -> DecodedBlock {
        do throws(FormatFault) {
            let header = try BlockHeader(bytes)
            guard header.firstSequence == sequence.rawValue else {
                throw .outOfRange("the first sequence number")
            }
            if verifyingHash {
                guard BlockFormat.hash(bytes) == header.hash else {
                    throw .otherHash
                }
            }
            var decoder = BlockDecoder(header, keepsHashes: keepingHashes)
            return try decoder.decode(bytes)
        } catch {
            throw LedgerError(
                .damaged(sequence), "the block at \(sequence) cannot be trusted: \(error)")
        }
    }

    private init(_ header: BlockHeader, keepsHashes: Bool) {
        self.header = header
        self.keepsHashes = keepsHashes
        symbolEnd = UInt64(header.symbolsAfter) + 1
        reader = ByteReader(at: BlockFormat.headerByteCount)
        events.reserveCapacity(header.eventCount)
        changes.reserveCapacity(Int(header.changeCount))
        links.reserveCapacity(Int(header.linkCount))
    }

    private mutating func decode(_ bytes: RawSpan) throws(FormatFault) -> DecodedBlock {
        var symbols: [String] = []
        symbols.reserveCapacity(Int(header.symbolsDefined))
        for _ in 0..<header.symbolsDefined { symbols.append(try reader.text(bytes)) }
        var sequence = header.firstSequence
        for _ in 0..<header.eventCount {
            try decodeEvent(bytes, SequenceNumber(sequence))
            sequence += 1
        }
        try reader.requireEnd(bytes)
        guard changes.count == Int(header.changeCount), links.count == Int(header.linkCount) else {
            throw .outOfRange("a count in the header")
        }
        let batch = EventBatch(
            observedTime: header.observedTime, run: header.run, pass: header.pass,
            hash: header.hash, previousHash: header.previousHash, newSymbols: symbols,
            symbolsBefore: Int(header.symbolsBefore), events: events, changes: changes,
            links: links)
        return DecodedBlock(batch: batch, personalHashes: personalHashes)
    }

    @inline(__always)
    private mutating func decodeEvent(
        _ bytes: RawSpan, _ sequence: SequenceNumber
    ) throws(FormatFault) {
        typealias Flag = BlockFormat.Flag
        let kindByte = try reader.byte(bytes)
        let flags = try reader.byte(bytes)
        guard kindByte & ~(BlockFormat.kindMask | BlockFormat.afterOnly) == 0,
            let kind = EventKind(rawValue: kindByte & BlockFormat.kindMask)
        else { throw .badTag(kindByte) }
        guard flags & ~Flag.all == 0 else { throw .badTag(flags) }
        var key: RecordKey?
        if !kind.isOfLedger {
            let object = try Self.object(try reader.byte(bytes))
            let isText = flags & Flag.textID != 0
            key = RecordKey(
                object, try Self.decodeID(bytes, &reader, isText: isText, after: &lastID))
        }
        var sourceTime: Int64?
        if flags & Flag.sourceTime != 0 {
            let time = header.observedTime &- (try reader.signedVarint(bytes))
            guard StoredValueCoding.instants.contains(time) else {
                throw .outOfRange("a source time")
            }
            sourceTime = time
        }
        let cause = flags & Flag.cause == 0 ? nil : try decodeCause(bytes, flags)
        let place = flags & Flag.place == 0 ? 0 : try decodePlace(bytes)
        let firstChange = changes.count
        if flags & Flag.changes != 0 {
            try decodeChanges(bytes, sequence, kindByte & BlockFormat.afterOnly != 0)
        }
        let firstLink = links.count
        if flags & Flag.links != 0 { try decodeLinks(bytes) }
        events.append(
            LedgerEvent(
                sequence: sequence, kind: kind, key: key, sourceTime: sourceTime, cause: cause,
                place: place, changes: firstChange..<changes.count, links: firstLink..<links.count))
    }

    @inline(__always)
    private mutating func decodeChanges(
        _ bytes: RawSpan, _ sequence: SequenceNumber, _ afterOnly: Bool
    ) throws(FormatFault) {
        let count = try reader.count(bytes, bytesEach: 2, "a count of changes")
        guard count > 0 else { throw .outOfRange("a count of changes") }
        var learned = 0
        var lastCode: UInt32 = 0
        for _ in 0..<count {
            let property = try StoredValueCoding.symbol(bytes, &reader, symbolEnd)
            guard property.code > lastCode else { throw .outOfRange("the order of changes") }
            lastCode = property.code
            var before = StoredValue.missing
            if !afterOnly {
                before = try StoredValueCoding.read(bytes, &reader, symbolEnd: symbolEnd)
            }
            let tag = try reader.byte(bytes)
            let after: StoredValue
            if tag == StoredValueCoding.learnedTag {
                if keepsHashes {
                    personalHashes += try reader.copy(bytes, count: ChainHash.byteCount)
                } else {
                    try reader.skip(bytes, count: ChainHash.byteCount)
                }
                guard let index = UInt16(exactly: learned) else {
                    throw .outOfRange("a count of personal texts")
                }
                after = .personal(PersonalReference(sequence: sequence, index: index))
                learned += 1
            } else {
                guard tag != StoredValueCoding.referenceTag else { throw .badTag(tag) }
                after = try StoredValueCoding.read(bytes, &reader, tag: tag, symbolEnd: symbolEnd)
            }
            changes.append(PropertyChange(property: property, before: before, after: after))
        }
    }

    private mutating func decodeLinks(_ bytes: RawSpan) throws(FormatFault) {
        let count = try reader.count(bytes, bytesEach: 4, "a count of links")
        guard count > 0 else { throw .outOfRange("a count of links") }
        for _ in 0..<count {
            let tag = try reader.byte(bytes)
            let object = try Self.object(tag & ~BlockFormat.targetTextID)
            let isText = tag & BlockFormat.targetTextID != 0
            let id = try Self.decodeID(bytes, &reader, isText: isText, after: &lastTarget)
            let before = try decodeTypes(bytes)
            let after = try decodeTypes(bytes)
            links.append(LinkChange(target: RecordKey(object, id), before: before, after: after))
        }
    }

    private mutating func decodeTypes(_ bytes: RawSpan) throws(FormatFault) -> [Symbol] {
        let count = try reader.count(bytes, bytesEach: 1, "a count of association types")
        var types: [Symbol] = []
        types.reserveCapacity(count)
        for _ in 0..<count {
            types.append(try StoredValueCoding.symbol(bytes, &reader, symbolEnd))
        }
        return types
    }

    @inline(__always)
    private static func decodeID(
        _ bytes: RawSpan, _ reader: inout ByteReader, isText: Bool, after last: inout UInt64
    ) throws(FormatFault) -> RecordID {
        guard !isText else { return .text(try reader.text(bytes)) }
        last = last &+ UInt64(bitPattern: try reader.signedVarint(bytes))
        return .number(last)
    }

    private mutating func decodeCause(
        _ bytes: RawSpan, _ flags: UInt8
    ) throws(FormatFault) -> Cause {
        let sourceType = try reader.text(bytes)
        let hasID = flags & BlockFormat.Flag.causeID != 0
        return Cause(sourceType: sourceType, sourceID: hasID ? try reader.text(bytes) : nil)
    }

    private mutating func decodePlace(_ bytes: RawSpan) throws(FormatFault) -> UInt32 {
        let place = try reader.varint(bytes)
        guard place >= 1, let place = UInt32(exactly: place) else {
            throw .outOfRange("a place")
        }
        return place
    }

    private static func object(_ tag: UInt8) throws(FormatFault) -> ObjectType {
        guard let object = ObjectType(rawValue: tag) else { throw .badTag(tag) }
        return object
    }
}
