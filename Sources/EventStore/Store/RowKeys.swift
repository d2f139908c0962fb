import HubSpotModel
import LMDB

/// The key of a record in `current`, `stamps` and `history`: object, then id.
///
/// An id is 1 and eight bytes, big-endian, or 2 and UTF-8: numbers come first, by value.
struct RecordRowKey: TableKey, Hashable {
    /// The longest text id, in UTF-8 bytes.
    static let textBytesMax = 400

    let record: RecordKey

    init(_ record: RecordKey) { self.record = record }

    func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch record.id {
        case .number(let number):
            var bytes = InlineArray<10, UInt8>(repeating: 1)
            bytes[0] = record.object.rawValue
            for index in 0..<8 {
                bytes[9 - index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
            }
            return unsafe try body(bytes.span.bytes)
        case .text(let text):
            let bytes = [record.object.rawValue, 2] + Array(text.utf8)
            return unsafe try body(bytes.span.bytes)
        }
    }

    init?(keyBytes: RawSpan) {
        guard let record = try? Self.read(keyBytes, end: keyBytes.byteCount) else { return nil }
        self.record = record
    }

    static func read(_ bytes: RawSpan, end: Int) throws(FormatFault) -> RecordKey {
        var reader = ByteReader()
        let objectTag = try reader.byte(bytes)
        guard let object = ObjectType(rawValue: objectTag) else { throw .badTag(objectTag) }
        let tag = try reader.byte(bytes)
        switch tag {
        case 1:
            let number: UInt64 = try reader.fixed(bytes)
            guard reader.offset == end else { throw .excess }
            return RecordKey(object, .number(number))
        case 2:
            guard end > 2 else { throw .truncated }
            return RecordKey(object, .text(try ByteReader.text(bytes, 2..<end)))
        default: throw .badTag(tag)
        }
    }
}

/// The key of a list in `links`: the record's key, then the type of the targets.
struct LinkRowKey: TableKey, Hashable {
    let from: RecordKey
    let to: ObjectType

    init(from: RecordKey, to: ObjectType) {
        self.from = from
        self.to = to
    }

    func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var bytes = RecordRowKey(from).withKeyBytes { $0.copied() }
        bytes.append(to.rawValue)
        return unsafe try body(bytes.span.bytes)
    }

    init?(keyBytes: RawSpan) {
        let end = keyBytes.byteCount - 1
        guard end >= 3,
            let to = ObjectType(
                rawValue: unsafe keyBytes.unsafeLoad(fromByteOffset: end, as: UInt8.self)),
            let from = try? RecordRowKey.read(keyBytes, end: end)
        else { return nil }
        self.init(from: from, to: to)
    }
}

/// The key of a personal text: the event that learned it, and its place there; 8 + 2 bytes.
struct PersonalRowKey: TableKey, Hashable {
    let reference: PersonalReference

    init(_ reference: PersonalReference) { self.reference = reference }

    func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var bytes = InlineArray<10, UInt8>(repeating: 0)
        for index in 0..<8 {
            let shift = UInt64(8 * (7 - index))
            bytes[index] = UInt8(truncatingIfNeeded: reference.sequence.rawValue >> shift)
        }
        bytes[8] = UInt8(truncatingIfNeeded: reference.index >> 8)
        bytes[9] = UInt8(truncatingIfNeeded: reference.index)
        return unsafe try body(bytes.span.bytes)
    }

    init?(keyBytes: RawSpan) {
        var reader = ByteReader()
        guard keyBytes.byteCount == 10,
            let sequence: UInt64 = try? reader.fixed(keyBytes),
            let index: UInt16 = try? reader.fixed(keyBytes)
        else { return nil }
        reference = PersonalReference(sequence: SequenceNumber(sequence), index: index)
    }
}
