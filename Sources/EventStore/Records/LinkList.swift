package import HubSpotModel

/// The links of one record to the records of one type.
package struct LinkList: Hashable, Sendable {
    package let from: RecordKey
    package let to: ObjectType
    /// By id of the target, ascending.
    package internal(set) var links: [RecordLink]

    init(from: RecordKey, to: ObjectType, links: [RecordLink] = []) {
        self.from = from
        self.to = to
        self.links = links
    }

    /// Takes over the after side of a change whose target is of this list's type.
    mutating func fold(_ change: LinkChange) {
        let index = links.firstIndex { $0.target >= change.target.id } ?? links.endIndex
        if index < links.endIndex, links[index].target == change.target.id {
            links.remove(at: index)
        }
        if !change.after.isEmpty {
            links.insert(RecordLink(target: change.target.id, types: change.after), at: index)
        }
    }
}

// MARK: - Stored form

extension LinkList {
    /// The count, then for each: 0 and a number, or 1 and a text; the count of types; their symbols.
    func write(to writer: inout ByteWriter) {
        writer.varint(links.count)
        for link in links {
            switch link.target {
            case .number(let number):
                writer.byte(0)
                writer.varint(number)
            case .text(let text):
                writer.byte(1)
                writer.text(text)
            }
            writer.varint(link.types.count)
            for type in link.types { writer.varint(UInt64(type.code)) }
        }
    }

    init(
        from: RecordKey, to: ObjectType, _ bytes: RawSpan, symbolEnd: UInt64
    ) throws(FormatFault) {
        var reader = ByteReader()
        let count = try reader.count(bytes, bytesEach: 4, "a count of links")
        var links: [RecordLink] = []
        links.reserveCapacity(count)
        for _ in 0..<count {
            let tag = try reader.byte(bytes)
            guard tag <= 1 else { throw .badTag(tag) }
            let target: RecordID =
                tag == 0 ? .number(try reader.varint(bytes)) : .text(try reader.text(bytes))
            let typeCount = try reader.count(bytes, bytesEach: 1, "a count of association types")
            guard typeCount > 0 else { throw .outOfRange("a count of association types") }
            var types: [Symbol] = []
            types.reserveCapacity(typeCount)
            for _ in 0..<typeCount {
                types.append(try StoredValueCoding.symbol(bytes, &reader, symbolEnd))
            }
            links.append(RecordLink(target: target, types: types))
        }
        try reader.requireEnd(bytes)
        self.init(from: from, to: to, links: links)
    }
}
