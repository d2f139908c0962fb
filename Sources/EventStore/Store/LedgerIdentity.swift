/// Which ledger this is; written once, when it is created.
package struct LedgerIdentity: Hashable, Sendable {
    package static let newestFormat: UInt16 = 1

    /// 16 random bytes.
    package let ledgerID: [UInt8]
    /// The format of the tables; a program refuses a newer one.
    package let format: UInt16
    /// `StorageClass.listVersion` when the ledger was created.
    package let storageListVersion: UInt16
    /// Epoch milliseconds.
    package let createdAt: Int64

    /// The id in lower-case hexadecimal.
    package var ledgerIDText: String { ledgerID.hexadecimal }

    /// The hash that stands before the first block: it binds the chain to this ledger.
    package var originHash: [UInt8] { ChainHash.origin(ledgerID: ledgerID) }
}

extension LedgerIdentity {
    /// A mark, then format, list version, time and id; fixed sizes, big-endian.
    private static let mark = Array("hubledger".utf8)

    var stored: [UInt8] {
        var writer = ByteWriter()
        writer.copy(Self.mark)
        writer.fixed(format)
        writer.fixed(storageListVersion)
        writer.fixed(createdAt)
        writer.copy(ledgerID)
        return writer.bytes
    }

    init(_ bytes: RawSpan) throws(FormatFault) {
        var reader = ByteReader()
        let mark = try reader.copy(bytes, count: Self.mark.count)
        guard mark == Self.mark else { throw .outOfRange("the mark of a ledger") }
        format = try reader.fixed(bytes)
        guard format <= Self.newestFormat else { throw .unknownFormat(format) }
        storageListVersion = try reader.fixed(bytes)
        createdAt = try reader.fixed(bytes)
        ledgerID = try reader.copy(bytes, count: 16)
        try reader.requireEnd(bytes)
    }
}
