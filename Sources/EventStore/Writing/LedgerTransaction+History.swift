package import HubSpotModel
import LMDB

extension LedgerTransaction {
    /// Appends one `historyLearned` event for every version that the ledger does not know.
    ///
    /// A version is known by property, stamp, value, and its place among those equal in all three.
    /// Its stored place is that among the versions of its stamp, oldest first: the listed ones, after
    /// those that the ledger knows and HubSpot, which drops the oldest, no longer lists.
    ///
    /// - Parameter history: By property, newest first, as HubSpot lists them.
    /// - Returns: How many events were appended.
    @discardableResult
    package mutating func learn(
        _ history: [String: [PropertyVersion]], of key: RecordKey
    ) throws -> Int {
        try Self.check(key.id)
        var known = try knownHistory(of: key)
        let before = known.versions.count
        let image = try image(of: key)
        var last: LedgerEvent?
        for (name, versions) in history.sorted(by: { $0.key < $1.key }) where !versions.isEmpty {
            let property = try book.property(name, of: key.object)
            if property.storage == .personal && image?.isErased == true { continue }
            for event in try learn(versions, of: property, key, known) {
                known.fold(event, contents.changes[event.changes])
                last = event
            }
        }
        guard let last else { return 0 }
        writer.removeAll()
        known.write(to: &writer)
        try tables.history.put(RecordRowKey(key), writer.bytes, in: transaction)
        try store(last, onto: image)
        return known.versions.count - before
    }

    private mutating func learn(
        _ versions: [PropertyVersion], of property: SymbolBook.Property, _ key: RecordKey,
        _ known: KnownHistory
    ) throws -> [LedgerEvent] {
        var unmatched = Dictionary(
            grouping: known.versions.filter { $0.property == property.symbol }, by: \.timestamp)
        var new: [(version: PropertyVersion, place: UInt32)] = []
        var stamp: Int64?
        var place: UInt32 = 0
        for version in versions.reversed() {
            place = version.timestamp == stamp ? place + 1 : 0
            stamp = version.timestamp
            let text = version.value ?? ""
            let match = try unmatched[version.timestamp]?.firstIndex {
                try isSame($0.value, text)
            }
            if let match {
                unmatched[version.timestamp]?.remove(at: match)
            } else {
                new.append((version, place))
            }
        }
        var events: [LedgerEvent] = []
        for (version, place) in new {
            let unlisted = UInt32(unmatched[version.timestamp]?.count ?? 0)
            scratch.removeAll(keepingCapacity: true)
            try stage(property, before: .missing, text: version.value ?? "")
            events.append(
                try appendEvent(
                    .historyLearned, of: key, sourceTime: version.timestamp,
                    cause: version.cause, place: place + unlisted))
        }
        return events
    }
}
