import EventStore
import HTTPClient
import HubSpotModel
import SyncEngine

/// The recorded portal, synced from memory into a ledger of its own.
struct PlayedPortal: Sendable {
    let exchange: RecordedExchange
    let directory: DataDirectory
    let writer: LedgerWriter

    init(_ exchange: RecordedExchange, at path: String) throws {
        self.exchange = exchange
        directory = DataDirectory(path)
        writer = try LedgerWriter.create(directory, .system)
    }

    /// Runs a sync from memory.
    ///
    /// - Parameters:
    ///   - extra: a further property to ask for; a new one makes the sync read every page again.
    ///   - includesLinks: false answers that no record has links.
    func sync(extra: String? = nil, includesLinks: Bool = true) async throws -> RunReport {
        var configuration = SimulatedPortal.configuration()
        configuration.oneTypeAfterAnother = true
        if let extra {
            for object in ObjectType.crmObjects { configuration.extraProperties[object] = [extra] }
        }
        let client = SimulatedPortal.client(
            try BaseURL("http://127.0.0.1"), RecordedExchange.Player(exchange: exchange))
        let portal = HubSpotPortal(client)
        let source: any PortalSource = includesLinks ? portal : LinklessPortal(portal: portal)
        let engine = SyncEngine(source: source, configuration: configuration)
        let writer = writer
        return try await engine.run(existing: writer) { writer }.report
    }
}

/// A portal whose records have no links, so that list pages alone are measured.
private struct LinklessPortal: PortalSource {
    let portal: HubSpotPortal

    func account() async throws -> PortalAnswer<PortalIdentity> { try await portal.account() }
    func owners() async throws -> PortalAnswer<[PortalRecord]> { try await portal.owners() }
    func pipelines() async throws -> PortalAnswer<[PortalRecord]> { try await portal.pipelines() }
    func requestSummary() async -> RequestSummary { await portal.requestSummary() }

    func properties(of object: ObjectType) async throws -> PortalAnswer<[PortalProperty]> {
        try await portal.properties(of: object)
    }

    func total(of object: ObjectType) async throws -> PortalAnswer<Int> {
        try await portal.total(of: object)
    }

    func list(
        _ object: ObjectType, archived: Bool, properties: [String], after cursor: String?
    ) async throws -> PortalAnswer<PortalPage> {
        try await portal.list(object, archived: archived, properties: properties, after: cursor)
    }

    func modified(
        _ object: ObjectType, since: Int64, through: Int64?, after: RecordID?
    ) async throws -> PortalAnswer<ModifiedPage> {
        try await portal.modified(object, since: since, through: through, after: after)
    }

    func read(
        _ object: ObjectType, _ ids: [RecordID], properties: [String], history: [String],
        archived: Bool
    ) async throws -> PortalAnswer<PortalReading> {
        try await portal.read(
            object, ids, properties: properties, history: history, archived: archived)
    }

    func links(
        _ kind: AssociationKind, of ids: [RecordID]
    ) async throws -> PortalAnswer<[RecordID: [PortalLink]]> {
        PortalAnswer(Dictionary(uniqueKeysWithValues: ids.map { ($0, []) }), serverTime: nil)
    }
}
