import EventStore
import HubSpotModel

/// Brings what a page says of records into the ledger: the one place where portal records become
/// events.
struct RecordObserver: Sendable {
    let object: ObjectType
    /// The properties that were asked for.
    private(set) var asked: Set<String>
    /// The properties whose history was asked for.
    let historyNames: [String]
    /// Portal time of the answer, epoch milliseconds.
    let readAt: Int64?
    /// The deep check that sees the records; `nil` for other passes.
    let sweep: UInt32?

    /// Two writes can share a millisecond: a record read so soon after its stamp is read again.
    static let settlingMilliseconds: Int64 = 2_000

    init(
        _ object: ObjectType, properties: [String], history: [String] = [], readAt: Int64?,
        sweep: UInt32? = nil
    ) {
        self.object = object
        asked = Set(properties)
        historyNames = history
        self.readAt = readAt
        self.sweep = sweep
    }

    /// Whether the record may still change without its stamp moving.
    ///
    /// The server's clock shows whole seconds, so one more second has to pass.
    func isUnsettled(_ record: PortalRecord) -> Bool {
        guard let readAt, let stamp = record.updatedAt else { return false }
        return stamp > readAt - Self.settlingMilliseconds - 1_000
    }

    func unsettled(_ records: [PortalRecord]) -> Set<RecordID> {
        Set(records.filter { !$0.archived && isUnsettled($0) }.map(\.id))
    }

    /// The records that these say they absorbed while the ledger holds them as living.
    ///
    /// The saying alone makes no merge: an id that a survivor answers for is absorbed, one that
    /// answers for itself is not.
    func claimed(by records: [PortalRecord], _ reader: LedgerReader) throws -> Set<RecordID> {
        let ids = Set(records.flatMap { AbsorbedRecords($0).ids }).sorted()
        guard !ids.isEmpty else { return [] }
        let images = try reader.images(of: ids.map { RecordKey(object, $0) })
        return Set(zip(ids, images).compactMap { id, image in image?.state == .live ? id : nil })
    }

    // MARK: - Properties that are gone

    /// Does not compare these properties: the portal no longer has them.
    mutating func leaveOut(_ names: Set<String>) { asked.subtract(names) }

    /// The properties that some record had and none of these records has now.
    func clearedThroughout(
        _ records: [PortalRecord], named: Set<String>, _ reader: LedgerReader
    ) throws -> Set<String> {
        var suspects = asked.subtracting(named)
        guard !records.isEmpty, !suspects.isEmpty else { return [] }
        for record in records { for value in record.properties { suspects.remove(value.name) } }
        guard !suspects.isEmpty else { return [] }
        let symbols = try reader.symbols()
        let known = suspects.compactMap { name in
            symbols.symbol(for: name).map { (name: name, symbol: $0) }
        }
        guard !known.isEmpty else { return [] }
        var cleared: Set<String> = []
        let images = try reader.images(of: records.map { RecordKey(object, $0.id) })
        for case let image? in images {
            for (name, symbol) in known where !image[symbol].isMissing { cleared.insert(name) }
        }
        return cleared
    }

    // MARK: - Observing

    /// Appends what the ledger does not know of a record, and keeps its stamps.
    func observe(_ record: PortalRecord, in ledger: inout LedgerTransaction) throws {
        let key = RecordKey(object, record.id)
        if !record.history.isEmpty { try ledger.learn(record.history, of: key) }
        let known = try ledger.stamps(of: key)
        let image = try ledger.image(of: key)
        if let image, image.state == .live, !record.archived {
            try appendDatedChanges(of: record, onto: image, in: &ledger)
        }
        let values = record.properties.filter { asked.contains($0.name) }
        let moved = image == nil || known?.updatedAt != record.updatedAt
        try ledger.append(
            EventDraft(
                record.archived ? .archived : .created, of: key,
                sourceTime: record.archived ? record.archivedAt : moved ? record.updatedAt : nil,
                values: values, asked: asked, createdAt: record.createdAt,
                archivedAt: record.archivedAt))
        if record.archived {
            // The portal cuts the links of what it puts into the bin, and ties them again after.
            try Self.cutLinks(of: key, in: &ledger)
        } else {
            try passOnAbsorbed(by: record, before: image, in: &ledger)
        }
        try ledger.setStamps(
            RecordStamps(
                createdAt: record.createdAt, updatedAt: record.updatedAt, readAt: readAt,
                isUnsettled: isUnsettled(record), sweep: sweep ?? known?.sweep),
            of: key)
    }

    /// Appends values alone, of properties that are read for the first time.
    ///
    /// The stamps stay as they are: what else changed of the record is for a refresh to find.
    func observeAddition(_ record: PortalRecord, in ledger: inout LedgerTransaction) throws {
        let key = RecordKey(object, record.id)
        guard let image = try ledger.image(of: key), image.state == .live || record.archived else {
            return
        }
        try ledger.append(
            EventDraft(
                .propertiesChanged, of: key,
                values: record.properties.filter { asked.contains($0.name) }, asked: asked))
    }

    private static func cutLinks(
        of key: RecordKey, in ledger: inout LedgerTransaction
    ) throws {
        let drafts = AssociationKind.all.filter { $0.from == key.object }
            .map { LinkDraft(to: $0.to, links: []) }
        guard !drafts.isEmpty else { return }
        try ledger.append(EventDraft(.linksChanged, of: key, links: drafts))
    }

    /// Names the survivor of records that were absorbed before by one that it now absorbed itself.
    ///
    /// Only when it says that it absorbed others than before.
    private func passOnAbsorbed(
        by record: PortalRecord, before image: RecordImage?, in ledger: inout LedgerTransaction
    ) throws {
        let merges = AbsorbedRecords(record)
        guard !merges.ids.isEmpty else { return }
        for name in AbsorbedRecords.properties where asked.contains(name) {
            let known = try image.map { try ledger.text(of: name, in: $0) } ?? nil
            guard known ?? "" != record[name] ?? "" else { continue }
            for id in merges.ids {
                let key = RecordKey(object, id)
                guard try ledger.image(of: key)?.state == .merged else { continue }
                try Self.appendMerge(of: key, into: record.id, at: nil, in: &ledger)
            }
            return
        }
    }

    /// Says that a record was absorbed, where the ledger knows it.
    static func appendMerge(
        of key: RecordKey, into survivor: RecordID?, at time: Int64?,
        in ledger: inout LedgerTransaction
    ) throws {
        guard let image = try ledger.image(of: key), image.state != .purged else { return }
        try ledger.append(
            EventDraft(
                .merged, of: key, sourceTime: image.state == .merged ? nil : time,
                mergedInto: survivor))
    }

    /// Changes whose history says when and why, one event for each time and cause, oldest first.
    private func appendDatedChanges(
        of record: PortalRecord, onto image: RecordImage, in ledger: inout LedgerTransaction
    ) throws {
        struct Occasion: Hashable {
            let time: Int64
            let cause: Cause?
        }
        var changes: [Occasion: [NamedValue]] = [:]
        for name in historyNames where asked.contains(name) {
            let value = record[name] ?? ""
            guard value != (try ledger.text(of: name, in: image) ?? ""),
                let newest = Self.newest(record.history[name] ?? []),
                newest.value ?? "" == value
            else { continue }
            changes[Occasion(time: newest.timestamp, cause: newest.cause), default: []]
                .append(NamedValue(name: name, value: value))
        }
        let ordered = changes.sorted {
            ($0.key.time, $0.value[0].name) < ($1.key.time, $1.value[0].name)
        }
        for (occasion, values) in ordered {
            try ledger.append(
                EventDraft(
                    .propertiesChanged, of: RecordKey(object, record.id),
                    sourceTime: occasion.time, cause: occasion.cause, values: values))
        }
    }

    /// The version that holds now: of equal stamps the one that HubSpot lists first.
    private static func newest(_ versions: [PropertyVersion]) -> PropertyVersion? {
        versions.reduce(nil) { newest, version in
            guard let newest, newest.timestamp >= version.timestamp else { return version }
            return newest
        }
    }
}
