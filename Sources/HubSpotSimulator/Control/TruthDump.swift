/// The truth about one type as lines of JSON, in slices.
struct TruthDump: Sendable {
    static let sliceRecords = 500

    var kind: ObjectKind
    var includesArchived: Bool
    /// The next id to print; nil once only the merged-away records are left.
    var from: UInt64? = 0
}

extension Portal {
    /// The next slice of a dump, and where the one after begins (nil at the end).
    func lines(_ dump: TruthDump) -> (next: TruthDump?, lines: [UInt8]) {
        var writer = JSONWriter(capacity: 1 << 18)
        var dump = dump
        let columns = truthColumns(dump.kind)
        guard let from = dump.from else {
            if dump.includesArchived {
                for (_, gone) in absorbed[dump.kind.rawValue].sorted(by: { $0.key < $1.key }) {
                    writeTruth(
                        gone.record, dump.kind, columns,
                        mergedInto: survivor(dump.kind, gone.record.id), to: &writer)
                }
            }
            return (nil, writer.bytes)
        }
        let records = tables[dump.kind.rawValue].records
        var position = tables[dump.kind.rawValue].lowerBound(from)
        let end = min(records.count, position + TruthDump.sliceRecords)
        while position < end {
            if dump.includesArchived || !records[position].isArchived {
                writeTruth(records[position], dump.kind, columns, mergedInto: nil, to: &writer)
            }
            position += 1
        }
        dump.from = position < records.count ? records[position].id : nil
        return (dump, writer.bytes)
    }

    /// The columns of a dump: all properties.
    func truthColumns(_ kind: ObjectKind) -> [Schema.Column] {
        schemas[kind.rawValue].columns(schemas[kind.rawValue].definitions.map(\.name))
    }

    /// One line: non-empty values of all properties, envelope, associations with live records.
    func writeTruth(
        _ record: Record, _ kind: ObjectKind, _ columns: [Schema.Column], mergedInto: UInt64?,
        to writer: inout JSONWriter
    ) {
        writer.raw("{\"id\":\"\(record.id)\",\"properties\":{")
        var isFirst = true
        for column in columns {
            let json: [UInt8]
            switch column.source {
            case .stored(let position):
                // Absent, null and "" are no values.
                let stored = record.values.json(position)
                guard stored.count > 2, stored.first == 0x22 else { continue }
                json = Array(stored)
            case .objectID: json = Array("\"\(record.id)\"".utf8)
            case .modifiedStamp: json = Array("\"\(StampText.iso(record.updatedAt))\"".utf8)
            case .createdStamp: json = Array("\"\(StampText.iso(record.createdAt))\"".utf8)
            case .alwaysNull: continue
            }
            if !isFirst { writer.comma() }
            isFirst = false
            writer.raw(column.key)
            writer.raw(json)
        }
        writer.raw("},\"createdAt\":\"\(StampText.iso(record.createdAt))\"")
        writer.raw(",\"updatedAt\":\"\(StampText.iso(record.updatedAt))\"")
        writer.raw(",\"archived\":\(record.isArchived)")
        if let archivedAt = record.archivedAt {
            writer.raw(",\"archivedAt\":\"\(StampText.iso(archivedAt))\"")
        }
        writer.raw(",\"associations\":{")
        isFirst = true
        for to in ObjectKind.allCases where !record.isArchived && mergedInto == nil {
            let links = liveLinks(kind, record.id, to: to)
            guard !links.isEmpty else { continue }
            if !isFirst { writer.comma() }
            isFirst = false
            writer.string(to.name)
            writer.raw(":")
            writer.value(
                .array(
                    links.sorted { $0.id < $1.id }.map {
                        ["id": .string("\($0.id)"), "types": .array($0.types.map(\.json))]
                    }))
        }
        writer.byte(0x7D)
        if let mergedInto { writer.raw(",\"mergedInto\":\"\(mergedInto)\"") }
        writer.raw("}\n")
    }
}
