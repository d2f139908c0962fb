/// When a record was made, modified and read: beside the image, because a stamp alone is no event.
package struct RecordStamps: Hashable, Sendable {
    /// Epoch milliseconds of the envelope; `nil` when the answer had none.
    package var createdAt: Int64?
    /// The modified stamp, epoch milliseconds; `nil` when the answer had none.
    package var updatedAt: Int64?
    /// When it was last read, server time in epoch milliseconds.
    package var readAt: Int64?
    /// Read so soon after its own stamp that a second write may share the millisecond.
    package var isUnsettled: Bool

    package init(
        createdAt: Int64? = nil, updatedAt: Int64? = nil, readAt: Int64? = nil,
        isUnsettled: Bool = false
    ) {
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.readAt = readAt
        self.isUnsettled = isUnsettled
    }
}

extension RecordStamps {
    /// Flags (bits 0–2: which times follow, bit 3: unsettled), then the times as signed varints.
    func write(to writer: inout ByteWriter) {
        let times = [createdAt, updatedAt, readAt]
        var flags: UInt8 = isUnsettled ? 8 : 0
        for (bit, time) in times.enumerated() where time != nil { flags |= 1 << UInt8(bit) }
        writer.byte(flags)
        for case let time? in times { writer.signedVarint(time) }
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        let flags = try reader.byte(bytes)
        guard flags < 16 else { throw .badTag(flags) }
        createdAt = flags & 1 == 0 ? nil : try reader.signedVarint(bytes)
        updatedAt = flags & 2 == 0 ? nil : try reader.signedVarint(bytes)
        readAt = flags & 4 == 0 ? nil : try reader.signedVarint(bytes)
        isUnsettled = flags & 8 != 0
        try reader.requireEnd(bytes)
    }
}
