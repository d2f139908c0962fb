import EventStore
import HubSpotModel

/// Compares one type whole with the portal: values, the bin, what vanished, links.
///
/// 1. Every live record is listed with its values: what changed without moving a stamp is found.
/// 2. The bin is listed: archiving moves no stamp either.
/// 3. What neither list had is asked for by id. An answer under another id is a merge; one in the
///    bin or among the living was missed by a list that went on under changes; the rest is gone.
/// 4. The links of all live records are read.
///
/// Every record that is seen is marked with the number of this check, in the same commit as its
/// page, so the check goes on where a killed one stopped, and a record is never taken for deleted
/// because it was created, restored or changed while the lists were read.
///
/// **Erasing.** HubSpot's privacy deletion takes a contact away at once, past the bin, and says so
/// nowhere. A contact that is in no list, has no answer by id, and was not in the bin for its ninety
/// days can only have been taken away like that: its personal texts are erased here too. When very
/// many vanish at once a permission has changed rather than that; they are kept and reported.
struct ReconcilePass {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext

    /// Records asked for by id before a commit.
    static let group = 1_000
    /// How long the bin keeps a record, less a day for clocks.
    static let binMilliseconds: Int64 = 89 * 86_400_000
    /// More contacts than this that vanish at once, and more than a tenth of all, are not erased.
    static let erasedMax = 100

    /// - Parameter isNew: begins anew even where an earlier check was cut off.
    func callAsFunction(isNew: Bool) async throws {
        var state = try run.reader.typeState(object)
        if isNew || state.reconcile == nil {
            let local = run.configuration.now()
            state.sweep = (state.sweep ?? 0) + 1
            state.reconcile = ReconcileState(
                startedAt: min(run.readAt(nil), local) - RefreshPass.clockResolution,
                runStartedAt: local)
            let begun = state
            try await run.commit(.reconcile) { [object] ledger in
                try ledger.setSync(TypeState.key(object), SyncState.encode(begun))
            }
        }
        while let check = try run.reader.typeState(object).reconcile {
            switch check.phase {
            case .live: try await list(check, archived: false)
            case .archived: try await list(check, archived: true)
            case .vanished: try await askForVanished(check)
            case .links: try await readLinks(check)
            }
        }
    }

    private var sweep: UInt32 {
        get throws { try run.reader.typeState(object).sweep ?? 0 }
    }

    /// Commits a step of the check together with what it found.
    private func commit(
        _ check: ReconcileState, _ body: @Sendable (inout LedgerTransaction) throws -> Void
    ) async throws {
        try await run.commit(.reconcile) { [object] ledger in
            try body(&ledger)
            var check = check
            check.outcome.add(ledger.recordEventCounts)
            var state =
                try SyncState.decode(TypeState.self, from: ledger.sync(TypeState.key(object)))
                ?? TypeState()
            state.reconcile = check
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
        }
    }

    private func current() throws -> ReconcileState {
        guard let check = try run.reader.typeState(object).reconcile else {
            preconditionFailure("a deep check of \(object.name) is under way")
        }
        return check
    }

    // MARK: - Lists

    private func list(_ start: ReconcileState, archived: Bool) async throws {
        let ahead = PageAhead<PortalAnswer<PortalPage>>()
        let (object, properties, source) = (object, properties, run.source)
        @Sendable func fetch(_ cursor: String?) async throws -> PortalAnswer<PortalPage> {
            try await source.list(
                object, archived: archived, properties: properties, after: cursor)
        }
        var cursor = start.cursor
        ahead.start { [cursor] in try await fetch(cursor) }
        while true {
            let answer = try await ahead.page()
            try run.check(answer.value)
            var check = try current()
            if let next = answer.value.next {
                guard next != cursor else {
                    throw SyncError.pagingStuck(object, what: "a cursor is repeated")
                }
                cursor = next
                ahead.start { try await fetch(next) }
                check.cursor = next
            } else {
                check.cursor = nil
                check.phase = archived ? .vanished : .archived
            }
            try await commit(answer, &check, archived: archived)
            if answer.value.next == nil { return }
        }
    }

    private func commit(
        _ answer: PortalAnswer<PortalPage>, _ check: inout ReconcileState, archived: Bool
    ) async throws {
        let sweep = try sweep
        var records = answer.value.records.filter { $0.archived == archived }
        if archived {
            check.outcome.listedArchived += records.count
        } else {
            check.outcome.listed += records.count
        }
        let history = TrackedProperties.withHistory(object)
        var dated: [PortalRecord] = []
        var datedAt: Int64?
        var datedNames: Set<String> = []
        let moved = history.isEmpty ? [] : try movedRecords(records, archived: archived)
        if !moved.isEmpty {
            // What moved is read with its history, so that each value comes with its own time.
            let reading = try await run.source.read(
                object, moved, properties: properties, history: history, archived: archived)
            dated = reading.value.records.filter { moved.contains($0.id) }
            datedAt = reading.serverTime
            datedNames = reading.value.propertyNames
            let read = Set(dated.map(\.id))
            records.removeAll { read.contains($0.id) }
        }
        let observer = try await run.observer(
            object, properties: properties, serverTime: answer.serverTime, sweep: sweep,
            of: records, named: answer.value.propertyNames, .reconcile)
        let datedObserver = try await run.observer(
            object, properties: properties, history: history, serverTime: datedAt, sweep: sweep,
            of: dated, named: datedNames, .reconcile)
        let unsettled = observer.unsettled(records).union(datedObserver.unsettled(dated))
        let (plain, withHistory) = (records, dated)
        try await commit(check) { [object] ledger in
            for record in plain { try observer.observe(record, in: &ledger) }
            for record in withHistory { try datedObserver.observe(record, in: &ledger) }
            try ledger.addUnsettled(unsettled, of: object)
        }
        await run.progress.read(object, records.count + dated.count)
        await run.note((records + dated).compactMap { RecordReferences(object, $0) })
    }

    /// The records whose stamp is not the known one, and those that hold another value of a
    /// property with history.
    private func movedRecords(_ records: [PortalRecord], archived: Bool) throws -> [RecordID] {
        let keys = records.map { RecordKey(object, $0.id) }
        let stamps = try run.reader.stamps(of: keys)
        let images = try run.reader.images(of: keys)
        let symbols = try run.reader.symbols()
        let history = TrackedProperties.withHistory(object)
        return records.indices.compactMap { index in
            let record = records[index]
            guard stamps[index]?.updatedAt == record.updatedAt, let image = images[index],
                image.state == (archived ? .archived : .live)
            else { return record.id }
            let differs = history.contains { name in
                let known = symbols.symbol(for: name).flatMap { image[$0].text(symbols) }
                return known ?? "" != record[name] ?? ""
            }
            return differs ? record.id : nil
        }
    }

    // MARK: - What neither list had

    private func askForVanished(_ start: ReconcileState) async throws {
        let sweep = try sweep
        var unseen: [RecordID] = []
        var unerased: [RecordKey] = []
        var contacts = 0
        var marks: [RecordID: UInt32] = [:]
        try run.reader.forEachStamp(of: object) { key, stamps in
            if let mark = stamps.sweep { marks[key.id] = mark }
        }
        try run.reader.forEachImage(of: object) { image in
            contacts += image.state == .live ? 1 : 0
            guard marks[image.key.id] != sweep else { return }
            if image.state == .live || image.state == .archived { unseen.append(image.key.id) }
        }
        unseen.sort()
        for start in stride(from: 0, to: unseen.count, by: Self.group) {
            let ids = Array(unseen[start..<min(start + Self.group, unseen.count)])
            try await ask(ids, sweep)
        }
        if object == .contacts {
            try run.reader.forEachImage(of: .contacts) { image in
                if image.state == .purged, !image.isErased, try wasTakenAway(image, start) {
                    unerased.append(image.key)
                }
            }
        }
        var check = try current()
        check.phase = .links
        check.cursor = nil
        let mayErase =
            unerased.count <= Self.erasedMax || unerased.count * 10 <= contacts + unerased.count
        check.outcome.notErased = mayErase ? 0 : unerased.count
        let erased = mayErase ? Set(unerased) : []
        try await commit(check) { ledger in try ledger.erase(erased) }
    }

    /// Whether a purged contact went before the bin would have let it go.
    private func wasTakenAway(_ image: RecordImage, _ check: ReconcileState) throws -> Bool {
        let symbols = try run.reader.symbols()
        guard let symbol = symbols.symbol(for: EnvelopeProperty.archivedAt),
            case .instant(let archivedAt) = image[symbol]
        else { return true }
        return check.startedAt - archivedAt < Self.binMilliseconds
    }

    private func ask(_ ids: [RecordID], _ sweep: UInt32) async throws {
        let gone = GoneRecords(object: object, properties: properties, run: run, sweep: sweep)
        let answer = try await gone.read(ids)
        let records = answer.reading.records
        let observer = try await run.observer(
            object, properties: properties, history: TrackedProperties.withHistory(object),
            serverTime: answer.serverTime, sweep: sweep, of: records,
            named: answer.reading.propertyNames, .reconcile)
        let unsettled = observer.unsettled(records).union(answer.reading.failed)
        var check = try current()
        check.outcome.confirmed += Set(records.map(\.id)).intersection(ids).count
        check.outcome.unread += answer.reading.failed.count
        try await commit(check) { [object] ledger in
            for record in records { try observer.observe(record, in: &ledger) }
            try gone.append(answer, observer, in: &ledger)
            try ledger.addUnsettled(unsettled, of: object)
        }
        await run.note(records.compactMap { RecordReferences(object, $0) })
    }

    // MARK: - Links

    private func readLinks(_ start: ReconcileState) async throws {
        let kinds = run.configuration.linkKinds.filter { $0.from == object }
        let first = kinds.firstIndex { $0.to.name == start.linksTo } ?? 0
        var after = start.cursor.map { RecordID($0) }
        for kind in kinds[first...] {
            if try run.reader.linkState(kind).isDone { try await readLinks(kind, after: after) }
            after = nil
        }
        try await finish()
    }

    private func readLinks(_ kind: AssociationKind, after: RecordID?) async throws {
        do {
            try await LinkPages(kind: kind, run: run).forEach(after: after) { page in
                var check = try current()
                check.linksTo = kind.to.name
                check.cursor = page.ids.last?.text ?? check.cursor
                check.outcome.unread += page.unread.count
                try await commit(check) { ledger in try page.append(in: &ledger) }
            }
        } catch let error as Unreadable {
            try await run.closeLinks(kind, error, .reconcile)
        }
    }

    private func finish() async throws {
        let sweep = try sweep
        var marks: Set<RecordID> = []
        try run.reader.forEachStamp(of: object) { key, stamps in
            if stamps.sweep == sweep { marks.insert(key.id) }
        }
        var (live, seen) = (0, 0)
        try run.reader.forEachLive(object) { id in
            live += 1
            seen += marks.contains(id) ? 1 : 0
        }
        let counted = (live: live, seen: seen)
        try await run.update(object, .reconcile) { state in
            guard let check = state.reconcile else { return }
            state.reconciledAt = check.startedAt
            state.reconciledRunAt = check.runStartedAt
            state.lastReconcile = check.outcome
            // The records that HubSpot showed in this check and did not take away meanwhile.
            state.portalTotal = counted.seen
            state.portalTotalAt = check.startedAt
            state.liveAtTotal = counted.live
            state.reconcile = nil
            state.indexLag?.lastAt = 0  // No search had a part in what was compared.
        }
    }
}
