/// The whole state of the simulated account: one owner, behind one lock.
struct Portal: Sendable {
    /// A record that was merged away, kept so that the truth can be told.
    struct Absorbed: Sendable {
        var record: Record
        var survivor: UInt64
    }

    var clock: SimulatedClock
    var settings: PortalSettings
    var account: Account
    var owners: [Owner]
    /// Pipelines of deals; other types have none.
    var pipelines: [Pipeline]
    var schemas: [Schema]
    var tables: [RecordTable]
    var links = AssociationTable()
    /// By type: records merged away, by their old id.
    var absorbed: [[UInt64: Absorbed]]
    var indexes: [SearchIndex]
    /// By type: lag of single records, overriding the portal's.
    var recordLags: [[UInt64: Stamp]]
    var limiter: RateLimiter
    var counters = RequestCounters()
    var faults: [FaultRule] = []
    var nextFaultID = 1
    /// Deals in these currencies convert at these rates, as decimal text.
    var exchangeRates: [String: Double] = ["EUR": 0.86, "USD": 0.79]

    init(
        clock: SimulatedClock, settings: PortalSettings, account: Account, owners: [Owner],
        pipelines: [Pipeline]
    ) {
        self.clock = clock
        self.settings = settings
        self.account = account
        self.owners = owners
        self.pipelines = pipelines
        let kinds = ObjectKind.allCases
        schemas = kinds.map {
            Schema(
                kind: $0, definitions: PropertyCatalogue.definitions($0, pipelines: pipelines))
        }
        tables = kinds.map { _ in RecordTable() }
        absorbed = kinds.map { _ in [:] }
        indexes = kinds.map { _ in SearchIndex() }
        recordLags = kinds.map { _ in [:] }
        limiter = RateLimiter()
    }

    func schema(_ kind: ObjectKind) -> Schema { schemas[kind.rawValue] }

    func table(_ kind: ObjectKind) -> RecordTable { tables[kind.rawValue] }

    /// The record that an id stands for today: itself, or the survivor of its merges.
    func survivor(_ kind: ObjectKind, _ id: UInt64) -> UInt64 {
        var id = id
        while let next = absorbed[kind.rawValue][id]?.survivor { id = next }
        return id
    }

    /// Indexes everything at once, as if the portal had been still for a long time.
    mutating func indexAll() {
        for kind in ObjectKind.allCases {
            let images = tables[kind.rawValue].records.lazy.filter { !$0.isArchived }.map(image)
            indexes[kind.rawValue] = SearchIndex(Array(images))
        }
    }

    func image(_ record: Record) -> SearchIndex.Image {
        SearchIndex.Image(
            id: record.id, modified: record.updatedAt, created: record.createdAt,
            values: record.values)
    }

    /// Tells the index that a record changed or went.
    mutating func reindex(_ kind: ObjectKind, _ id: UInt64) {
        let record = tables[kind.rawValue].record(id)
        let visible = record.flatMap { $0.isArchived ? nil : image($0) }
        let now = clock.now
        let lag = recordLags[kind.rawValue][id] ?? settings.indexLagMilliseconds
        indexes[kind.rawValue].submit(visible, id: id, visibleAt: now + lag, now: now)
    }

    /// The live targets of a record, in an order that HubSpot does not define.
    func liveLinks(
        _ from: ObjectKind, _ id: UInt64, to: ObjectKind
    ) -> [AssociationTable.Link] {
        let links = links.links(from, id, to: to)
        guard !links.isEmpty else { return [] }
        let target = tables[to.rawValue]
        let live = links.filter { target.isLive($0.id) }
        if live.count < 2 { return live }
        return live.sorted {
            SplitMix64.mix($0.id ^ id) < SplitMix64.mix($1.id ^ id)
        }
    }
}
