/// Appends fields to bytes that will be stored; the mirror of ``ByteReader``.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func fixed(_ value: some FixedWidthInteger & BitwiseCopyable) {
        let stored = value.bigEndian
        unsafe withUnsafeBytes(of: stored) { unsafe bytes.append(contentsOf: $0) }
    }

    @inline(__always)
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    mutating func varint(_ value: Int) { varint(UInt64(value)) }

    @inline(__always)
    mutating func signedVarint(_ value: Int64) {
        varint(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63))
    }

    mutating func text(_ text: String) {
        varint(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func copy(_ other: some Collection<UInt8>) { bytes.append(contentsOf: other) }

    /// Replaces bytes that were written before.
    mutating func overwrite(at offset: Int, _ other: [UInt8]) {
        bytes.replaceSubrange(offset..<offset + other.count, with: other)
    }
}
