import EventStore
import HubSpotModel

/// Reads every record of one type once, and goes on where a killed run stopped.
///
/// The cursor is committed with each page, so no page is lost and none is read twice for good.
struct BackfillPass {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext

    /// Records read with their history in one request.
    static let historyBatch = 50

    func callAsFunction() async throws {
        var state = try await prepare()
        while state.phase != .done {
            switch state.phase {
            case .live: state = try await list(state, archived: false)
            case .archived: state = try await list(state, archived: true)
            case .history: state = try await readHistories(state)
            case .done: break
            }
        }
    }

    /// Starts the backfill where it stands, or again where properties came while it lasted.
    private func prepare() async throws -> TypeState {
        var state = try run.reader.typeState(object)
        if state.isBackfilled { return state }
        if Set(state.properties).isSuperset(of: properties), state.backfillStartedAt != nil {
            return state
        }
        let total = try await run.source.total(of: object)
        state.phase = .live
        state.cursor = nil
        state.properties = properties
        state.portalTotal = total.value
        state.portalTotalAt = total.serverTime
        state.backfillStartedAt = run.watermark(serverTime: total.serverTime)
        state.unreadable = nil
        let prepared = state
        try await run.commit(.backfill) { ledger in
            try ledger.setSync(TypeState.key(object), SyncState.encode(prepared))
        }
        return state
    }

    private func list(_ start: TypeState, archived: Bool) async throws -> TypeState {
        var state = start
        if !archived { await run.progress.expect(object, state.portalTotal ?? 0) }
        let ahead = PageAhead<PortalAnswer<PortalPage>>()
        let (object, properties, source) = (object, properties, run.source)
        @Sendable func fetch(_ cursor: String?) async throws -> PortalAnswer<PortalPage> {
            try await source.list(
                object, archived: archived, properties: properties, after: cursor)
        }
        var cursor = state.cursor
        ahead.start { [cursor] in try await fetch(cursor) }
        while true {
            let answer = try await ahead.page()
            if let next = answer.value.next {
                guard next != cursor else {
                    throw SyncError.pagingStuck(object, what: "a cursor is repeated")
                }
                cursor = next
                ahead.start { try await fetch(next) }
                state.cursor = next
            } else {
                state.cursor = nil
                state.phase = archived ? phaseAfterListing : .archived
                if state.phase == .done { state.watermark = state.backfillStartedAt }
            }
            try await commit(answer, state, archived: archived)
            if answer.value.next == nil { return state }
        }
    }

    private var phaseAfterListing: TypeState.Phase {
        TrackedProperties.withHistory(object).isEmpty ? .done : .history
    }

    private func commit(
        _ answer: PortalAnswer<PortalPage>, _ state: TypeState, archived: Bool
    ) async throws {
        try run.check(answer.value)
        var records = answer.value.records
        var serverTime = answer.serverTime
        var datedNames: Set<String> = []
        let history = archived ? TrackedProperties.withHistory(object) : []
        if !history.isEmpty, !records.isEmpty {
            // What was open, won or lost before it was archived counts in the months before.
            let reading = try await run.source.read(
                object, records.map(\.id), properties: properties, history: history,
                archived: true)
            let dated = Dictionary(
                reading.value.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            records = records.map { dated[$0.id] ?? $0 }
            serverTime = reading.serverTime
            datedNames = reading.value.propertyNames
        }
        let observer = try await run.observer(
            object, properties: properties, history: history, serverTime: serverTime, of: records,
            named: answer.value.propertyNames.union(datedNames), .backfill)
        let unsettled = try observer.unsettled(records)
            .union(observer.claimed(by: records, run.reader))
        let found = records
        try await run.commit(.backfill) { [object] ledger in
            for record in found { try observer.observe(record, in: &ledger) }
            try ledger.addUnsettled(unsettled, of: object)
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
        }
        await run.progress.read(object, records.count)
        await run.note(records.compactMap { RecordReferences(object, $0) })
    }

    /// Reads every kept version of the history properties, by id, going up.
    private func readHistories(_ start: TypeState) async throws -> TypeState {
        var state = start
        let history = TrackedProperties.withHistory(object)
        var ids: [RecordID] = []
        let after = state.cursor.map { RecordID($0) }
        try run.reader.forEachLive(object) { id in
            if after.map({ $0 < id }) ?? true { ids.append(id) }
        }
        ids.sort()
        for start in stride(from: 0, to: ids.count, by: Self.historyBatch) {
            let batch = Array(ids[start..<min(start + Self.historyBatch, ids.count)])
            let answer = try await run.source.read(
                object, batch, properties: properties, history: history, archived: false)
            // What is merged or gone by now, the next refresh and deep check will meet.
            let asked = Set(batch)
            let records = answer.value.records.filter { asked.contains($0.id) }
            let observer = try await run.observer(
                object, properties: properties, history: history, serverTime: answer.serverTime,
                of: records, named: answer.value.propertyNames, .backfill)
            let unsettled = observer.unsettled(records).union(
                asked.subtracting(records.map(\.id)))
            state.cursor = batch.last?.text
            let committed = state
            try await run.commit(.backfill) { [object] ledger in
                for record in records { try observer.observe(record, in: &ledger) }
                try ledger.addUnsettled(unsettled, of: object)
                try ledger.setSync(TypeState.key(object), SyncState.encode(committed))
            }
        }
        state.cursor = nil
        state.phase = .done
        state.watermark = state.backfillStartedAt
        let finished = state
        try await run.commit(.backfill) { [object] ledger in
            try ledger.setSync(TypeState.key(object), SyncState.encode(finished))
        }
        return state
    }
}
