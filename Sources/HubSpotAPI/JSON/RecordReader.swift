import HubSpotModel

/// Reads the records of one body.
///
/// All records of a page have the same properties, mostly in the same order: names are made once
/// and reused while a record's keys follow those of the record before.
struct RecordReader {
    /// The properties of the record before: where a name lies in the body, and the name.
    private var layout: [(range: Range<Int>, name: String)] = []

    /// What a record is that does not say it: the whole bin is archived.
    let isArchivedUnlessSaid: Bool

    init(isArchivedUnlessSaid: Bool = false) {
        self.isArchivedUnlessSaid = isArchivedUnlessSaid
    }

    /// Every property that some record has, with a value or without: the portal knows these.
    private(set) var propertyNames: Set<String> = []

    /// The portal that the first record with a URL names.
    private(set) var portalID: UInt64?

    /// Reads one element of `results`.
    mutating func record(_ reader: inout JSONReader) throws(JSONError) -> PortalRecord {
        var id: RecordID?
        var properties: [NamedValue]?
        // Read and unreadable is another thing than not there.
        var createdAt: Int64??
        var updatedAt: Int64??
        var archived = isArchivedUnlessSaid
        var archivedAt: Int64?
        var history: [String: [PropertyVersion]] = [:]
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "id") {
                id = try reader.id()
            } else if reader.matches(key, "properties") {
                properties = try self.properties(&reader)
            } else if reader.matches(key, "createdAt") {
                createdAt = .some(try reader.milliseconds())
            } else if reader.matches(key, "updatedAt") {
                updatedAt = .some(try reader.milliseconds())
            } else if reader.matches(key, "archived") {
                archived = try reader.boolean()
            } else if reader.matches(key, "archivedAt") {
                archivedAt = try reader.milliseconds()
            } else if reader.matches(key, "propertiesWithHistory") {
                history = try self.history(&reader)
            } else if portalID == nil && reader.matches(key, "url") {
                portalID = try reader.scalar().flatMap(Self.portalID(in:))
            } else {
                try reader.skip()
            }
        }
        guard let id else { throw reader.failure(.missing("id")) }
        // Without these a record would look cleared, or new at every read.
        guard let properties else { throw reader.failure(.missing("properties")) }
        guard let createdAt else { throw reader.failure(.missing("createdAt")) }
        guard let updatedAt else { throw reader.failure(.missing("updatedAt")) }
        return PortalRecord(
            id: id, properties: properties, createdAt: createdAt, updatedAt: updatedAt,
            archived: archived, archivedAt: archivedAt, history: history)
    }

    /// The number after `/contacts/` in `https://app.hubspot.com/contacts/1234567/record/0-3/42`.
    private static func portalID(in url: String) -> UInt64? {
        let parts = url.split(separator: "/")
        guard let index = parts.firstIndex(of: "contacts"), index + 1 < parts.count else {
            return nil
        }
        return UInt64(parts[index + 1])
    }

    /// Reads names and values; `null` and the empty text are no value, of equal names the last counts.
    private mutating func properties(
        _ reader: inout JSONReader
    ) throws(JSONError) -> [NamedValue] {
        if try reader.takeNull() { return [] }
        let start = reader
        var values: [NamedValue] = []
        values.reserveCapacity(layout.count)
        guard try reader.openObject() else { return [] }
        var position = 0
        var keys = layout
        var followsLayout = true
        repeat {
            if followsLayout, position < keys.count, reader.takeKey(like: keys[position].range) {
                // The name of the record before.
            } else {
                if followsLayout { keys.removeSubrange(position...) }
                followsLayout = false
                let key = try reader.nextKey()
                keys.append((key.range, reader.text(of: key)))
            }
            if let value = try reader.scalar(), !value.isEmpty {
                values.append(NamedValue(name: keys[position].name, value: value))
            }
            position += 1
        } while try reader.hasNextMember()
        if followsLayout { return values }
        propertyNames.formUnion(keys.map(\.name))
        if Set(keys.map(\.name)).count < keys.count {
            reader = start
            return try repeatedProperties(&reader)
        }
        // A name with escapes is not its bytes, but the same bytes are the same name.
        layout = keys
        return values
    }

    /// Reads properties of which some have the same name; the rare case, without shortcuts.
    private func repeatedProperties(
        _ reader: inout JSONReader
    ) throws(JSONError) -> [NamedValue] {
        var members: [(name: String, value: String?)] = []
        var last: [String: Int] = [:]
        try reader.object { reader, key throws(JSONError) in
            let name = reader.text(of: key)
            last[name] = members.count
            members.append((name, try reader.scalar()))
        }
        return members.enumerated().compactMap { index, member in
            guard last[member.name] == index, let value = member.value, !value.isEmpty else {
                return nil
            }
            return NamedValue(name: member.name, value: value)
        }
    }

    /// Reads `{name: [versions]}`; HubSpot lists the newest first.
    private func history(
        _ reader: inout JSONReader
    ) throws(JSONError) -> [String: [PropertyVersion]] {
        if try reader.takeNull() { return [:] }
        var history: [String: [PropertyVersion]] = [:]
        try reader.object { reader, key throws(JSONError) in
            var versions: [PropertyVersion] = []
            try reader.array { reader throws(JSONError) in
                versions.append(try version(&reader))
            }
            history[reader.text(of: key)] = versions
        }
        return history
    }

    private func version(_ reader: inout JSONReader) throws(JSONError) -> PropertyVersion {
        var value: String?
        var timestamp: Int64?
        var sourceType: String?
        var sourceID: String?
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "value") {
                value = try reader.scalar()
            } else if reader.matches(key, "timestamp") {
                timestamp = try reader.milliseconds()
            } else if reader.matches(key, "sourceType") {
                sourceType = try reader.scalar()
            } else if reader.matches(key, "sourceId") {
                sourceID = try reader.scalar()
            } else {
                try reader.skip()
            }
        }
        guard let timestamp else { throw reader.failure(.missing("timestamp")) }
        let cause = sourceType.map { type in
            Cause(sourceType: type, sourceID: sourceID.flatMap { $0.isEmpty ? nil : $0 })
        }
        return PropertyVersion(
            value: value.flatMap { $0.isEmpty ? nil : $0 }, timestamp: timestamp, cause: cause)
    }
}
