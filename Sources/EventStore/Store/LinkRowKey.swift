import HubSpotModel
import LMDB

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
