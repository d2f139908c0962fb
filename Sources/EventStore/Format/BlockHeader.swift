import HubSpotModel

/// The fixed part of a block; see ``BlockFormat``.
struct BlockHeader: Equatable, Sendable {
    var pass: SyncPass
    var eventCount: Int
    var firstSequence: UInt64
    var run: UInt64
    var observedTime: Int64
    var symbolsBefore: UInt32
    var symbolsDefined: UInt32
    var changeCount: UInt32
    var linkCount: UInt32
    var previousHash: [UInt8]
    var hash: [UInt8]

    var lastSequence: UInt64 { firstSequence + UInt64(eventCount) - 1 }
    var symbolsAfter: UInt32 { symbolsBefore + symbolsDefined }

    /// Reads and bounds the header at the start of a block.
    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        let format: UInt16 = try reader.fixed(bytes)
        guard format == BlockFormat.newest else { throw .unknownFormat(format) }
        let passTag = try reader.byte(bytes)
        guard let pass = SyncPass(rawValue: passTag) else { throw .badTag(passTag) }
        let reserved = try reader.byte(bytes)
        guard reserved == 0 else { throw .badTag(reserved) }
        let eventCount: UInt32 = try reader.fixed(bytes)
        firstSequence = try reader.fixed(bytes)
        run = try reader.fixed(bytes)
        observedTime = try reader.fixed(bytes)
        symbolsBefore = try reader.fixed(bytes)
        symbolsDefined = try reader.fixed(bytes)
        changeCount = try reader.fixed(bytes)
        linkCount = try reader.fixed(bytes)
        previousHash = try reader.copy(bytes, count: ChainHash.byteCount)
        hash = try reader.copy(bytes, count: ChainHash.byteCount)
        self.pass = pass
        self.eventCount = Int(eventCount)
        // Counts are bounded by the smallest form of what they count before anything is reserved.
        let body = UInt64(bytes.byteCount - reader.offset)
        guard eventCount >= 1, UInt64(eventCount) * 2 <= body, UInt64(symbolsDefined) * 2 <= body,
            UInt64(changeCount) * 2 <= body, UInt64(linkCount) * 4 <= body
        else { throw .outOfRange("a count in the header") }
        guard firstSequence >= 1, firstSequence <= .max - UInt64(eventCount) else {
            throw .outOfRange("the first sequence number")
        }
        guard symbolsBefore <= UInt32.max - symbolsDefined else {
            throw .outOfRange("the number of symbols")
        }
        guard StoredValueCoding.instants.contains(observedTime) else {
            throw .outOfRange("the observed time")
        }
    }

    init(
        pass: SyncPass, eventCount: Int, firstSequence: UInt64, run: UInt64, observedTime: Int64,
        symbolsBefore: UInt32, symbolsDefined: UInt32, changeCount: UInt32, linkCount: UInt32,
        previousHash: [UInt8]
    ) {
        self.pass = pass
        self.eventCount = eventCount
        self.firstSequence = firstSequence
        self.run = run
        self.observedTime = observedTime
        self.symbolsBefore = symbolsBefore
        self.symbolsDefined = symbolsDefined
        self.changeCount = changeCount
        self.linkCount = linkCount
        self.previousHash = previousHash
        hash = [UInt8](repeating: 0, count: ChainHash.byteCount)
    }

    func write(to writer: inout ByteWriter) {
        writer.fixed(BlockFormat.newest)
        writer.byte(pass.rawValue)
        writer.byte(0)
        writer.fixed(UInt32(eventCount))
        writer.fixed(firstSequence)
        writer.fixed(run)
        writer.fixed(observedTime)
        writer.fixed(symbolsBefore)
        writer.fixed(symbolsDefined)
        writer.fixed(changeCount)
        writer.fixed(linkCount)
        writer.copy(previousHash)
        writer.copy(hash)
    }
}
