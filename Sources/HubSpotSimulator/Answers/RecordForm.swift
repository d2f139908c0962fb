/// How the records of one answer are written.
struct RecordForm: Sendable {
    let kind: ObjectKind
    let columns: [Schema.Column]
    /// Properties shown with all kept versions, by name.
    var history: [Schema.Column] = []
    var associations: [ObjectKind] = []
    /// The beginning of a record's `url`; search results have none.
    var urlPrefix: String?

    func write(_ record: Record, of portal: Portal, to writer: inout JSONWriter) {
        writer.raw("{\"id\":\"")
        writer.number(record.id)
        writer.raw("\",\"properties\":")
        writeProperties(record, to: &writer)
        writer.byte(0x7D)
        if !history.isEmpty { writeHistory(record, of: portal, to: &writer) }
        writer.raw(",\"createdAt\":\"")
        StampText.append(iso: record.createdAt, to: &writer.bytes)
        writer.raw("\",\"updatedAt\":\"")
        StampText.append(iso: record.updatedAt, to: &writer.bytes)
        if let archivedAt = record.archivedAt {
            writer.raw("\",\"archived\":true,\"archivedAt\":\"")
            StampText.append(iso: archivedAt, to: &writer.bytes)
            writer.byte(0x22)
        } else {
            writer.raw("\",\"archived\":false")
        }
        if let urlPrefix {
            writer.raw(",\"url\":\"")
            writer.raw(urlPrefix)
            writer.number(record.id)
            writer.byte(0x22)
        }
        if !associations.isEmpty { writeAssociations(record, of: portal, to: &writer) }
        writer.byte(0x7D)
    }

    private func writeProperties(_ record: Record, to writer: inout JSONWriter) {
        let start = writer.bytes.count
        for index in columns.indices {
            switch columns[index].source {
            case .stored(let position):
                if record.values.hasJSON(position) {
                    writer.bytes.append(contentsOf: columns[index].separatedKey)
                    record.values.appendJSON(position, to: &writer.bytes)
                } else {
                    writer.bytes.append(contentsOf: columns[index].separatedMissing)
                }
            case .objectID:
                writer.bytes.append(contentsOf: columns[index].separatedKey)
                writer.byte(0x22)
                writer.number(record.id)
                writer.byte(0x22)
            case .modifiedStamp, .createdStamp:
                writer.bytes.append(contentsOf: columns[index].separatedKey)
                writer.byte(0x22)
                StampText.append(
                    iso: columns[index].source == .modifiedStamp
                        ? record.updatedAt : record.createdAt,
                    to: &writer.bytes)
                writer.byte(0x22)
            case .alwaysNull:
                writer.bytes.append(contentsOf: columns[index].separatedMissing)
            }
        }
        // Every key was written with a comma before it; the first stands over the brace.
        if writer.bytes.count > start {
            writer.bytes[start] = 0x7B
        } else {
            writer.byte(0x7B)
        }
    }

    // MARK: History

    private func writeHistory(_ record: Record, of portal: Portal, to writer: inout JSONWriter) {
        writer.raw(",\"propertiesWithHistory\":{")
        for (index, column) in history.enumerated() {
            if index > 0 { writer.comma() }
            writer.raw(column.key)
            writer.byte(0x5B)
            for (index, version) in versions(column, record, portal).enumerated() {
                if index > 0 { writer.comma() }
                writer.raw("{\"value\":")
                writer.string(version.value)
                writer.raw(",\"timestamp\":\"")
                StampText.append(iso: version.stamp, to: &writer.bytes)
                writer.raw("\",\"sourceType\":")
                writer.string(version.cause.sourceType)
                if let sourceID = version.cause.sourceID {
                    writer.raw(",\"sourceId\":")
                    writer.string(sourceID)
                }
                if let userID = version.cause.userID {
                    writer.raw(",\"updatedByUserId\":\(userID)")
                }
                writer.byte(0x7D)
            }
            writer.byte(0x5D)
        }
        writer.byte(0x7D)
    }

    private func versions(
        _ column: Schema.Column, _ record: Record, _ portal: Portal
    ) -> [PropertyVersion] {
        guard case .stored(let position) = column.source else { return [] }
        if let tracked = record.history(position) {
            guard let depth = portal.settings.historyDepth else { return tracked }
            return Array(tracked.prefix(depth))
        }
        guard portal.settings.synthesizesHistory, let value = record.values[position].nonEmpty
        else { return [] }
        return [PropertyVersion(value: value, stamp: record.createdAt, cause: .api)]
    }

    // MARK: Associations

    /// Inline lists hold at most this many targets per record and type.
    static let inlineTargetsMax = 100

    private func writeAssociations(
        _ record: Record, of portal: Portal, to writer: inout JSONWriter
    ) {
        var isFirst = true
        for to in associations {
            let links = portal.liveLinks(kind, record.id, to: to)
            guard !links.isEmpty else { continue }
            writer.raw(isFirst ? ",\"associations\":{" : ",")
            isFirst = false
            writer.raw("\"\(to.name)\":{\"results\":[")
            var isFirstLink = true
            for link in links.prefix(Self.inlineTargetsMax) {
                for type in link.types {
                    if !isFirstLink { writer.comma() }
                    isFirstLink = false
                    writer.raw("{\"id\":\"")
                    writer.number(link.id)
                    writer.raw("\",\"type\":")
                    writer.string(type.inlineName(from: kind, to: to))
                    writer.byte(0x7D)
                }
            }
            writer.byte(0x5D)
            if links.count > Self.inlineTargetsMax {
                let after = AssociationCursor.text(offset: Self.inlineTargetsMax)
                writer.raw(",\"paging\":{\"next\":{\"after\":")
                writer.string(after)
                writer.raw(",\"link\":")
                writer.string(
                    "https://api.hubapi.com/crm/v4/objects/\(kind.name)/\(record.id)"
                        + "/associations/\(to.name)?after=\(after)")
                writer.raw("}}")
            }
            writer.byte(0x7D)
        }
        if !isFirst { writer.byte(0x7D) }
    }
}
