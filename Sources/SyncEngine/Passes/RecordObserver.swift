import EventStore
import HubSpotModel

/// Brings what a page says of records into the ledger: the one place where portal records become
/// events.
struct RecordObserver: Sendable {
    let object: ObjectType
    /// The properties that were asked for.
    let asked: Set<String>
    /// The properties whose history was asked for.
    let historyNames: [String]
    /// Server time of the answer, epoch milliseconds.
    let readAt: Int64?

    /// Two writes can share a millisecond: a record read so soon after its stamp is read again.
    static let settlingMilliseconds: Int64 = 2_000

    init(_ object: ObjectType, properties: [String], history: [String] = [], readAt: Int64?) {
        self.object = object
        asked = Set(properties)
        historyNames = history
        self.readAt = readAt
    }

    /// Whether the record may still change without its stamp moving.
    ///
    /// The server's clock shows whole seconds, so one more second has to pass.
    func isUnsettled(_ record: PortalRecord) -> Bool {
        guard let readAt, let stamp = record.updatedAt else { return false }
        return stamp > readAt - Self.settlingMilliseconds - 1_000
    }

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
        try ledger.setStamps(
            RecordStamps(
                createdAt: record.createdAt, updatedAt: record.updatedAt, readAt: readAt,
                isUnsettled: isUnsettled(record)),
            of: key)
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
        for name in historyNames {
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
