extension Portal {
    enum MergeForm: String, Sendable {
        /// A new record with a new id; both old ids point to it. The way since January 2025.
        case new
        /// The primary keeps its id.
        case old
    }

    /// Merges two records.
    ///
    /// Values come from the primary, filled up from the other; histories are interleaved;
    /// associations move; the survivor lists everything it absorbed, transitively.
    ///
    /// - Returns: the id of the survivor.
    mutating func merge(
        _ kind: ObjectKind, primary primaryID: UInt64, secondary secondaryID: UInt64,
        form: MergeForm
    ) throws(ChangeError) -> UInt64 {
        guard primaryID != secondaryID else { throw .invalid("a record cannot absorb itself") }
        guard let primary = table(kind).record(primaryID), !primary.isArchived else {
            throw .notFound("live \(kind.singular) \(primaryID)")
        }
        guard let secondary = table(kind).record(secondaryID), !secondary.isArchived else {
            throw .notFound("live \(kind.singular) \(secondaryID)")
        }
        let now = clock.now
        let last = tables[kind.rawValue].lastID
        let id = form == .old ? primaryID : last + 1 + SplitMix64.mix(last) % 7
        var survivor = combined(kind, primary, secondary)
        survivor.id = id
        survivor.updatedAt = now
        if form == .new { survivor.createdAt = now }
        recordMerge(kind, into: &survivor, primary, secondary, form: form, now: now)

        for gone in form == .new ? [primary, secondary] : [secondary] {
            _ = tables[kind.rawValue].remove(gone.id)
            absorbed[kind.rawValue][gone.id] = Absorbed(record: gone, survivor: id)
        }
        if form == .new {
            tables[kind.rawValue].insert(survivor)
            links.move(kind, from: primaryID, to: id)
            links.move(kind, from: secondaryID, to: id)
            reindex(kind, primaryID)
        } else {
            let result = survivor
            _ = tables[kind.rawValue].update(id) { $0 = result }
            links.move(kind, from: secondaryID, to: id)
        }
        reindex(kind, secondaryID)
        reindex(kind, id)
        return id
    }

    private func combined(_ kind: ObjectKind, _ primary: Record, _ secondary: Record) -> Record {
        var survivor = primary
        let schema = schemas[kind.rawValue]
        for position in 0..<schema.count {
            if survivor.values[position].nonEmpty == nil,
                secondary.values[position].nonEmpty != nil
            {
                survivor.values[position] = secondary.values[position]
            }
        }
        for history in secondary.histories {
            let own = survivor.history(history.property) ?? []
            // Newest first; of equal stamps the primary's stands in front.
            var merged = own
            for version in history.versions {
                let position = merged.firstIndex { $0.stamp < version.stamp } ?? merged.count
                merged.insert(version, at: position)
            }
            if let index = survivor.histories.firstIndex(where: {
                $0.property == history.property
            }) {
                survivor.histories[index].versions = merged
            } else {
                survivor.histories.append(.init(property: history.property, versions: merged))
            }
        }
        if let created = schema.position("createdate"),
            let left = primary.values[created].nonEmpty.flatMap(StampText.parse),
            let right = secondary.values[created].nonEmpty.flatMap(StampText.parse)
        {
            survivor.values[created] = .text(StampText.iso(min(left, right)))
        }
        return survivor
    }

    private func recordMerge(
        _ kind: ObjectKind, into survivor: inout Record, _ primary: Record, _ secondary: Record,
        form: MergeForm, now: Stamp
    ) {
        let schema = schemas[kind.rawValue]
        let gone = form == .new ? [primary.id, secondary.id] : [secondary.id]
        if let position = schema.position("hs_merged_object_ids") {
            let earlier = [primary, secondary].flatMap { record in
                (record.values[position].nonEmpty ?? "").split(separator: ";").map(String.init)
            }
            var ids: [String] = []
            for id in earlier + gone.map(String.init) where !ids.contains(id) { ids.append(id) }
            survivor.values[position] = .text(ids.joined(separator: ";"))
        }
        guard kind == .contacts else { return }
        if let position = schema.position("hs_calculated_merged_vids") {
            let earlier = [primary, secondary].compactMap { $0.values[position].nonEmpty }
            let pairs = earlier + gone.map { "\($0):\(now)" }
            survivor.values[position] = .text(pairs.joined(separator: ";"))
        }
        if let position = schema.position("hs_all_contact_vids") {
            var ids = [survivor.id] + gone
            for record in [primary, secondary] {
                for id in (record.values[position].nonEmpty ?? "").split(separator: ";") {
                    if let id = UInt64(id), !ids.contains(id) { ids.append(id) }
                }
            }
            survivor.values[position] = .text(ids.map(String.init).joined(separator: ";"))
        }
    }
}
