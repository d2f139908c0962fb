/// A pipeline with its stages.
struct Pipeline: Sendable, Equatable {
    struct Stage: Sendable, Equatable {
        /// Opaque: a word for defaults, a numeric string or GUID for stages that users added.
        var id: String
        var label: String
        var displayOrder: Int
        /// Strings, as HubSpot sends them: `isClosed` and `probability`.
        var metadata: [JSONValue.Member]
        var createdAt: Stamp
        var updatedAt: Stamp
        var archivedAt: Stamp?

        var probability: String? {
            metadata.first { $0.name == "probability" }?.value.scalarText
        }

        var isClosed: Bool {
            if let flag = metadata.first(where: { $0.name == "isClosed" })?.value.boolValue {
                return flag
            }
            return isWon || probability.flatMap(Double.init) == 0
        }

        var isWon: Bool {
            probability.flatMap(Double.init) == 1
        }

        var json: JSONValue {
            var value: JSONValue = [
                "label": .string(label), "displayOrder": .integer(displayOrder),
                "metadata": .object(metadata), "createdAt": .string(StampText.iso(createdAt)),
                "updatedAt": .string(StampText.iso(updatedAt)), "id": .string(id),
                "archived": .bool(archivedAt != nil),
            ]
            if let archivedAt { value.set("archivedAt", .string(StampText.iso(archivedAt))) }
            return value
        }
    }

    var id: String
    var label: String
    var displayOrder: Int
    var stages: [Stage]
    var createdAt: Stamp
    var updatedAt: Stamp
    var archivedAt: Stamp?

    func stage(_ id: String) -> Stage? {
        stages.first { $0.id == id }
    }

    /// Stages leave in another order than that of display; clients must sort.
    var json: JSONValue {
        let unsorted = stages.sorted {
            let left = SplitMix64.hash($0.id.utf8)
            let right = SplitMix64.hash($1.id.utf8)
            return left < right
        }
        // The default pipeline is as old as the epoch, and shown without a fraction.
        var value: JSONValue = [
            "label": .string(label), "displayOrder": .integer(displayOrder),
            "id": .string(id), "stages": .array(unsorted.map(\.json)),
            "createdAt": .string(StampText.iso(createdAt, short: true)),
            "updatedAt": .string(StampText.iso(updatedAt)), "archived": .bool(archivedAt != nil),
        ]
        if let archivedAt { value.set("archivedAt", .string(StampText.iso(archivedAt))) }
        return value
    }
}
