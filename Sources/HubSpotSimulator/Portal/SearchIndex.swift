/// What the search sees of one type: images of the records, which lag behind the live store.
struct SearchIndex: Sendable {
    /// A record as it was when it was indexed.
    struct Image: Sendable {
        var id: UInt64
        var modified: Stamp
        var created: Stamp
        var values: PropertyValues
    }

    private struct Pending: Sendable {
        var visibleAt: Stamp
        var version: UInt64
        var id: UInt64
        /// Nil when the record left the index.
        var image: Image?
    }

    /// Ids and stamps stand in arrays of their own: a window and a keyset over 45,000 records are
    /// then one pass over two flat arrays.
    private(set) var ids: [UInt64] = []
    private(set) var stamps: [Stamp] = []
    private(set) var images: [Image] = []
    private var pending: [Pending] = []
    /// Per record, the newest version that became visible: an older one never replaces it.
    private var visibleVersions: [UInt64: UInt64] = [:]
    private var nextVersion: UInt64 = 1

    init() {}

    /// Images by ascending id, all visible at once.
    init(_ images: [Image]) {
        self.images = images
        ids = images.map(\.id)
        stamps = images.map(\.modified)
    }

    var pendingCount: Int { pending.count }

    /// Takes a change; it becomes visible when the clock reaches `visibleAt`.
    mutating func submit(_ image: Image?, id: UInt64, visibleAt: Stamp, now: Stamp) {
        let entry = Pending(visibleAt: visibleAt, version: nextVersion, id: id, image: image)
        nextVersion += 1
        if visibleAt <= now {
            apply(entry)
        } else {
            pending.append(entry)
        }
    }

    /// Makes visible what is due.
    mutating func settle(now: Stamp) {
        guard pending.contains(where: { $0.visibleAt <= now }) else { return }
        let due = pending.filter { $0.visibleAt <= now }
        pending.removeAll { $0.visibleAt <= now }
        for entry in due.sorted(by: { ($0.visibleAt, $0.version) < ($1.visibleAt, $1.version) }) {
            apply(entry)
        }
    }

    func lowerBound(_ id: UInt64) -> Int {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func apply(_ entry: Pending) {
        if let seen = visibleVersions[entry.id], seen > entry.version { return }
        visibleVersions[entry.id] = entry.version
        let position = lowerBound(entry.id)
        let exists = position < ids.count && ids[position] == entry.id
        switch (entry.image, exists) {
        case (let image?, true):
            images[position] = image
            stamps[position] = image.modified
        case (let image?, false):
            ids.insert(entry.id, at: position)
            stamps.insert(image.modified, at: position)
            images.insert(image, at: position)
        case (nil, true):
            ids.remove(at: position)
            stamps.remove(at: position)
            images.remove(at: position)
        case (nil, false): break
        }
    }
}
