/// A change that cannot be made, with the status a control call answers.
struct ChangeError: Error, Equatable {
    var status: Int
    var message: String

    static func notFound(_ what: String) -> ChangeError {
        ChangeError(status: 404, message: "\(what) does not exist in the portal")
    }

    static func invalid(_ message: String) -> ChangeError {
        ChangeError(status: 400, message: message)
    }
}

extension Portal {
    /// One property and the value to write.
    typealias Assignment = (name: String, value: PropertyValue)

    /// Writes properties of a record, with everything HubSpot derives from them.
    ///
    /// - Parameter movesStamp: false for calculated values, which change without a trace in the
    ///   modified stamp and keep no versions.
    mutating func write(
        _ kind: ObjectKind, _ id: UInt64, _ assignments: [Assignment], cause: Cause,
        movesStamp: Bool = true
    ) throws(ChangeError) {
        guard let record = tables[kind.rawValue].record(id) else {
            throw .notFound("\(kind.singular) \(id)")
        }
        let schema = schemas[kind.rawValue]
        for assignment in assignments where schema.position(assignment.name) == nil {
            throw .invalid("property \(assignment.name) is not defined on \(kind.name)")
        }
        let now = clock.now
        var changed = record
        var all = assignments
        if movesStamp {
            all += derived(kind, record: record, assignments: assignments, now: now)
        }
        for (name, value) in all {
            guard let position = schema.position(name) else { continue }
            let before = changed.values[position]
            changed.values[position] = value
            guard movesStamp, before != value, before.nonEmpty != nil || value.nonEmpty != nil
            else { continue }
            let derivedCause = assignments.contains { $0.name == name } ? cause : .calculated
            changed.remember(
                PropertyVersion(value: value.string ?? "", stamp: now, cause: derivedCause),
                property: position,
                earlier: before.nonEmpty.map {
                    PropertyVersion(value: $0, stamp: record.createdAt, cause: .api)
                })
        }
        if kind == .deals, movesStamp { recalculate(deal: &changed, now: now) }
        if movesStamp { changed.updatedAt = now }
        let result = changed
        _ = tables[kind.rawValue].update(id) { $0 = result }
        reindex(kind, id)
    }

    /// Moves the modified stamp alone, as background jobs do.
    mutating func touch(_ kind: ObjectKind, _ id: UInt64, at stamp: Stamp) throws(ChangeError) {
        guard tables[kind.rawValue].update(id, { $0.updatedAt = stamp }) != nil else {
            throw .notFound("\(kind.singular) \(id)")
        }
        reindex(kind, id)
    }

    /// Creates a record with the next free id, a few numbers on.
    mutating func create(
        _ kind: ObjectKind, _ assignments: [Assignment], cause: Cause = .api, id: UInt64? = nil,
        createdAt: Stamp? = nil
    ) throws(ChangeError) -> UInt64 {
        let schema = schemas[kind.rawValue]
        for assignment in assignments where schema.position(assignment.name) == nil {
            throw .invalid("property \(assignment.name) is not defined on \(kind.name)")
        }
        let last = tables[kind.rawValue].lastID
        let newID = id ?? (last == 0 ? 100_000_000_001 : last + 1 + SplitMix64.mix(last) % 7)
        guard tables[kind.rawValue].record(newID) == nil,
            absorbed[kind.rawValue][newID] == nil
        else { throw .invalid("\(kind.singular) \(newID) exists already") }
        let now = clock.now
        var record = Record(
            id: newID, values: PropertyValues(), createdAt: createdAt ?? now, updatedAt: now)
        if !kind.isActivity, let position = schema.position("createdate") {
            record.values[position] = .text(StampText.iso(record.createdAt))
        }
        tables[kind.rawValue].insert(record)
        var all = assignments
        if kind == .deals, !all.contains(where: { $0.name == "pipeline" }),
            let pipeline = pipelines.first
        {
            all.insert((name: "pipeline", value: .text(pipeline.id)), at: 0)
        }
        try write(kind, newID, all, cause: cause)
        return newID
    }

    /// Puts a record into the recycle bin; its modified stamp stays.
    mutating func archive(_ kind: ObjectKind, _ id: UInt64) throws(ChangeError) {
        let now = clock.now
        let done: Void? = tables[kind.rawValue].update(id) { record in
            if record.archivedAt == nil { record.archivedAt = now }
        }
        guard done != nil else { throw .notFound("\(kind.singular) \(id)") }
        reindex(kind, id)
    }

    /// Takes a record out of the bin, with its associations and a new modified stamp.
    mutating func restore(_ kind: ObjectKind, _ id: UInt64) throws(ChangeError) {
        let now = clock.now
        let done: Void? = tables[kind.rawValue].update(id) { record in
            if record.archivedAt != nil {
                record.archivedAt = nil
                record.updatedAt = now
            }
        }
        guard done != nil else { throw .notFound("\(kind.singular) \(id)") }
        reindex(kind, id)
    }

    /// Erases a record at once (privacy deletion): it is in no list and in no bin.
    mutating func purge(_ kind: ObjectKind, _ id: UInt64) throws(ChangeError) {
        guard tables[kind.rawValue].remove(id) != nil else {
            throw .notFound("\(kind.singular) \(id)")
        }
        links.removeAll(kind, id)
        reindex(kind, id)
    }

    /// Adds or removes an association; no stamp moves on either side.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    mutating func associate(
        _ from: ObjectKind, _ fromID: UInt64, to: ObjectKind, _ toID: UInt64,
        types: [AssociationType], removing: Bool = false
    ) throws(ChangeError) -> Bool {
        guard table(from).record(fromID) != nil else {
            throw .notFound("\(from.singular) \(fromID)")
        }
        guard table(to).record(toID) != nil else { throw .notFound("\(to.singular) \(toID)") }
        if removing { return links.remove(from, fromID, to: to, toID, types: types) }
        guard !types.isEmpty else {
            throw .invalid("\(from.name) cannot be associated with \(to.name)")
        }
        links.add(from, fromID, to: to, toID, types: types)
        return true
    }

    /// The types of a new association: the plain one, and the primary or labelled one beside it.
    func associationTypes(
        from: ObjectKind, to: ObjectKind, label: String?, typeID: Int? = nil,
        category: String? = nil
    ) -> [AssociationType] {
        let plain = AssociationType.plain(from: from, to: to)
        if label == "Primary" {
            return [AssociationType.primary(from: from, to: to), plain].compactMap { $0 }
        }
        if label != nil || typeID != nil {
            let labelled = AssociationType(
                category: category ?? (label == nil ? "HUBSPOT_DEFINED" : "USER_DEFINED"),
                typeID: typeID ?? 28, label: label)
            return labelled == plain ? [labelled] : [labelled, plain].compactMap { $0 }
        }
        return plain.map { [$0] } ?? []
    }
}
