import EventStore
import HubSpotModel

/// Reads what was modified since the watermark: ids and stamps by search, then only the records
/// whose stamp the ledger does not have, with their links.
///
/// Pages by id within the window, so that neither ties nor records that move while being read can
/// be skipped. The watermark moves only when every page is committed.
struct RefreshPass {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext

    /// Records read before a commit; also how many one request for links may name.
    static let group = 1_000
    /// Records of one batch read, and of one with history.
    static let batch = 100
    static let historyBatch = 50

    func callAsFunction() async throws {
        var state = try run.reader.typeState(object)
        guard let watermark = state.watermark else {
            preconditionFailure("\(object.name) is refreshed before it is backfilled")
        }
        let since = max(1_000, watermark - run.configuration.overlap)
        let unsettled = try run.reader.unsettled(object)
        var waiting = unsettled
        var stillUnsettled: Set<RecordID> = []
        var after: RecordID?
        var reached: Int64?
        while true {
            let asked = run.configuration.now()
            let answer = try await run.source.modified(object, since: since, after: after)
            if reached == nil {
                reached = run.watermark(serverTime: answer.serverTime, askedAt: asked)
            }
            let rows = answer.value.rows
            guard rows.allSatisfy({ row in after.map { $0 < row.id } ?? true }) else {
                throw SyncError.pagingStuck(object, what: "a search goes back to lower ids")
            }
            waiting.formUnion(try unknown(rows))
            after = rows.last?.id ?? after
            let isLast = !answer.value.hasMore || rows.isEmpty
            while waiting.count >= Self.group || (isLast && !waiting.isEmpty) {
                let ids = Array(waiting.sorted().prefix(Self.group))
                stillUnsettled.formUnion(try await read(ids))
                waiting.subtract(ids)
            }
            if isLast { break }
        }
        if let reached { state.watermark = max(watermark, reached) }
        try await finish(state, unsettled, stillUnsettled)
    }

    /// The rows whose stamp the ledger does not hold.
    private func unknown(_ rows: [ModifiedRow]) throws -> [RecordID] {
        let stamps = try run.reader.stamps(of: rows.map { RecordKey(object, $0.id) })
        return zip(rows, stamps).compactMap { row, known in
            guard let known, let knownStamp = known.updatedAt, let stamp = row.stamp else {
                return row.id
            }
            return stamp > knownStamp ? row.id : nil
        }
    }

    /// Reads and commits some records; returns those that must be read again.
    private func read(_ ids: [RecordID]) async throws -> [RecordID] {
        let history = TrackedProperties.withHistory(object)
        let size = history.isEmpty ? Self.batch : Self.historyBatch
        let (object, properties, source) = (object, properties, run.source)
        let kinds = AssociationKind.all.filter { $0.from == object }
        async let links = Self.links(kinds, of: ids, from: source)
        let answers = try await withThrowingTaskGroup(
            of: PortalAnswer<[PortalRecord]>.self
        ) { group in
            for start in stride(from: 0, to: ids.count, by: size) {
                let batch = Array(ids[start..<min(start + size, ids.count)])
                group.addTask {
                    try await source.read(
                        object, batch, properties: properties, history: history)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let readAt = answers.compactMap(\.serverTime).min()
        let observer = RecordObserver(
            object, properties: properties, history: history, readAt: readAt)
        let records = answers.flatMap(\.value).sorted { $0.id < $1.id }
        let found = try await links
        try await run.commit(.refresh) { ledger in
            for record in records {
                try observer.observe(record, in: &ledger)
                let drafts = found.compactMap { kind, links in
                    links[record.id].map { LinkDraft(to: kind.to, links: $0) }
                }
                guard !drafts.isEmpty else { continue }
                try ledger.append(
                    EventDraft(
                        .linksChanged, of: RecordKey(object, record.id), links: drafts))
            }
        }
        await run.progress.read(object, records.count)
        await run.note(records.compactMap { RecordReferences(object, $0) })
        return records.filter { record in
            observer.isUnsettled(record) || found.contains { $0.links[record.id] == nil }
        }.map(\.id)
    }

    private static func links(
        _ kinds: [AssociationKind], of ids: [RecordID], from source: any PortalSource
    ) async throws -> [(kind: AssociationKind, links: [RecordID: [PortalLink]])] {
        var found: [(kind: AssociationKind, links: [RecordID: [PortalLink]])] = []
        for kind in kinds { found.append((kind, try await source.links(kind, of: ids).value)) }
        return found
    }

    private func finish(
        _ state: TypeState, _ before: Set<RecordID>, _ unsettled: Set<RecordID>
    ) async throws {
        let object = object
        try await run.commit(.refresh) { ledger in
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
            if unsettled != before {
                let texts = unsettled.sorted().map(\.text)
                try ledger.setSync(
                    .unsettled(object), texts.isEmpty ? nil : SyncState.encode(texts))
            }
        }
    }
}
