/// All associations, kept in both directions.
struct AssociationTable: Sendable {
    struct Link: Sendable, Equatable {
        var id: UInt64
        var types: [AssociationType]
    }

    /// By (from, to) pair of types, then by record.
    private var pairs: [[UInt64: [Link]]]

    init() {
        let kinds = ObjectKind.allCases.count
        pairs = Array(repeating: [:], count: kinds * kinds)
    }

    private static func slot(_ from: ObjectKind, _ to: ObjectKind) -> Int {
        from.rawValue * ObjectKind.allCases.count + to.rawValue
    }

    func links(_ from: ObjectKind, _ id: UInt64, to: ObjectKind) -> [Link] {
        pairs[Self.slot(from, to)][id] ?? []
    }

    /// Adds types to a pair in both directions.
    mutating func add(
        _ from: ObjectKind, _ fromID: UInt64, to: ObjectKind, _ toID: UInt64,
        types: [AssociationType]
    ) {
        insert(from, fromID, to, toID, types)
        insert(to, toID, from, fromID, types.map { $0.reversed(from: from, to: to) })
    }

    /// Removes the named types, or the whole pair when none are named.
    ///
    /// - Returns: whether anything was removed.
    mutating func remove(
        _ from: ObjectKind, _ fromID: UInt64, to: ObjectKind, _ toID: UInt64,
        types: [AssociationType] = []
    ) -> Bool {
        let removed = drop(from, fromID, to, toID, types)
        let reversed = types.map { $0.reversed(from: from, to: to) }
        return drop(to, toID, from, fromID, reversed) || removed
    }

    /// Removes every association of a record.
    mutating func removeAll(_ kind: ObjectKind, _ id: UInt64) {
        for other in ObjectKind.allCases {
            for link in links(kind, id, to: other) {
                _ = remove(kind, id, to: other, link.id)
            }
        }
    }

    /// Gives the associations of an absorbed record to its survivor.
    ///
    /// Source: knowledge.hubspot.com/records/merge-records: excess primary ones are dropped.
    mutating func move(_ kind: ObjectKind, from absorbed: UInt64, to survivor: UInt64) {
        for other in ObjectKind.allCases {
            let moved = links(kind, absorbed, to: other)
            let hasPrimary = links(kind, survivor, to: other).contains {
                $0.types.contains(where: \.isPrimary)
            }
            for link in moved {
                _ = remove(kind, absorbed, to: other, link.id)
                var types = link.types
                if hasPrimary, types.contains(where: { !$0.isPrimary }) {
                    types.removeAll(where: \.isPrimary)
                } else if hasPrimary, let plain = AssociationType.plain(from: kind, to: other) {
                    types = [plain]
                }
                add(kind, survivor, to: other, link.id, types: types)
            }
        }
    }

    private mutating func insert(
        _ from: ObjectKind, _ fromID: UInt64, _ to: ObjectKind, _ toID: UInt64,
        _ types: [AssociationType]
    ) {
        var links = pairs[Self.slot(from, to)][fromID] ?? []
        if let index = links.firstIndex(where: { $0.id == toID }) {
            for type in types where !links[index].types.contains(type) {
                links[index].types.append(type)
            }
        } else {
            links.append(Link(id: toID, types: types))
        }
        pairs[Self.slot(from, to)][fromID] = links
    }

    private mutating func drop(
        _ from: ObjectKind, _ fromID: UInt64, _ to: ObjectKind, _ toID: UInt64,
        _ types: [AssociationType]
    ) -> Bool {
        let slot = Self.slot(from, to)
        guard var links = pairs[slot][fromID],
            let index = links.firstIndex(where: { $0.id == toID })
        else { return false }
        let before = links[index].types.count
        links[index].types.removeAll { types.contains($0) }
        let changed = types.isEmpty || links[index].types.count < before
        if types.isEmpty || links[index].types.isEmpty { links.remove(at: index) }
        pairs[slot][fromID] = links.isEmpty ? nil : links
        return changed
    }
}
