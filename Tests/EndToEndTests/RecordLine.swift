import Foundation

/// A record as `hubledger records --json` prints it, and as the simulator tells the truth about it.
struct RecordLine: Decodable, Equatable, Sendable {
    struct Link: Decodable, Equatable, Hashable, Sendable {
        struct Kind: Decodable, Equatable, Hashable, Sendable {
            let category: String
            let typeId: Int
            let label: String?
        }

        let id: String
        var types: [Kind]
    }

    let id: String
    var properties: [String: String]
    let createdAt: String?
    let updatedAt: String?
    let archived: Bool
    let archivedAt: String?
    var associations: [String: [Link]]
    let mergedInto: String?

    static func lines(_ data: Data) throws -> [RecordLine] {
        let decoder = JSONDecoder()
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(RecordLine.self, from: $0)
        }
    }

    /// What hubledger promises to read of this record: the properties of the metric dictionary's
    /// section 14 that are not empty, and the links that it reads on this side.
    func read(as object: TrackedObject) -> RecordLine {
        var record = self
        record.properties = properties.filter { object.reads($0.key) && !$0.value.isEmpty }
        record.associations = associations.filter { object.links.contains($0.key) }
            .mapValues(Self.ordered)
        return record
    }

    /// Links and their types in one order, whatever the order in which they were told.
    var ordered: RecordLine {
        var record = self
        record.associations = associations.mapValues(Self.ordered)
        return record
    }

    private static func ordered(_ links: [Link]) -> [Link] {
        links.map { link in
            var link = link
            link.types.sort { ($0.category, $0.typeId) < ($1.category, $1.typeId) }
            return link
        }.sorted { ($0.id.utf8.count, $0.id) < ($1.id.utf8.count, $1.id) }
    }

    /// In words, what another record has otherwise.
    func differences(from other: RecordLine?) -> [String] {
        guard let other else { return ["it is missing"] }
        var words = Set(properties.keys).union(other.properties.keys).sorted().compactMap { name in
            let (one, two) = (properties[name] ?? "–", other.properties[name] ?? "–")
            return one == two ? nil : "\(name) is \(two), not \(one)"
        }
        for (name, one, two) in [
            ("createdAt", createdAt, other.createdAt), ("updatedAt", updatedAt, other.updatedAt),
            ("archivedAt", archivedAt, other.archivedAt),
            ("archived", "\(archived)", "\(other.archived)"),
        ] where one != two { words.append("\(name) is \(two ?? "–"), not \(one ?? "–")") }
        for name in Set(associations.keys).union(other.associations.keys).sorted() {
            let (one, two) = (associations[name] ?? [], other.associations[name] ?? [])
            if one != two { words.append("links to \(name) are \(two), not \(one)") }
        }
        return words
    }
}
