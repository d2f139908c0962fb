import Foundation

/// An event as `hubledger log --json` prints it.
struct EventLine: Decodable, Sendable {
    struct Change: Decodable, Hashable, Sendable {
        let property: String
        let before: String?
        let after: String?
        /// Whether a text was erased, so that it reads as none.
        let erased: Bool?
    }

    struct Link: Decodable, Hashable, Sendable {
        let to: String
        let id: String
        let types: [RecordLine.Link.Kind]
        let change: String
    }

    struct Cause: Decodable, Hashable, Sendable {
        let sourceType: String
        let sourceId: String?
    }

    let sequence: Int
    let kind: String
    let object: String?
    let id: String?
    let sourceTime: String?
    let observedTime: String
    let pass: String
    let run: Int
    let cause: Cause?
    let place: Int?
    let changes: [Change]?
    let links: [Link]?

    static func lines(_ data: Data) throws -> [EventLine] {
        let decoder = JSONDecoder()
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(EventLine.self, from: $0)
        }
    }

    /// What an event says, without when and by which run it was learned.
    struct Content: Hashable, Sendable, CustomStringConvertible {
        let kind: String
        let object: String?
        let id: String?
        let sourceTime: String?
        let cause: Cause?
        let place: Int?
        let changes: Set<Change>
        let links: Set<Link>

        var description: String {
            "\(kind) \(object ?? "ledger")/\(id ?? "") at \(sourceTime ?? "?"): "
                + "\(changes.map { "\($0.property): \($0.before ?? "–") → \($0.after ?? "–")" })"
                + "\(links.map { "\($0.change) \($0.to)/\($0.id)" })"
        }
    }

    var content: Content {
        Content(
            kind: kind, object: object, id: id, sourceTime: sourceTime, cause: cause, place: place,
            changes: Set(changes ?? []), links: Set(links ?? []))
    }

    /// How often each content stands in the log; events of the ledger itself are left out.
    static func contents(_ events: [EventLine]) -> [Content: Int] {
        events.filter { $0.id != nil }.reduce(into: [:]) { $0[$1.content, default: 0] += 1 }
    }
}
