import EventStore
import HubSpotModel

/// Reads links in one direction by id, going up, and hands each page over for its commit.
struct LinkPages {
    let kind: AssociationKind
    let run: SyncRunContext

    /// Records whose links one request reads.
    static let batch = 1_000

    /// One page: the links of those records whose links could be read.
    struct Page: Sendable {
        let kind: AssociationKind
        let ids: [RecordID]
        let links: [RecordID: [PortalLink]]
        let isLast: Bool

        /// Records whose links are unknown, which is not the same as none.
        var unread: Set<RecordID> { Set(ids.filter { links[$0] == nil }) }

        /// Appends what differs; links that could not be read stay as they are.
        func append(in ledger: inout LedgerTransaction) throws {
            for id in ids {
                guard let found = links[id] else { continue }
                let key = RecordKey(kind.from, id)
                // Archived or gone since the ids were collected: its links are not read then.
                guard try ledger.image(of: key)?.state == .live else { continue }
                try ledger.append(
                    EventDraft(
                        .linksChanged, of: key, links: [LinkDraft(to: kind.to, links: found)]))
            }
            try ledger.addUnsettled(unread, of: kind.from)
        }
    }

    /// - Parameter after: the greatest id that is done.
    func forEach(
        after: RecordID?, _ body: (Page) async throws -> Void
    ) async throws {
        var ids: [RecordID] = []
        try run.reader.forEachLive(kind.from) { id in
            if after.map({ $0 < id }) ?? true { ids.append(id) }
        }
        ids.sort()
        let (kind, source) = (kind, run.source)
        @Sendable func fetch(_ batch: [RecordID]) async throws -> [RecordID: [PortalLink]] {
            try await source.links(kind, of: batch).value
        }
        let batches = stride(from: 0, to: ids.count, by: Self.batch).map {
            Array(ids[$0..<min($0 + Self.batch, ids.count)])
        }
        let ahead = PageAhead<[RecordID: [PortalLink]]>()
        if let first = batches.first { ahead.start { try await fetch(first) } }
        for (index, batch) in batches.enumerated() {
            let links = try await ahead.page()
            let isLast = index + 1 == batches.count
            if !isLast {
                let next = batches[index + 1]
                ahead.start { try await fetch(next) }
            }
            try await body(Page(kind: kind, ids: batch, links: links, isLast: isLast))
            await run.progress.readLinks(kind, batch.count)
        }
        if batches.isEmpty {
            try await body(Page(kind: kind, ids: [], links: [:], isLast: true))
        }
    }
}

extension LedgerReader {
    /// The ids of a type's live records, in the order of their keys.
    func forEachLive(_ object: ObjectType, _ body: (RecordID) -> Void) throws {
        try forEachImage(of: object) { image in
            if image.state == .live { body(image.key.id) }
        }
    }
}
