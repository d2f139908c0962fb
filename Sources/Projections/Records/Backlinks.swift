internal import HubSpotModel

/// Which records own a link to a given one: the links of the rows, read the other way.
///
/// One row a link, so that a company with many contacts is never written whole.
struct Backlinks: Sendable {
    private struct Entry: Sendable {
        /// Owners known: all of them once `isLoaded`.
        var owners: [TypedRef] = []
        /// Stored owners that are gone, while the stored ones are not loaded.
        var removed: [TypedRef] = []
        var isLoaded: Bool
    }

    private struct Pair: RowCodable, Hashable {
        let target: TypedRef
        let owner: TypedRef

        init(target: TypedRef, owner: TypedRef) {
            self.target = target
            self.owner = owner
        }

        func write(to writer: inout ByteWriter) {
            target.write(to: &writer)
            owner.write(to: &writer)
        }

        init(from reader: inout ByteReader) throws(ProjectionError) {
            target = try TypedRef(from: &reader)
            owner = try TypedRef(from: &reader)
        }
    }

    private let source: (any RowSource)?
    /// For each type of linked record, where its entry is.
    private var places: [RowIndex] = Self.noPlaces
    private var entries: [Entry] = []
    /// Links that came and went, in that order.
    private var dirty: [(pair: Pair, isThere: Bool)] = []
    private(set) var rowsRead = 0

    private static let noPlaces = Array(repeating: RowIndex(), count: RecordFold.folded.count)

    init(source: (any RowSource)?) { self.source = source }

    /// Notes a link that was not there.
    mutating func add(_ target: TypedRef, from owner: TypedRef) {
        let place = placeMade(target)
        if let index = entries[place].removed.firstIndex(of: owner) {
            entries[place].removed.remove(at: index)
        }
        entries[place].owners.append(owner)
        dirty.append((Pair(target: target, owner: owner), true))
    }

    /// Notes that a link is gone.
    mutating func remove(_ target: TypedRef, from owner: TypedRef) {
        let place = placeMade(target)
        if let index = entries[place].owners.firstIndex(of: owner) {
            entries[place].owners.remove(at: index)
        }
        if !entries[place].isLoaded { entries[place].removed.append(owner) }
        dirty.append((Pair(target: target, owner: owner), false))
    }

    /// The records that own a link to `target`, in no order.
    mutating func owners(of target: TypedRef) throws -> [TypedRef] {
        guard let source else {
            return place(target).map { entries[$0].owners } ?? []
        }
        let place = placeMade(target)
        guard !entries[place].isLoaded else { return entries[place].owners }
        for stored in try source.rows(.backlinks, prefix: target.storedBytes) {
            rowsRead += 1
            let owner = try Pair(stored: stored.key, of: .backlinks).owner
            if !entries[place].removed.contains(owner), !entries[place].owners.contains(owner) {
                entries[place].owners.append(owner)
            }
        }
        entries[place].removed = []
        entries[place].isLoaded = true
        return entries[place].owners
    }

    private func place(_ target: TypedRef) -> Int? {
        places[RecordFold.table(of: target.object)].row(target.ref)
    }

    private mutating func placeMade(_ target: TypedRef) -> Int {
        if let place = place(target) { return place }
        places[RecordFold.table(of: target.object)].insert(target.ref, row: entries.count)
        entries.append(Entry(isLoaded: source == nil))
        return entries.count - 1
    }

    mutating func drain(into changes: inout [RowChange]) {
        // Of what happened to one link, the last is what is there.
        var last: [Pair: Bool] = [:]
        for (pair, isThere) in dirty { last[pair] = isThere }
        dirty = []
        let drained = last.map { pair, isThere in
            RowChange(table: .backlinks, key: pair.storedBytes, value: isThere ? [] : nil)
        }
        changes += drained.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    mutating func evict() throws(ProjectionError) {
        guard source != nil else { return }
        guard dirty.isEmpty else { throw .undrained }
        places = Self.noPlaces
        entries = []
    }
}
