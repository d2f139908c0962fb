import HubSpotModel
import SyncEngine

/// A portal in memory, with the shapes of HubSpot's answers and none of its network.
actor ScriptedPortal: PortalSource {
    struct Failure: Error, Equatable {}

    private(set) var records: [ObjectType: [RecordID: PortalRecord]] = [:]
    private var linked: [AssociationKind: [RecordID: [PortalLink]]] = [:]
    private var ownerRecords: [PortalRecord] = []
    private(set) var calls: [String: Int] = [:]
    /// Server time of answers, epoch milliseconds; moves only when told.
    var now: Int64
    var portalID: UInt64 = 7
    var pageSize = 3
    /// Answers that still come before every further call fails; `nil` for no limit.
    var answersLeft: Int?
    var unreadable: Set<ObjectType> = []
    var repeatsCursor = false
    /// Properties that the catalogue no longer has, and that no answer holds.
    var withoutProperties: Set<String> = []
    /// Records that a search does not show yet.
    var unindexed: Set<RecordID> = []
    /// Records that no list has, though they live.
    var unlisted: Set<RecordID> = []
    /// Ids that were absorbed, with the record that answers for them.
    var absorbed: [RecordID: RecordID] = [:]
    /// Ids for which a batch read answers an error that is not "not found".
    var failing: Set<RecordID> = []
    /// Ids whose links are answered with an error.
    var failingLinks: Set<RecordID> = []
    /// What the `Date` header is off, milliseconds.
    var dateOff: Int64 = 0

    init(now: Int64) { self.now = now }

    func set(_ change: @Sendable (isolated ScriptedPortal) -> Void) { change(self) }

    func put(_ object: ObjectType, _ record: PortalRecord) {
        records[object, default: [:]][record.id] = record
    }

    func link(_ kind: AssociationKind, _ from: RecordID, _ to: [RecordID]) {
        let type = AssociationType(category: "HUBSPOT_DEFINED", typeID: 279, label: nil)
        linked[kind, default: [:]][from] = to.map { PortalLink(target: $0, types: [type]) }
    }

    func addOwner(_ id: String) {
        ownerRecords.append(
            PortalRecord(
                id: RecordID(id), properties: [NamedValue(name: "firstName", value: "Ana")],
                createdAt: nil, updatedAt: nil))
    }

    func resetCalls() { calls = [:] }

    private func answer<Value: Sendable>(
        _ call: String, _ value: Value
    ) throws -> PortalAnswer<Value> {
        calls[call, default: 0] += 1
        if let left = answersLeft {
            guard left > 0 else { throw Failure() }
            answersLeft = left - 1
        }
        return PortalAnswer(value, serverTime: (now + dateOff) / 1000 * 1000)
    }

    func account() throws -> PortalAnswer<PortalIdentity> {
        try answer(
            "account",
            PortalIdentity(
                portalID: portalID, timeZone: "Europe/London", companyCurrency: "GBP",
                uiDomain: nil))
    }

    func owners() throws -> PortalAnswer<[PortalRecord]> { try answer("owners", ownerRecords) }

    func pipelines() throws -> PortalAnswer<[PortalRecord]> { try answer("pipelines", []) }

    func properties(of object: ObjectType) throws -> PortalAnswer<[PortalProperty]> {
        let names = TrackedProperties.fixed(object) + ["custom_level", "hs_v2_date_entered_100"]
        return try answer(
            "properties",
            names.filter { !withoutProperties.contains($0) }.map { name in
                PortalProperty(
                    name: name, label: name, type: "string", fieldType: "text",
                    isCalculated: false)
            })
    }

    func total(of object: ObjectType) throws -> PortalAnswer<Int> {
        try answer("total", records[object]?.count ?? 0)
    }

    func list(
        _ object: ObjectType, archived: Bool, properties: [String], after cursor: String?
    ) throws -> PortalAnswer<PortalPage> {
        if unreadable.contains(object) { throw Unreadable(reason: "the scope is missing") }
        let all = (records[object] ?? [:]).values
            .filter { $0.archived == archived && !unlisted.contains($0.id) }
            .sorted { $0.id < $1.id }
        let from = cursor.map { RecordID($0) }
        let rest = all.filter { record in from.map { $0 <= record.id } ?? true }
        let page = rest.prefix(pageSize).map { limited($0, to: properties) }
        var next = rest.dropFirst(pageSize).first?.id.text
        if repeatsCursor, cursor != nil { next = cursor }
        return try answer(
            "list", PortalPage(records: page, next: next, portalID: page.isEmpty ? nil : portalID))
    }

    func modified(
        _ object: ObjectType, since: Int64, through: Int64?, after: RecordID?
    ) throws -> PortalAnswer<ModifiedPage> {
        if unreadable.contains(object) { throw Unreadable(reason: "the scope is missing") }
        let rows = (records[object] ?? [:]).values
            .filter { record in
                !record.archived && !unindexed.contains(record.id)
                    && record.updatedAt ?? 0 >= since
                    && record.updatedAt ?? 0 <= through ?? .max
                    && after.map { $0 < record.id } ?? true
            }
            .sorted { $0.id < $1.id }
        let page = rows.prefix(pageSize).map { ModifiedRow(id: $0.id, stamp: $0.updatedAt) }
        return try answer("search", ModifiedPage(rows: page, hasMore: rows.count > pageSize))
    }

    func read(
        _ object: ObjectType, _ ids: [RecordID], properties: [String], history: [String],
        archived: Bool
    ) throws -> PortalAnswer<PortalReading> {
        var reading = PortalReading()
        for id in ids {
            if failing.contains(id) {
                reading.failed.insert(id)
                continue
            }
            var own = id
            while let survivor = absorbed[own] { own = survivor }
            guard let record = records[object]?[own], record.archived == archived else {
                reading.missing.insert(id)
                continue
            }
            if own != id { reading.merged[id] = own }
            if !reading.records.contains(where: { $0.id == own }) {
                reading.records.append(limited(record, to: properties))
            }
        }
        return try answer("read", reading)
    }

    func links(
        _ kind: AssociationKind, of ids: [RecordID]
    ) throws -> PortalAnswer<[RecordID: [PortalLink]]> {
        let found = ids.filter { !failingLinks.contains($0) }
            .map { ($0, linked[kind]?[$0] ?? []) }
        return try answer("links", Dictionary(uniqueKeysWithValues: found))
    }

    func requestSummary() -> RequestSummary { RequestSummary(byKind: calls) }

    func remove(_ object: ObjectType, _ id: RecordID) { records[object]?[id] = nil }

    /// Only what was asked for and is there, as HubSpot answers.
    private func limited(_ record: PortalRecord, to names: [String]) -> PortalRecord {
        PortalRecord(
            id: record.id,
            properties: record.properties.filter {
                names.contains($0.name) && !withoutProperties.contains($0.name)
            },
            createdAt: record.createdAt, updatedAt: record.updatedAt, archived: record.archived,
            archivedAt: record.archivedAt, history: record.history)
    }
}
