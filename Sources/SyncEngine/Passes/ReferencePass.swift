import EventStore
import HubSpotModel

/// Reads owners and pipelines whole, and the account with its zone rules.
struct ReferencePass {
    let run: SyncRunContext

    /// Brings the account into the ledger, binding it to its portal.
    ///
    /// - Parameter pass: backfill on the first run.
    func account(_ account: PortalIdentity, _ pass: SyncPass) async throws {
        let rules: ZoneRules
        do {
            rules = try run.configuration.zoneRules(account.timeZone)
        } catch {
            throw SyncError.unknownZone(account.timeZone, reason: "\(error)")
        }
        var values = [
            NamedValue(name: "portalId", value: String(account.portalID)),
            NamedValue(name: "timeZone", value: account.timeZone),
            NamedValue(name: "companyCurrency", value: account.companyCurrency),
            NamedValue(name: "zoneRules", value: rules.text),
        ]
        if let domain = account.uiDomain {
            values.append(NamedValue(name: "uiDomain", value: domain))
        }
        let draft = EventDraft(
            .created, of: RecordKey(.account, .number(account.portalID)), values: values,
            asked: ["portalId", "timeZone", "companyCurrency", "zoneRules", "uiDomain"])
        try await run.commit(pass) { ledger in
            try ledger.bindPortal(account.portalID)
            try ledger.append(draft)
        }
    }

    /// Brings owners and pipelines into the ledger; what may not be read stays as it is known.
    ///
    /// - Returns: why each cannot be read; `nil` for one that can.
    func ownersAndPipelines(
        _ pass: SyncPass
    ) async throws -> [(object: ObjectType, reason: String?)] {
        async let owners = Self.readable(run.source.owners)
        async let pipelines = Self.readable(run.source.pipelines)
        let (foundOwners, foundPipelines) = try await (owners, pipelines)
        try await take(foundOwners.records, of: .owners, pass)
        try await take(foundPipelines.records, of: .pipelines, pass)
        return [(.owners, foundOwners.reason), (.pipelines, foundPipelines.reason)]
    }

    private static func readable(
        _ read: @Sendable () async throws -> PortalAnswer<[PortalRecord]>
    ) async throws -> (records: [PortalRecord]?, reason: String?) {
        do {
            return (try await read().value, nil)
        } catch let error as Unreadable {
            return (nil, error.reason)
        }
    }

    private func take(
        _ records: [PortalRecord]?, of object: ObjectType, _ pass: SyncPass
    ) async throws {
        guard let records else { return }
        try await run.commit(pass) { ledger in
            try Self.observe(records, of: object, in: &ledger)
        }
        // An empty list of owners says more of a permission than of the owners.
        if object == .pipelines || !records.isEmpty {
            try await closeMissing(object, keeping: Set(records.map(\.id)), pass)
        }
        await run.progress.read(object, records.count)
    }

    private static func observe(
        _ records: [PortalRecord], of object: ObjectType, in ledger: inout LedgerTransaction
    ) throws {
        for record in records.sorted(by: { $0.id < $1.id }) {
            let key = RecordKey(object, record.id)
            let symbols = ledger.symbols
            let known = try ledger.image(of: key)?.properties.map { symbols.text($0.name) } ?? []
            let (kept, removed) = removedStages(known, record)
            var asked = Set(known).subtracting(kept)
            asked.formUnion(record.properties.map(\.name))
            try ledger.append(
                EventDraft(
                    record.archived ? .archived : .created, of: key,
                    values: record.properties + removed, asked: asked,
                    createdAt: record.createdAt, archivedAt: record.archivedAt))
        }
    }

    /// Stages that a pipeline no longer lists: old history may name them, so what is known of them
    /// is kept, and they are marked as archived.
    ///
    /// - Returns: the properties to leave as they are, and those to set.
    private static func removedStages(
        _ known: [String], _ record: PortalRecord
    ) -> (kept: [String], removed: [NamedValue]) {
        func stage(_ name: String) -> Substring? {
            guard name.hasPrefix("stage/"), let end = name.lastIndex(of: "/") else { return nil }
            return name[..<end]
        }
        let listed = Set(record.properties.compactMap { stage($0.name) })
        let kept = known.filter { name in stage(name).map { !listed.contains($0) } ?? false }
        let removed = Set(kept.compactMap(stage)).sorted()
            .map { NamedValue(name: $0 + "/archived", value: "true") }
        return (kept, removed)
    }

    /// What is no longer listed was deleted; it is kept as archived, because records and their
    /// history still name it.
    private func closeMissing(
        _ object: ObjectType, keeping listed: Set<RecordID>, _ pass: SyncPass
    ) async throws {
        var gone: [RecordKey] = []
        try run.reader.forEachLive(object) { id in
            if !listed.contains(id) { gone.append(RecordKey(object, id)) }
        }
        guard !gone.isEmpty else { return }
        let keys = gone
        try await run.commit(pass) { ledger in
            for key in keys { try ledger.append(EventDraft(.archived, of: key)) }
        }
    }
}
