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
    private var entries: [TypedRef: Entry] = [:]
    private var dirty: [Pair: Bool] = [:]
    private(set) var rowsRead = 0

    init(source: (any RowSource)?) { self.source = source }

    /// Notes a link that was not there.
    mutating func add(_ target: TypedRef, from owner: TypedRef) {
        var entry = entries.removeValue(forKey: target) ?? Entry(isLoaded: source == nil)
        if let index = entry.removed.firstIndex(of: owner) { entry.removed.remove(at: index) }
        entry.owners.append(owner)
        entries[target] = entry
        dirty[Pair(target: target, owner: owner)] = true
    }

    /// Notes that a link is gone.
    mutating func remove(_ target: TypedRef, from owner: TypedRef) {
        var entry = entries.removeValue(forKey: target) ?? Entry(isLoaded: source == nil)
        if let index = entry.owners.firstIndex(of: owner) { entry.owners.remove(at: index) }
        if !entry.isLoaded { entry.removed.append(owner) }
        entries[target] = entry
        dirty[Pair(target: target, owner: owner)] = false
    }

    /// The records that own a link to `target`, in no order.
    mutating func owners(of target: TypedRef) throws -> [TypedRef] {
        guard let source else { return entries[target]?.owners ?? [] }
        var entry = entries[target] ?? Entry(isLoaded: false)
        guard !entry.isLoaded else { return entry.owners }
        for stored in try source.rows(.backlinks, prefix: target.storedBytes) {
            rowsRead += 1
            let owner = try Pair(stored: stored.key, of: .backlinks).owner
            if !entry.removed.contains(owner), !entry.owners.contains(owner) {
                entry.owners.append(owner)
            }
        }
        entry.removed = []
        entry.isLoaded = true
        entries[target] = entry
        return entry.owners
    }

    mutating func drain(into changes: inout [RowChange]) {
        var drained = dirty.map { pair, isThere in
            RowChange(table: .backlinks, key: pair.storedBytes, value: isThere ? [] : nil)
        }
        dirty = [:]
        drained.sort { $0.key.lexicographicallyPrecedes($1.key) }
        changes += drained
    }

    mutating func evict() throws(ProjectionError) {
        guard source != nil else { return }
        guard dirty.isEmpty else { throw .undrained }
        entries = [:]
    }
}
