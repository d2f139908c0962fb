/// Many rows in one value, in the order of their keys.
///
/// Each is key length (2 bytes), value length (4 bytes), key, value; numbers are big-endian.
/// A state of a hundred thousand rows is a few thousand values so, written and read in order.
enum FrozenChunk {
    /// Four pages with their header: what LMDB stores without waste.
    static let bytesMax = 16_368
    private static let headBytes = 6

    /// Bytes that a row takes.
    static func size(_ key: RawSpan, _ value: RawSpan) -> Int {
        headBytes + key.byteCount + value.byteCount
    }

    static func append(_ key: RawSpan, _ value: RawSpan, to chunk: inout [UInt8]) {
        chunk.append(UInt8(truncatingIfNeeded: key.byteCount >> 8))
        chunk.append(UInt8(truncatingIfNeeded: key.byteCount))
        for shift in [24, 16, 8, 0] {
            chunk.append(UInt8(truncatingIfNeeded: value.byteCount >> shift))
        }
        unsafe key.withUnsafeBytes { unsafe chunk.append(contentsOf: $0) }
        unsafe value.withUnsafeBytes { unsafe chunk.append(contentsOf: $0) }
    }

    /// Lends each row to `body` until it answers false.
    ///
    /// - Returns: whether `body` wanted more, or `nil` where the bytes are no chunk.
    static func forEachRow(
        _ chunk: RawSpan, _ body: (_ key: RawSpan, _ value: RawSpan) throws -> Bool
    ) rethrows -> Bool? {
        var offset = 0
        while offset < chunk.byteCount {
            guard offset + headBytes <= chunk.byteCount else { return nil }
            let keyCount = number(chunk, offset, bytes: 2)
            let valueCount = number(chunk, offset + 2, bytes: 4)
            let keyStart = offset + headBytes
            let valueStart = keyStart + keyCount
            let end = valueStart + valueCount
            guard end <= chunk.byteCount else { return nil }
            let isMore = try body(
                chunk.extracting(keyStart..<valueStart), chunk.extracting(valueStart..<end))
            guard isMore else { return false }
            offset = end
        }
        return true
    }

    private static func number(_ bytes: RawSpan, _ offset: Int, bytes count: Int) -> Int {
        var value = 0
        for index in offset..<offset + count {
            value = value << 8 | Int(unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self))
        }
        return value
    }
}

extension RawSpan {
    /// How the bytes compare with those of an array: negative, zero, positive.
    func comparison(with other: [UInt8]) -> Int {
        let shared = min(byteCount, other.count)
        for index in 0..<shared {
            let left = unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
            if left != other[index] { return left < other[index] ? -1 : 1 }
        }
        return byteCount - other.count
    }

    func begins(with prefix: [UInt8]) -> Bool {
        guard byteCount >= prefix.count else { return false }
        return extracting(0..<prefix.count).comparison(with: prefix) == 0
    }
}
