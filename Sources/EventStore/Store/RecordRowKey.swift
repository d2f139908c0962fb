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
