import HubSpotModel

/// Reads fields one after the other from stored bytes, checking every length.
///
/// Only a position: the bytes are passed to each call, because a span cannot be kept. Integers of
/// fixed size are big-endian; others are LEB128 in the shortest form, signed ones zigzag.
struct ByteReader {
    private(set) var offset: Int

    init(at offset: Int = 0) { self.offset = offset }

    @inline(__always)
    mutating func byte(_ bytes: RawSpan) throws(FormatFault) -> UInt8 {
        guard offset < bytes.byteCount else { throw .truncated }
        // In bounds by the line above; a byte has no alignment and no invalid patterns.
        let value = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
        offset += 1
        return value
    }

    mutating func fixed<Value: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: RawSpan, as: Value.Type = Value.self
    ) throws(FormatFault) -> Value {
        let size = MemoryLayout<Value>.size
        guard bytes.byteCount - offset >= size else { throw .truncated }
        let value = unsafe bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: offset, as: Value.self)
        offset += size
        return Value(bigEndian: value)
    }

    @inline(__always)
    mutating func varint(_ bytes: RawSpan) throws(FormatFault) -> UInt64 {
        let first = try byte(bytes)
        if first < 0x80 { return UInt64(first) }
        return try longVarint(bytes, first: first)
    }

    @inline(never)
    private mutating func longVarint(
        _ bytes: RawSpan, first: UInt8
    ) throws(FormatFault) -> UInt64 {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        var next = offset
        let end = bytes.byteCount
        while next < end {
            // In bounds by the line above.
            let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: next, as: UInt8.self)
            next &+= 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 {
                // The tenth byte holds one bit; a last byte of zero would be superfluous.
                guard byte != 0, shift < 63 || byte == 1 else { throw .badInteger }
                offset = next
                return value
            }
            guard shift < 63 else { throw .badInteger }
            shift &+= 7
        }
        throw .truncated
    }

    @inline(__always)
    mutating func signedVarint(_ bytes: RawSpan) throws(FormatFault) -> Int64 {
        let value = try varint(bytes)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A count of things of which each takes at least `bytesEach` bytes.
    @inline(__always)
    mutating func count(
        _ bytes: RawSpan, bytesEach: Int, _ field: String
    ) throws(FormatFault) -> Int {
        let value = try varint(bytes)
        guard value <= UInt64((bytes.byteCount - offset) / bytesEach) else {
            throw .outOfRange(field)
        }
        return Int(value)
    }

    mutating func text(_ bytes: RawSpan) throws(FormatFault) -> String {
        let length = try count(bytes, bytesEach: 1, "the length of a text")
        let start = offset
        offset += length
        return try Self.text(bytes, start..<offset)
    }

    mutating func copy(_ bytes: RawSpan, count: Int) throws(FormatFault) -> [UInt8] {
        try skip(bytes, count: count)
        let range = offset - count..<offset
        return unsafe bytes.extracting(range).withUnsafeBytes { unsafe [UInt8]($0) }
    }

    mutating func skip(_ bytes: RawSpan, count: Int) throws(FormatFault) {
        guard count >= 0, bytes.byteCount - offset >= count else { throw .truncated }
        offset += count
    }

    func isAtEnd(_ bytes: RawSpan) -> Bool { offset == bytes.byteCount }

    func requireEnd(_ bytes: RawSpan) throws(FormatFault) {
        guard isAtEnd(bytes) else { throw .excess }
    }

    /// The text in a range that lies within the bytes.
    static func text(_ bytes: RawSpan, _ range: Range<Int>) throws(FormatFault) -> String {
        let text = unsafe bytes.extracting(range).withUnsafeBytes { utf8 in
            unsafe String(validating: utf8, as: UTF8.self)
        }
        guard let text else { throw .badText }
        return text
    }
}
