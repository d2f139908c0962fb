import HubSpotModel

/// How one value of a property is written: a tag byte, then what the tag announces.
///
/// | tag | case | after the tag |
/// |---|---|---|
/// | 0 | missing | – |
/// | 1 | symbol | code, varint |
/// | 2 | integer | signed varint |
/// | 3 | decimal | scale, 1 byte (1–19); units, signed varint |
/// | 4 | instant | epoch milliseconds, signed varint |
/// | 5 | instant in seconds | epoch seconds, signed varint |
/// | 6 | date | days since 1970-01-01, signed varint |
/// | 7 | text | bytes of UTF-8 as varint, at least 1; the bytes |
/// | 8 | personal, learned here | SHA-256(salt ‖ text), 32 bytes |
/// | 9 | personal, learned before | sequence, varint; index, varint |
///
/// Instants and dates lie in the years 0000 to 9999. Tag 8 stands only on the after side of an
/// event, tag 9 everywhere else.
enum StoredValueCoding {
    static let instants: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
    static let seconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
    static let days: ClosedRange<Int64> = -719_528...2_932_896

    static let learnedTag: UInt8 = 8
    static let referenceTag: UInt8 = 9

    /// Writes any value; a personal one as a reference.
    static func write(_ value: StoredValue, to writer: inout ByteWriter) {
        switch value {
        case .missing: writer.byte(0)
        case .symbol(let symbol):
            writer.byte(1)
            writer.varint(UInt64(symbol.code))
        case .integer(let number):
            writer.byte(2)
            writer.signedVarint(number)
        case .decimal(let units, let scale):
            writer.byte(3)
            writer.byte(scale)
            writer.signedVarint(units)
        case .instant(let milliseconds):
            writer.byte(4)
            writer.signedVarint(milliseconds)
        case .instantInSeconds(let seconds):
            writer.byte(5)
            writer.signedVarint(seconds)
        case .date(let days):
            writer.byte(6)
            writer.signedVarint(Int64(days))
        case .text(let text):
            writer.byte(7)
            writer.text(text)
        case .personal(let reference):
            writer.byte(referenceTag)
            writer.varint(reference.sequence.rawValue)
            writer.varint(UInt64(reference.index))
        }
    }

    /// Reads any value but one with tag 8, checking that symbols are below `symbolEnd`.
    @inline(__always)
    static func read(
        _ bytes: RawSpan, _ reader: inout ByteReader, symbolEnd: UInt64
    ) throws(FormatFault) -> StoredValue {
        try read(bytes, &reader, tag: reader.byte(bytes), symbolEnd: symbolEnd)
    }

    @inline(__always)
    static func read(
        _ bytes: RawSpan, _ reader: inout ByteReader, tag: UInt8, symbolEnd: UInt64
    ) throws(FormatFault) -> StoredValue {
        switch tag {
        case 0: return .missing
        case 1: return .symbol(try symbol(bytes, &reader, symbolEnd))
        case 2: return .integer(try reader.signedVarint(bytes))
        case 3:
            let scale = try reader.byte(bytes)
            guard (1...19).contains(scale) else { throw .outOfRange("a scale") }
            return .decimal(units: try reader.signedVarint(bytes), scale: scale)
        case 4:
            let milliseconds = try reader.signedVarint(bytes)
            guard instants.contains(milliseconds) else { throw .outOfRange("an instant") }
            return .instant(milliseconds: milliseconds)
        case 5:
            let value = try reader.signedVarint(bytes)
            guard seconds.contains(value) else { throw .outOfRange("an instant") }
            return .instantInSeconds(seconds: value)
        case 6:
            let value = try reader.signedVarint(bytes)
            guard days.contains(value) else { throw .outOfRange("a date") }
            return .date(days: Int32(value))
        case 7: return try text(bytes, &reader)
        case referenceTag: return .personal(try reference(bytes, &reader))
        default: throw .badTag(tag)
        }
    }

    @inline(__always)
    static func symbol(
        _ bytes: RawSpan, _ reader: inout ByteReader, _ symbolEnd: UInt64
    ) throws(FormatFault) -> Symbol {
        let code = try reader.varint(bytes)
        guard code >= 1, code < symbolEnd else { throw .outOfRange("a symbol") }
        return Symbol(code: UInt32(truncatingIfNeeded: code))
    }

    private static func text(
        _ bytes: RawSpan, _ reader: inout ByteReader
    ) throws(FormatFault) -> StoredValue {
        let text = try reader.text(bytes)
        guard !text.isEmpty else { throw .outOfRange("the length of a text") }
        return .text(text)
    }

    private static func reference(
        _ bytes: RawSpan, _ reader: inout ByteReader
    ) throws(FormatFault) -> PersonalReference {
        let sequence = try reader.varint(bytes)
        let index = try reader.varint(bytes)
        guard sequence >= 1, let index = UInt16(exactly: index) else {
            throw .outOfRange("a place of a personal text")
        }
        return PersonalReference(sequence: SequenceNumber(sequence), index: index)
    }
}
