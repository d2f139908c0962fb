import EventStore
import HubSpotModel

/// Reads the links of every live record of a type in one direction, by id, going up.
struct LinkBackfillPass {
    let kind: AssociationKind
    let run: SyncRunContext

    /// Records whose links one request reads.
    static let batch = 1_000

    func callAsFunction() async throws {
        var state = try run.reader.linkState(kind)
        guard !state.isDone else { return }
        let after = state.cursor.map { RecordID($0) }
        var ids: [RecordID] = []
        try run.reader.forEachRecord(of: kind.from, includingGone: false) { row, _ in
            if row.image.state == .live, after.map({ $0 < row.image.key.id }) ?? true {
                ids.append(row.image.key.id)
            }
            return true
        }
        let ahead = PageAhead<[RecordID: [PortalLink]]>()
        let (kind, source) = (kind, run.source)
        @Sendable func fetch(_ batch: [RecordID]) async throws -> [RecordID: [PortalLink]] {
            try await source.links(kind, of: batch).value
        }
        let batches = stride(from: 0, to: ids.count, by: Self.batch).map {
            Array(ids[$0..<min($0 + Self.batch, ids.count)])
        }
        if let first = batches.first { ahead.start { try await fetch(first) } }
        for (index, batch) in batches.enumerated() {
            let links = try await ahead.page()
            if index + 1 < batches.count {
                let next = batches[index + 1]
                ahead.start { try await fetch(next) }
            }
            state.cursor = batch.last?.text
            state.isDone = index + 1 == batches.count
            try await commit(links, of: batch, state)
        }
        guard batches.isEmpty else { return }
        state.isDone = true
        try await commit([:], of: [], state)
    }

    private func commit(
        _ links: [RecordID: [PortalLink]], of ids: [RecordID], _ state: LinkState
    ) async throws {
        let kind = kind
        // What could not be read is unknown, not empty: the next refresh reads it again.
        let unread = ids.filter { links[$0] == nil }
        let waiting = unread.isEmpty ? [] : try run.reader.unsettled(kind.from).union(unread)
        try await run.commit(.backfill) { ledger in
            if !waiting.isEmpty {
                try ledger.setSync(
                    .unsettled(kind.from), SyncState.encode(waiting.sorted().map(\.text)))
            }
            for id in ids {
                guard let found = links[id] else { continue }
                try ledger.append(
                    EventDraft(
                        .linksChanged, of: RecordKey(kind.from, id),
                        links: [LinkDraft(to: kind.to, links: found)]))
            }
            try ledger.setSync(LinkState.key(kind), SyncState.encode(state))
        }
        await run.progress.readLinks(kind, ids.count)
    }
}
