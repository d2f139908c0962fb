package import HubSpotModel

/// Where the log ends.
package struct LedgerHead: Hashable, Sendable {
    /// Zero in an empty log.
    package let sequence: SequenceNumber
    /// Of the last block; in an empty log, what the first block will stand on: 32 bytes.
    package let hash: [UInt8]
    /// Of the last block, epoch milliseconds; `nil` in an empty log.
    package let observedTime: Int64?
    /// The number of blocks.
    package let blocks: UInt64
    /// The number of symbols that the blocks define.
    package let symbols: UInt32
}

extension LedgerHead {
    /// Sequence, hash, observed time, blocks, symbols; fixed sizes, big-endian.
    var stored: [UInt8] {
        var writer = ByteWriter()
        writer.fixed(sequence.rawValue)
        writer.copy(hash)
        writer.fixed(observedTime ?? .min)
        writer.fixed(blocks)
        writer.fixed(symbols)
        return writer.bytes
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        sequence = SequenceNumber(try reader.fixed(bytes))
        hash = try reader.copy(bytes, count: ChainHash.byteCount)
        let time: Int64 = try reader.fixed(bytes)
        observedTime = time == .min ? nil : time
        blocks = try reader.fixed(bytes)
        symbols = try reader.fixed(bytes)
        try reader.requireEnd(bytes)
    }
}
