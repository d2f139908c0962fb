import HubSpotModel
import LMDB

extension LedgerTransaction {
    /// Appends one event with every link of the draft that differs.
    mutating func appendLinks(_ draft: EventDraft, of key: RecordKey) throws -> SequenceNumber? {
        var changes: [LinkChange] = []
        var lists: [LinkList] = []
        for links in draft.links {
            var list = try self.links(of: key, to: links.to)
            let found = try differences(from: list, to: links)
            guard !found.isEmpty else { continue }
            for change in found { list.fold(change) }
            changes += found
            lists.append(list)
        }
        guard !changes.isEmpty else { return nil }
        guard Set(lists.map(\.to)).count == lists.count else {
            throw LedgerError(.badDraft, "the links of \(key) to one type are given twice")
        }
        scratch.removeAll(keepingCapacity: true)
        let event = try appendEvent(
            .linksChanged, of: key, sourceTime: draft.sourceTime, cause: draft.cause,
            links: changes)
        for list in lists { try store(list) }
        try store(event, onto: try image(of: key))
        return event.sequence
    }

    /// What changes a list to a draft, by id of the target.
    private func differences(
        from list: LinkList, to draft: LinkDraft
    ) throws -> [LinkChange] {
        var targets: [RecordID: Set<AssociationType>] = [:]
        for link in draft.links {
            try Self.check(link.target)
            targets[link.target, default: []].formUnion(link.types)
        }
        var changes: [LinkChange] = []
        var rest = list.links[...]
        for (target, types) in targets.sorted(by: { $0.key < $1.key }) {
            while let known = rest.first, known.target < target {
                rest.removeFirst()
                changes.append(removal(of: known, draft.to))
            }
            var before: [Symbol] = []
            if let known = rest.first, known.target == target {
                rest.removeFirst()
                before = known.types
            }
            let after = symbols(of: types)
            guard before != after else { continue }
            changes.append(
                LinkChange(target: RecordKey(draft.to, target), before: before, after: after))
        }
        return changes + rest.map { removal(of: $0, draft.to) }
    }

    private func removal(of link: RecordLink, _ object: ObjectType) -> LinkChange {
        LinkChange(target: RecordKey(object, link.target), before: link.types, after: [])
    }

    /// In the order of the types; a link that names none has the unlabelled type 0.
    private func symbols(of types: Set<AssociationType>) -> [Symbol] {
        let unnamed = AssociationType(category: "HUBSPOT_DEFINED", typeID: 0, label: nil)
        return (types.isEmpty ? [unnamed] : types.sorted()).map { book.symbol(for: $0) }
    }

    /// A list without links has no row.
    private mutating func store(_ list: LinkList) throws {
        let key = LinkRowKey(from: list.from, to: list.to)
        guard !list.links.isEmpty else {
            try tables.links.delete(key, in: transaction)
            return
        }
        writer.removeAll()
        list.write(to: &writer)
        try tables.links.put(key, writer.bytes, in: transaction)
    }
}
