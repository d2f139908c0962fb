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
    /// The number of the last deep check that saw it in the portal; `nil` before the first.
    package var sweep: UInt32?

    package init(
        createdAt: Int64? = nil, updatedAt: Int64? = nil, readAt: Int64? = nil,
        isUnsettled: Bool = false, sweep: UInt32? = nil
    ) {
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.readAt = readAt
        self.isUnsettled = isUnsettled
        self.sweep = sweep
    }
}

extension RecordStamps {
    /// Flags (bits 0–2: which times follow, bit 3: unsettled, bit 4: a sweep follows), then the
    /// times as signed varints, then the number of the sweep as varint.
    func write(to writer: inout ByteWriter) {
        let times = [createdAt, updatedAt, readAt]
        var flags: UInt8 = isUnsettled ? 8 : 0
        for (bit, time) in times.enumerated() where time != nil { flags |= 1 << UInt8(bit) }
        if sweep != nil { flags |= 16 }
        writer.byte(flags)
        for case let time? in times { writer.signedVarint(time) }
        if let sweep { writer.varint(UInt64(sweep)) }
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        let flags = try reader.byte(bytes)
        guard flags < 32 else { throw .badTag(flags) }
        createdAt = flags & 1 == 0 ? nil : try reader.signedVarint(bytes)
        updatedAt = flags & 2 == 0 ? nil : try reader.signedVarint(bytes)
        readAt = flags & 4 == 0 ? nil : try reader.signedVarint(bytes)
        isUnsettled = flags & 8 != 0
        if flags & 16 != 0 {
            guard let number = UInt32(exactly: try reader.varint(bytes)) else {
                throw .outOfRange("the number of a sweep")
            }
            sweep = number
        }
        try reader.requireEnd(bytes)
    }
}
