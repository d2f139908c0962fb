/// The properties of one type, in the order in which records store them.
struct Schema: Sendable {
    /// Where the value of a named property comes from.
    enum Source: Sendable, Equatable {
        case stored(Int)
        case objectID
        case modifiedStamp
        case createdStamp
        /// Defined, and null in all live data: `hs_lastmodifieddate` of contacts.
        case alwaysNull
    }

    /// One property of an answer: its JSON key and its source.
    struct Column: Sendable {
        let key: [UInt8]
        /// The key behind a comma.
        let separatedKey: [UInt8]
        /// What stands for a missing value, behind a comma; nothing where such keys are left out.
        let separatedMissing: [UInt8]
        let name: String
        let source: Source

        init(name: String, source: Source, missing: PropertyDefinition.Missing) {
            var key = JSONWriter()
            key.string(name)
            key.byte(0x3A)
            self.key = key.bytes
            separatedKey = [0x2C] + key.bytes
            switch missing {
            case .null: separatedMissing = separatedKey + Array("null".utf8)
            case .empty: separatedMissing = separatedKey + [0x22, 0x22]
            case .absent: separatedMissing = []
            }
            self.name = name
            self.source = source
        }
    }

    let kind: ObjectKind
    private(set) var definitions: [PropertyDefinition] = []
    private var positions: [String: Int] = [:]

    init(kind: ObjectKind, definitions: [PropertyDefinition]) {
        self.kind = kind
        for definition in definitions { add(definition) }
    }

    var count: Int { definitions.count }

    /// The position of a property, archived ones included.
    func position(_ name: String) -> Int? {
        positions[name]
    }

    /// The definition of a property that is not archived.
    func definition(_ name: String) -> PropertyDefinition? {
        guard let position = positions[name] else { return nil }
        let definition = definitions[position]
        return definition.archivedAt == nil ? definition : nil
    }

    /// Adds a property, or replaces the definition of the same name in its place.
    mutating func add(_ definition: PropertyDefinition) {
        if let position = positions[definition.name] {
            definitions[position] = definition
        } else {
            positions[definition.name] = definitions.count
            definitions.append(definition)
        }
    }

    /// Removes the memory of values that a property once had a place for: archived, not erased.
    mutating func archive(_ name: String, at stamp: Stamp) -> Bool {
        guard let position = positions[name] else { return false }
        definitions[position].archivedAt = stamp
        definitions[position].updatedAt = stamp
        return true
    }

    func source(_ name: String) -> Source? {
        guard let position = positions[name], definitions[position].archivedAt == nil else {
            return nil
        }
        switch name {
        case "hs_object_id": return .objectID
        case kind.modifiedProperty: return .modifiedStamp
        case "hs_createdate": return .createdStamp
        case "hs_lastmodifieddate": return .alwaysNull
        default: return .stored(position)
        }
    }

    /// The columns of an answer: names asked for plus the stamps, each once, by name; names that
    /// are not defined are left out.
    func columns(_ names: some Sequence<String>) -> [Column] {
        var wanted = Set(names)
        wanted.formUnion(kind.stampProperties)
        return wanted.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            guard let source = source(name), let position = positions[name] else { return nil }
            return Column(name: name, source: source, missing: definitions[position].missing)
        }
    }
}
