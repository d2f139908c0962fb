package import HubSpotModel

/// Names one small fact of the sync's working memory: a watermark, a cursor, a due time.
///
/// The names are stored; a run that finds an unknown one leaves it alone.
package struct SyncKey: Hashable, Sendable {
    /// What kind of fact: "watermark", "cursor"; UTF-8 without zero bytes, at most 100 bytes.
    package let name: String
    /// The type it is about; `nil` when it is about the whole portal.
    package let object: ObjectType?
    /// What tells several facts of the same kind and type apart; at most 200 bytes.
    package let detail: String

    package init(_ name: String, _ object: ObjectType? = nil, detail: String = "") {
        precondition(
            !name.isEmpty && name.utf8.count <= 100 && !name.utf8.contains(0)
                && detail.utf8.count <= 200, "a sync key has a short name and detail")
        self.name = name
        self.object = object
        self.detail = detail
    }
}

extension SyncKey {
    /// Name, 0, object (0 for none), detail.
    var stored: [UInt8] {
        Array(name.utf8) + [0, object?.rawValue ?? 0] + Array(detail.utf8)
    }

    init?(stored bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0), end > 0, bytes.count >= end + 2,
            let name = String(validating: bytes[..<end], as: UTF8.self),
            let detail = String(validating: bytes[(end + 2)...], as: UTF8.self)
        else { return nil }
        let tag = bytes[end + 1]
        let object = ObjectType(rawValue: tag)
        guard tag == 0 || object != nil else { return nil }
        self.init(name, object, detail: detail)
    }
}
