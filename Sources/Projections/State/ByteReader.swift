/// Reads what ``ByteWriter`` wrote; throws where the bytes end early or do not fit.
package struct ByteReader {
    private let bytes: [UInt8]
    private let table: StateTableID
    private var offset = 0

    package init(_ bytes: [UInt8], of table: StateTableID) {
        self.bytes = bytes
        self.table = table
    }

    package var corrupt: ProjectionError { .corruptRow(table: table.name) }

    package mutating func byte() throws(ProjectionError) -> UInt8 {
        guard offset < bytes.count else { throw corrupt }
        defer { offset += 1 }
        return bytes[offset]
    }

    package mutating func unsigned() throws(ProjectionError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw corrupt }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    package mutating func code() throws(ProjectionError) -> UInt32 {
        guard let value = UInt32(exactly: try unsigned()) else { throw corrupt }
        return value
    }

    /// A number of elements that can still follow.
    package mutating func count() throws(ProjectionError) -> Int {
        let value = try unsigned()
        guard value <= UInt64(bytes.count - offset) else { throw corrupt }
        return Int(value)
    }

    package mutating func signed() throws(ProjectionError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    package mutating func wide() throws(ProjectionError) -> Int128 {
        var value: UInt128 = 0
        var shift: UInt128 = 0
        while true {
            let next = try byte()
            guard shift < 126 || next <= 3 else { throw corrupt }
            value |= UInt128(next & 0x7F) << shift
            if next < 0x80 { break }
            shift += 7
        }
        return Int128(bitPattern: value >> 1) ^ -Int128(bitPattern: value & 1)
    }

    package mutating func bigEndian() throws(ProjectionError) -> UInt64 {
        var value: UInt64 = 0
        for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
        return value
    }

    package mutating func text() throws(ProjectionError) -> String {
        let length = try count()
        defer { offset += length }
        return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }

    package func end() throws(ProjectionError) {
        guard offset == bytes.count else { throw corrupt }
    }
}
