import HubSpotModel
import LMDB

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
