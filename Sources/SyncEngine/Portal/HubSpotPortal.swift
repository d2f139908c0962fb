package import HubSpotAPI
package import HubSpotModel

/// HubSpot over HTTP as a source of a sync.
package struct HubSpotPortal: PortalSource {
    private let client: HubSpotClient
    /// What the client had sent before this run.
    private let countsBefore: HubSpotAPI.RequestCounts

    /// Later than any stamp that counts: the end of a window that has none.
    private static let endOfTime: Int64 = 7_258_118_400_000

    /// - Parameter client: may be kept between runs; each run has a source of its own.
    package init(_ client: HubSpotClient) {
        self.client = client
        countsBefore = client.counts
    }

    package func account() async throws -> PortalAnswer<PortalIdentity> {
        let answer = try await readable { try await client.account() }
        let account = answer.value
        return PortalAnswer(
            PortalIdentity(
                portalID: account.portalID, timeZone: account.timeZone,
                companyCurrency: account.companyCurrency, uiDomain: account.uiDomain),
            serverTime: answer.serverTime?.milliseconds)
    }

    package func owners() async throws -> PortalAnswer<[PortalRecord]> {
        let answer = try await readable { try await client.owners() }
        return PortalAnswer(
            answer.value.map(\.record), serverTime: answer.serverTime?.milliseconds)
    }

    package func pipelines() async throws -> PortalAnswer<[PortalRecord]> {
        let answer = try await readable { try await client.pipelines() }
        return PortalAnswer(
            answer.value.map(\.record), serverTime: answer.serverTime?.milliseconds)
    }

    package func properties(of object: ObjectType) async throws -> PortalAnswer<[PortalProperty]> {
        let answer = try await readable { try await client.properties(of: object) }
        return PortalAnswer(
            answer.value.filter { !$0.isArchived }.map { property in
                PortalProperty(
                    name: property.name, label: property.label, type: property.type,
                    fieldType: property.fieldType, isCalculated: property.isCalculated,
                    options: property.options.map { .init(value: $0.value, label: $0.label) })
            },
            serverTime: answer.serverTime?.milliseconds)
    }

    package func total(of object: ObjectType) async throws -> PortalAnswer<Int> {
        var query = SearchQuery(object)
        query.limit = 1
        let answer = try await readable { [query] in try await client.search(query) }
        return PortalAnswer(answer.value.total, serverTime: answer.serverTime?.milliseconds)
    }

    package func list(
        _ object: ObjectType, archived: Bool, properties: [String], after cursor: String?
    ) async throws -> PortalAnswer<PortalPage> {
        let answer = try await readable {
            try await client.list(
                object, properties: properties, archived: archived, after: cursor)
        }
        return PortalAnswer(
            PortalPage(
                records: answer.value.records, next: answer.value.next,
                portalID: answer.value.portalID, propertyNames: answer.value.propertyNames),
            serverTime: answer.serverTime?.milliseconds)
    }

    package func modified(
        _ object: ObjectType, since: Int64, through: Int64?, after: RecordID?
    ) async throws -> PortalAnswer<ModifiedPage> {
        let end = max(since, through ?? Self.endOfTime)
        let query = SearchQuery(object, modified: since...end, beyond: after)
        let answer = try await readable { try await client.search(query) }
        let rows = answer.value.records.map { ModifiedRow(id: $0.id, stamp: $0.updatedAt) }
        return PortalAnswer(
            ModifiedPage(rows: rows, hasMore: answer.value.next != nil),
            serverTime: answer.serverTime?.milliseconds)
    }

    package func read(
        _ object: ObjectType, _ ids: [RecordID], properties: [String], history: [String],
        archived: Bool
    ) async throws -> PortalAnswer<PortalReading> {
        let answer = try await readable {
            try await client.batchRead(
                object, ids: ids, properties: properties, history: history, archived: archived)
        }
        var reading = PortalReading()
        reading.records = answer.value.records
        reading.missing = answer.value.missing
        reading.merged = answer.value.merged
        reading.failed = Set(answer.value.failed.keys)
        reading.propertyNames = answer.value.propertyNames
        return PortalAnswer(reading, serverTime: answer.serverTime?.milliseconds)
    }

    package func links(
        _ kind: AssociationKind, of ids: [RecordID]
    ) async throws -> PortalAnswer<[RecordID: [PortalLink]]> {
        let answer = try await readable { try await client.associations(kind, ids: ids) }
        return PortalAnswer(answer.value.links, serverTime: answer.serverTime?.milliseconds)
    }

    package func requestSummary() async -> RequestSummary {
        let counts = client.counts - countsBefore
        return RequestSummary(
            byKind: Dictionary(
                uniqueKeysWithValues: counts.sent.map { ($0.key.rawValue, $0.value) }),
            retries: counts.retriesTotal, throttledMilliseconds: counts.throttledMilliseconds)
    }

    /// Tells a missing scope from every other failure.
    private func readable<Value>(
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as HubSpotError {
            guard case .missingScope = error.code else { throw error }
            throw Unreadable(reason: error.description)
        }
    }
}

extension Owner {
    /// The owner as a record: names and e-mail, and what tells an archived one.
    fileprivate var record: PortalRecord {
        let properties: [(String, String?)] = [
            ("email", email), ("firstName", firstName), ("lastName", lastName), ("type", type),
            ("userId", userID.map(String.init)), ("archived", archived ? "true" : "false"),
        ]
        return PortalRecord(
            id: id, properties: properties.present, createdAt: createdAt, updatedAt: updatedAt,
            archived: archived)
    }
}

extension Pipeline {
    /// The pipeline as a record, its stages as properties `stage/<id>/<fact>`.
    fileprivate var record: PortalRecord {
        var properties: [(String, String?)] = [
            ("label", label), ("displayOrder", String(displayOrder)),
            ("archived", archived ? "true" : "false"),
        ]
        for stage in stages {
            let prefix = "stage/\(stage.id)/"
            properties += [
                (prefix + "label", stage.label),
                (prefix + "displayOrder", String(stage.displayOrder)),
                (prefix + "probability", stage.probability),
                (prefix + "isClosed", stage.isClosed),
                (prefix + "archived", stage.archived ? "true" : "false"),
            ]
        }
        return PortalRecord(
            id: id, properties: properties.present, createdAt: createdAt, updatedAt: updatedAt,
            archived: archived)
    }
}

extension [(String, String?)] {
    /// Those with a value that is not empty.
    fileprivate var present: [NamedValue] {
        compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : NamedValue(name: name, value: $0) }
        }
    }
}
