package import EventStore
import HubSpotAPI
import HubSpotModel
import Synchronization

/// One incremental run: what the portal has and the ledger does not goes into the log.
package struct SyncEngine: Sendable {
    let source: any PortalSource
    let configuration: SyncConfiguration
    package let progress: SyncProgress

    package init(
        source: any PortalSource, configuration: SyncConfiguration,
        progress: SyncProgress = SyncProgress()
    ) {
        self.source = source
        self.configuration = configuration
        self.progress = progress
    }

    /// Runs once.
    ///
    /// Nothing is created or written before the portal has accepted the token and said which one
    /// it is. Every commit leaves the ledger whole; a killed run is taken up by the next one.
    ///
    /// - Parameters:
    ///   - writer: the ledger, where there is one.
    ///   - create: makes the ledger where there is none.
    /// - Returns: what it did, and the ledger it did it to.
    /// - Throws: ``SyncError``, `HubSpotError` or `LedgerError`.
    package func run(
        existing writer: LedgerWriter?, create: @Sendable () throws -> LedgerWriter
    ) async throws -> (report: RunReport, ledger: LedgerWriter) {
        let made = Mutex(writer?.reader)
        do {
            return try await perform(writer) {
                let ledger = try create()
                made.withLock { $0 = ledger.reader }
                return ledger
            }
        } catch let error as HubSpotError {
            throw try DailyQuota.named(
                error, by: made.withLock { $0 }, now: configuration.now())
        }
    }

    private func perform(
        _ writer: LedgerWriter?, _ create: @Sendable () throws -> LedgerWriter
    ) async throws -> (report: RunReport, ledger: LedgerWriter) {
        let startedAt = configuration.now()
        var account: PortalIdentity?
        let portal = try writer?.reader.portalState() ?? PortalState()
        let isDue =
            portal.referenceReadAt.map { startedAt - $0 >= configuration.referenceInterval } ?? true
        if isDue || portal.connection != configuration.connection {
            account = try await readAccount()
        }
        let ledger = try writer ?? create()
        let run = SyncRunContext(
            number: try await Self.nextRun(ledger), source: source, writer: ledger,
            reader: ledger.reader, configuration: configuration, progress: progress,
            references: ReferenceBook())
        let isFirst = portal.firstCompletionAt == nil
        if let account { try await bind(account, run, isFirst ? .backfill : .refresh) }
        try await begin(run, startedAt)
        if account != nil {
            try await ReferencePass(run: run).ownersAndPipelines(isFirst ? .backfill : .refresh)
        }
        try await syncTypes(run)
        try await resolveReferences(run, wereRead: account != nil, startedAt)
        return (try await complete(run, startedAt), ledger)
    }

    private static func nextRun(_ writer: LedgerWriter) async throws -> UInt64 {
        try await writer.commit(pass: .ledger, run: 0) { try $0.nextRun() }.value
    }

    /// The account as HubSpot tells it, or as configured where the token may not ask.
    private func readAccount() async throws -> PortalIdentity {
        do {
            return try await source.account().value
        } catch let error as Unreadable {
            guard let standIn = configuration.account else {
                throw SyncError.accountUnknown(error.reason)
            }
            return standIn
        }
    }

    private func bind(
        _ account: PortalIdentity, _ run: SyncRunContext, _ pass: SyncPass
    ) async throws {
        try await ReferencePass(run: run).account(account, pass)
        let connection = configuration.connection
        try await update(run) { portal in
            portal.connection = connection
        }
    }

    private func begin(_ run: SyncRunContext, _ startedAt: Int64) async throws {
        let report = try await report(run, startedAt, state: "running")
        try await run.commit(.ledger) { try $0.putRun(run.number, SyncState.encode(report)) }
    }

    // MARK: - Types

    private func syncTypes(_ run: SyncRunContext) async throws {
        if configuration.oneTypeAfterAnother {
            for object in configuration.types { try await sync(object, run) }
        } else {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for object in configuration.types {
                    group.addTask { try await self.sync(object, run) }
                }
                try await group.waitForAll()
            }
        }
        let states = try configuration.types.map { try run.reader.typeState($0) }
        if !states.isEmpty, states.allSatisfy({ $0.unreadable != nil }) {
            throw SyncError.nothingReadable
        }
    }

    /// Brings one type up to date: its backfill and its links first, then what was modified.
    private func sync(_ object: ObjectType, _ run: SyncRunContext) async throws {
        do {
            let wasBackfilled = try run.reader.typeState(object).isBackfilled
            let properties = try await trackedProperties(of: object, run)
            try await BackfillPass(object: object, properties: properties, run: run)()
            for kind in configuration.linkKinds where kind.from == object {
                try await LinkBackfillPass(kind: kind, run: run)()
            }
            if wasBackfilled {
                try await RefreshPass(object: object, properties: properties, run: run)()
            }
            try await setUnreadable(object, nil, run)
        } catch let error as Unreadable {
            try await setUnreadable(object, error.reason, run)
        }
    }

    /// The properties to read of a type.
    ///
    /// Names that depend on the portal's stages are taken from its catalogue, which is asked for
    /// once and again when the reference data are read.
    private func trackedProperties(
        of object: ObjectType, _ run: SyncRunContext
    ) async throws -> [String] {
        var names = TrackedProperties.fixed(object)
        for extra in configuration.extraProperties[object] ?? [] where !names.contains(extra) {
            names.append(extra)
        }
        let prefixes = TrackedProperties.prefixes(object)
        guard !prefixes.isEmpty else { return names }
        let state = try run.reader.typeState(object)
        let portal = try run.reader.portalState()
        let isFresh = portal.referenceReadAt.map {
            configuration.now() - $0 < configuration.referenceInterval
        }
        if isFresh == true, !state.properties.isEmpty {
            return names + state.properties.filter { !names.contains($0) }
        }
        let catalogue = try await source.propertyNames(of: object).value
        let dated = catalogue.filter { name in
            prefixes.contains { name.hasPrefix($0) } && !names.contains(name)
                && !name.hasSuffix("_current_stage")  // Of no stage; says nothing new.
        }
        return names + dated.sorted()
    }

    /// Keeps why a type cannot be read, and says in the log when that begins and ends.
    private func setUnreadable(
        _ object: ObjectType, _ reason: String?, _ run: SyncRunContext
    ) async throws {
        var state = try run.reader.typeState(object)
        guard state.unreadable != reason else { return }
        let wasReadable = state.unreadable == nil
        state.unreadable = reason
        let changed = state
        try await run.commit(.ledger) { ledger in
            try ledger.setSync(TypeState.key(object), SyncState.encode(changed))
            guard wasReadable != (reason == nil) else { return }
            var values = [
                NamedValue(name: "type", value: object.name),
                NamedValue(name: "state", value: reason == nil ? "closed" : "opened"),
            ]
            if let reason { values.append(NamedValue(name: "reason", value: reason)) }
            try ledger.append(EventDraft(.gap, values: values))
        }
    }

    // MARK: - References

    /// Reads owners and pipelines when a record names one that the ledger does not know, unless
    /// this run has read them already.
    private func resolveReferences(
        _ run: SyncRunContext, wereRead: Bool, _ startedAt: Int64
    ) async throws {
        let lookedFor = Set(try run.reader.portalState().unresolved)
        let known = try Self.knownReferences(run.reader)
        let unknown = await run.references.unknown(known: known, lookedFor: lookedFor)
        var missing = unknown
        if !unknown.isEmpty, !wereRead {
            try await ReferencePass(run: run).ownersAndPipelines(.refresh)
            missing.subtract(try Self.knownReferences(run.reader))
        }
        guard wereRead || !unknown.isEmpty else { return }
        let unresolved = lookedFor.subtracting(known).union(missing).sorted()
        try await update(run) { portal in
            portal.referenceReadAt = startedAt
            portal.unresolved = unresolved
        }
    }

    private static func knownReferences(_ reader: LedgerReader) throws -> Set<String> {
        var known: Set<String> = []
        try reader.forEachRecord(of: .owners, includingGone: false) { row, _ in
            known.insert("owner/\(row.image.key.id)")
            return true
        }
        try reader.forEachRecord(of: .pipelines, includingGone: false) { row, symbols in
            for property in row.image.properties {
                let parts = symbols.text(property.name).split(separator: "/")
                guard parts.count == 3, parts[0] == "stage" else { continue }
                known.insert("stage/\(row.image.key.id)/\(parts[1])")
            }
            return true
        }
        return known
    }

    private func update(
        _ run: SyncRunContext, _ change: @escaping @Sendable (inout PortalState) -> Void
    ) async throws {
        try await run.commit(.ledger) { ledger in
            var portal =
                try SyncState.decode(PortalState.self, from: ledger.sync(PortalState.key))
                ?? PortalState()
            change(&portal)
            try ledger.setSync(PortalState.key, SyncState.encode(portal))
        }
    }

    // MARK: - Ending

    /// Ends the run: its row, and a `syncCompleted` where it changed something or is due.
    private func complete(
        _ run: SyncRunContext, _ startedAt: Int64
    ) async throws -> RunReport {
        let now = configuration.now()
        let portal = try run.reader.portalState()
        let found = await progress.snapshot.events
        let isDue =
            portal.completionAt.map { now - $0 >= configuration.completionInterval } ?? true
        let readable = try configuration.types.filter {
            try run.reader.typeState($0).unreadable == nil
        }
        if found > 0 || isDue {
            let types = readable.map(\.name).joined(separator: ",")
            try await run.commit(.ledger) { ledger in
                try ledger.append(
                    EventDraft(.syncCompleted, values: [NamedValue(name: "types", value: types)]))
            }
            try await update(run) { portal in
                portal.completionAt = now
                if portal.firstCompletionAt == nil { portal.firstCompletionAt = now }
            }
        }
        let report = try await report(run, startedAt, state: "completed")
        try await run.commit(.ledger) { try $0.putRun(run.number, SyncState.encode(report)) }
        return report
    }

    private func report(
        _ run: SyncRunContext, _ startedAt: Int64, state: String
    ) async throws -> RunReport {
        let snapshot = await progress.snapshot
        let counts = await source.requestSummary()
        let now = configuration.now()
        let completeness = try Completeness(run.reader)
        return RunReport(
            run: run.number, state: state,
            startedAt: Instant(milliseconds: startedAt).description,
            endedAt: state == "completed" ? Instant(milliseconds: now).description : nil,
            passes: SyncPass.allCases.compactMap { pass in
                guard pass != .ledger, let events = snapshot.passes[pass] else { return nil }
                return RunReport.Pass(pass: pass.name, events: events)
            },
            requests: RunReport.Requests(
                total: counts.total, byKind: counts.byKind, retries: counts.retries,
                throttledSeconds: Double(counts.throttledMilliseconds) / 1000),
            events: snapshot.passes.filter { $0.key != .ledger }.values.reduce(0, +),
            records: Dictionary(
                uniqueKeysWithValues: snapshot.lines.map { ($0.object.name, $0.read) }),
            seconds: Double(now - startedAt) / 1000,
            head: try run.reader.head().sequence.rawValue, verdict: completeness.verdict,
            unreadable: try Dictionary(
                uniqueKeysWithValues: ObjectType.crmObjects.compactMap { object in
                    try run.reader.typeState(object).unreadable.map { (object.name, $0) }
                }))
    }
}
