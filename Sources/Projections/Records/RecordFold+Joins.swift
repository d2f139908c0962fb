internal import HubSpotModel

extension RecordFold {
    // MARK: Merges

    /// The record that absorbed `ref`, or `nil`: of several, the one with the lowest id.
    mutating func absorber(of ref: RecordRef, _ table: Int) throws -> RecordRef? {
        guard tables[table].schema.merges, let row = try tables[table].row(ref) else {
            return nil
        }
        let claimants = tables[table].claimants[row]
        return claimants.isEmpty ? nil : claimants.min(by: lexicon.precedes)
    }

    /// The record that `ref` stands for: itself, the last of a chain, or nothing in a circle.
    mutating func survivor(of ref: RecordRef, _ table: Int) throws -> RecordRef? {
        guard var current = try absorber(of: ref, table) else { return ref }
        var seen: Set<RecordRef> = [ref, current]
        while let next = try absorber(of: current, table) {
            guard seen.insert(next).inserted else { return nil }
            current = next
        }
        return current
    }

    /// `ref` and every id that is read as naming it.
    mutating func namesakes(of ref: RecordRef, _ table: Int) throws -> [RecordRef] {
        guard tables[table].schema.merges, let row = try tables[table].row(ref),
            !tables[table].merged[row].isEmpty
        else { return [ref] }
        var found = [ref]
        var next = 0
        while next < found.count {
            if let row = try tables[table].row(found[next]) {
                for entry in tables[table].merged[row] where !found.contains(entry.ref) {
                    if try absorber(of: entry.ref, table) == found[next] { found.append(entry.ref) }
                }
            }
            next += 1
        }
        return found
    }

    mutating func isLive(_ ref: RecordRef, _ table: Int) throws -> Bool {
        guard let row = try tables[table].row(ref) else { return false }
        return tables[table].flags[row].intersection(.state) == .exists
            && tables[table].claimants[row].isEmpty
    }

    // MARK: Who depends on whom

    /// The records that own a link which is read as naming `ref`, merges settled.
    mutating func dependents(of ref: RecordRef, _ table: Int) throws -> [TypedRef] {
        let object = tables[table].object
        guard Self.isLinkedTo(object) else { return [] }
        var found: [TypedRef] = []
        for name in try namesakes(of: ref, table) {
            for owner in try backlinks.owners(of: TypedRef(object, name)) {
                let ownerTable = Self.table(of: owner.object)
                if let survivor = try survivor(of: owner.ref, ownerTable) {
                    found.append(TypedRef(owner.object, survivor))
                }
            }
        }
        return found
    }

    /// Whether links to records of a type are read.
    static func isLinkedTo(_ object: ObjectType) -> Bool {
        object == .companies || object == .contacts || object == .deals
    }

    mutating func captureDependents(_ table: Int, _ row: Int) throws {
        for dependent in try dependents(of: tables[table].refs[row], table) {
            try capture(dependent)
        }
    }

    mutating func captureWithDependents(_ table: Int, _ row: Int) throws {
        try capture(table, row)
        try captureDependents(table, row)
    }

    /// Notes a record before it changes; one that is nowhere has nothing to note.
    private mutating func capture(_ typed: TypedRef) throws {
        let table = Self.table(of: typed.object)
        if let row = try tables[table].row(typed.ref) { try capture(table, row) }
    }

    // MARK: Links

    /// Sets or, with `nil`, removes a link of a row.
    mutating func setLink(
        _ target: TypedRef, isPrimary: Bool?, _ table: Int, _ row: Int
    ) throws {
        let index = tables[table].links[row].firstIndex { $0.target == target }
        guard index.map({ tables[table].links[row][$0].isPrimary }) != isPrimary else { return }
        let owner = TypedRef(tables[table].object, tables[table].refs[row])
        try capture(table, row)
        if let survivor = try survivor(of: owner.ref, table) {
            try capture(TypedRef(owner.object, survivor))
        }
        if let index {
            tables[table].links[row].remove(at: index)
        } else {
            backlinks.add(target, from: owner)
        }
        if let isPrimary {
            tables[table].links[row].append(RecordLink(target: target, isPrimary: isPrimary))
        } else {
            backlinks.remove(target, from: owner)
        }
        tables[table].markDirty(row)
    }

    // MARK: Standing and claims

    mutating func setState(_ state: RecordTable.Flags, _ table: Int, _ row: Int) throws {
        guard tables[table].flags[row].intersection(.state) != state else { return }
        try restructure(table, row, flags: state, merged: tables[table].merged[row])
    }

    mutating func setMerged(_ merged: [MergedID], _ table: Int, _ row: Int) throws {
        guard merged != tables[table].merged[row] else { return }
        try restructure(table, row, flags: tables[table].flags[row], merged: merged)
    }

    /// Changes whether a record counts and whom it absorbs.
    ///
    /// What the change touches is known only from both sides of it, and what that looked like
    /// only from the side before: so, where ids are absorbed, it is made, looked at, taken back,
    /// noted, and made again.
    private mutating func restructure(
        _ table: Int, _ row: Int, flags: RecordTable.Flags, merged: [MergedID]
    ) throws {
        try captureWithDependents(table, row)
        // Whoever absorbed the record has its links, as long as it exists.
        if let survivor = try survivor(of: tables[table].refs[row], table) {
            try capture(TypedRef(tables[table].object, survivor))
        }
        let oldFlags = tables[table].flags[row]
        let oldMerged = tables[table].merged[row]
        guard !oldMerged.isEmpty || !merged.isEmpty else {
            setRow(table, row, flags, merged)
            return
        }
        let claimed = Set((oldMerged + merged).map(\.ref)).subtracting([tables[table].refs[row]])
        var touched = try touched(by: claimed, table)
        try replaceClaims(table, row, flags, merged)
        touched.formUnion(try self.touched(by: claimed, table))
        try replaceClaims(table, row, oldFlags, oldMerged)
        for record in touched { try capture(record) }
        try replaceClaims(table, row, flags, merged)
    }

    /// Writes flags and list, keeping what was noted meanwhile.
    private mutating func setRow(
        _ table: Int, _ row: Int, _ flags: RecordTable.Flags, _ merged: [MergedID]
    ) {
        let bookkeeping = tables[table].flags[row].subtracting(.state)
        tables[table].setFlags(flags.intersection(.state).union(bookkeeping), of: row)
        tables[table].merged[row] = merged
        tables[table].markDirty(row)
    }

    private mutating func replaceClaims(
        _ table: Int, _ row: Int, _ flags: RecordTable.Flags, _ merged: [MergedID]
    ) throws {
        try setClaims(false, table, row)
        setRow(table, row, flags, merged)
        try setClaims(true, table, row)
    }

    /// Enters the record with the ids it absorbs, or takes it out; archived ones absorb nothing.
    private mutating func setClaims(_ isOn: Bool, _ table: Int, _ row: Int) throws {
        let claimant = tables[table].refs[row]
        guard
            tables[table].flags[row].intersection([.exists, .archived]) == .exists
        else { return }
        for ref in Set(tables[table].merged[row].map(\.ref)) where ref != claimant {
            let claimed = try tables[table].rowMade(ref)
            if isOn {
                tables[table].claimants[claimed].append(claimant)
            } else {
                tables[table].claimants[claimed].removeAll { $0 == claimant }
            }
            tables[table].markDirty(claimed)
        }
    }

    /// Every record whose image may depend on who absorbed `ids`.
    private mutating func touched(
        by ids: Set<RecordRef>, _ table: Int
    ) throws -> Set<TypedRef> {
        let object = tables[table].object
        var found: Set<TypedRef> = []
        for id in ids {
            if let survivor = try survivor(of: id, table) {
                found.insert(TypedRef(object, survivor))
            }
            for name in try namesakes(of: id, table) {
                found.insert(TypedRef(object, name))
                for owner in try backlinks.owners(of: TypedRef(object, name)) {
                    let survivor = try survivor(of: owner.ref, Self.table(of: owner.object))
                    found.insert(TypedRef(owner.object, survivor ?? owner.ref))
                }
            }
        }
        return found
    }
}
