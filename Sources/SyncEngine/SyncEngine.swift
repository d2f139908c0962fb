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
        let portal = try writer?.reader.portalState() ?? PortalState()
        let isFirst = portal.firstCompletionAt == nil
        let areReferencesDue =
            configuration.reconcilesNow
            || DueTime.isDue(
                last: portal.referenceReadAt, every: configuration.reconcile, now: startedAt)
        var account: PortalIdentity?
        if areReferencesDue || portal.connection != configuration.connection {
            account = try await PortalCheck(source: source, configuration: configuration)
                .identity(bound: try writer?.reader.portalID(), writer?.reader)
        }
        let ledger = try writer ?? create()
        let run = SyncRunContext(
            number: try await Self.nextRun(ledger), source: source, writer: ledger,
            reader: ledger.reader, configuration: configuration, progress: progress)
        let pass: SyncPass = isFirst ? .backfill : areReferencesDue ? .reconcile : .refresh
        if let account {
            try await bind(account, run, pass)
        } else if portal.connection != configuration.connection {
            try await keepConnection(run)  // Checked against the address of a record.
        }
        try await begin(run, startedAt)
        let readsReferences = areReferencesDue || account != nil
        if readsReferences { try await readReferences(run, pass) }
        try await syncTypes(run, readsCatalogues: readsReferences ? pass : nil)
        try await resolveReferences(run, wereRead: readsReferences, startedAt)
        return (try await complete(run, startedAt), ledger)
    }

    private static func nextRun(_ writer: LedgerWriter) async throws -> UInt64 {
        try await writer.commit(pass: .ledger, run: 0) { try $0.nextRun() }.value
    }

    private func bind(
        _ account: PortalIdentity, _ run: SyncRunContext, _ pass: SyncPass
    ) async throws {
        try await ReferencePass(run: run).account(account, pass)
        try await keepConnection(run)
    }

    private func keepConnection(_ run: SyncRunContext) async throws {
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

    /// - Parameter readsCatalogues: as which pass to read the property catalogues; `nil` to read
    ///   only those that are needed.
    private func syncTypes(_ run: SyncRunContext, readsCatalogues: SyncPass?) async throws {
        if configuration.oneTypeAfterAnother {
            for object in configuration.types { try await sync(object, run, readsCatalogues) }
        } else {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for object in configuration.types {
                    group.addTask { try await self.sync(object, run, readsCatalogues) }
                }
                try await group.waitForAll()
            }
        }
        let states = try configuration.types.map { try run.reader.typeState($0) }
        if !states.isEmpty, states.allSatisfy({ $0.unreadable != nil }) {
            throw SyncError.nothingReadable
        }
    }

    /// Brings one type up to date: its backfill and its links first, then what was modified, then,
    /// when it is due, the deep check.
    private func sync(
        _ object: ObjectType, _ run: SyncRunContext, _ readsCatalogues: SyncPass?
    ) async throws {
        do {
            let wasBackfilled = try run.reader.typeState(object).isBackfilled
            let properties = try await TrackedNames(object: object, run: run)
                .names(reading: readsCatalogues)
            try await BackfillPass(object: object, properties: properties, run: run)()
            try await PropertyBackfillPass(object: object, properties: properties, run: run)()
            for kind in configuration.linkKinds where kind.from == object {
                try await LinkBackfillPass(kind: kind, run: run)()
            }
            if wasBackfilled {
                try await RefreshPass(object: object, properties: properties, run: run)()
                try await reconcile(object, properties, run)
            } else {
                try await endBackfill(of: object, run)
            }
            try await setUnreadable(object, nil, run)
        } catch let error as Unreadable {
            try await setUnreadable(object, error.reason, run)
        }
    }

    /// A backfill has listed everything, bin and links included: that is a deep check as well.
    private func endBackfill(of object: ObjectType, _ run: SyncRunContext) async throws {
        let local = configuration.now()
        let live = Int(try run.reader.counts()[object]?.live ?? 0)
        var total = try run.reader.typeState(object).portalTotal
        if total != live { total = try await source.total(of: object).value }
        let counted = total
        try await run.update(object, .backfill) { state in
            state.portalTotal = counted
            state.reconciledAt = state.backfillStartedAt
            state.reconciledRunAt = local
            state.trailing = state.backfillStartedAt
            state.trailingAt = local
            state.refreshedAt = local
            state.liveAtTotal = live
        }
    }

    private func reconcile(
        _ object: ObjectType, _ properties: [String], _ run: SyncRunContext
    ) async throws {
        let state = try run.reader.typeState(object)
        let isDue = DueTime.isDue(
            last: state.reconciledRunAt, every: configuration.reconcile,
            now: configuration.now())
        guard isDue || configuration.reconcilesNow || state.reconcile != nil else { return }
        try await ReconcilePass(object: object, properties: properties, run: run)(
            isNew: configuration.reconcilesNow)
    }

    /// Keeps why a type cannot be read, and says in the log when that begins and ends.
    private func setUnreadable(
        _ object: ObjectType, _ reason: String?, _ run: SyncRunContext
    ) async throws {
        var state = try run.reader.typeState(object)
        let hadGap = state.hasOpenGap
        guard state.unreadable != reason || hadGap != (reason != nil) else { return }
        state.unreadable = reason
        try await setGap(object, reason, was: hadGap, state, run)
    }

    /// Says in the log of every type that no run has read whole yet that it cannot be seen.
    private func openGapsOfUnread(_ run: SyncRunContext) async throws {
        for object in ObjectType.crmObjects {
            let state = try run.reader.typeState(object)
            guard !state.isBackfilled, !state.hasOpenGap else { continue }
            try await setGap(object, "it has not been read yet", was: false, state, run)
        }
    }

    /// Keeps the state of a type, with a `gap` in the log where its visibility changes.
    ///
    /// - Parameters:
    ///   - reason: why it cannot be seen; `nil` when it can.
    ///   - wasOpen: whether its last `gap` opened one.
    private func setGap(
        _ object: ObjectType, _ reason: String?, was wasOpen: Bool, _ state: TypeState,
        _ run: SyncRunContext
    ) async throws {
        var state = state
        state.gap = reason != nil
        let changed = state
        try await run.commit(.ledger) { ledger in
            try ledger.setSync(TypeState.key(object), SyncState.encode(changed))
            guard wasOpen != (reason != nil) else { return }
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
            try await readReferences(run, .refresh)
            if unknown.contains(where: { $0.hasPrefix("stage/") }) { try await readNewDates(run) }
            missing.subtract(try Self.knownReferences(run.reader))
        }
        guard wereRead || !unknown.isEmpty else { return }
        let unresolved = lookedFor.subtracting(known).union(missing).sorted()
        try await update(run) { portal in
            portal.referenceReadAt = startedAt
            portal.unresolved = unresolved
        }
    }

    private func readReferences(_ run: SyncRunContext, _ pass: SyncPass) async throws {
        for (object, reason) in try await ReferencePass(run: run).ownersAndPipelines(pass) {
            try await setUnreadable(object, reason, run)
        }
    }

    /// A new stage brings properties of its own, which hold when each deal entered and left it.
    private func readNewDates(_ run: SyncRunContext) async throws {
        guard configuration.types.contains(.deals),
            try run.reader.typeState(.deals).isBackfilled
        else { return }
        let names = try await TrackedNames(object: .deals, run: run).names(
            reading: .refresh, isNew: true)
        try await PropertyBackfillPass(object: .deals, properties: names, run: run)()
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
        try await openGapsOfUnread(run)
        let now = configuration.now()
        let portal = try run.reader.portalState()
        let found = await progress.snapshot.events
        let isDue = DueTime.isDue(
            last: portal.completionAt, every: configuration.completionInterval, now: now)
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
        let completeness = try Completeness(run.reader, at: now, configuration.reconcile)
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
                uniqueKeysWithValues: ObjectType.allCases.compactMap { object in
                    try run.reader.typeState(object).unreadable.map { (object.name, $0) }
                }),
            indexLag: Dictionary(
                uniqueKeysWithValues: completeness.types.compactMap { type in
                    type.indexLagSeconds.map { (type.object.name, $0) }
                }))
    }
}
