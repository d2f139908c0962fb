import EventStore
import HubSpotModel

/// What the passes of one run share.
struct SyncRunContext: Sendable {
    let number: UInt64
    let source: any PortalSource
    let writer: LedgerWriter
    let reader: LedgerReader
    let configuration: SyncConfiguration
    let progress: SyncProgress
    let references: ReferenceBook

    /// Commits one page; everything the page justifies goes into the same transaction.
    func commit(
        _ pass: SyncPass, _ body: @Sendable (inout LedgerTransaction) throws -> Void
    ) async throws {
        let commit = try await writer.commit(pass: pass, run: number, body)
        await progress.committed(pass, events: commit.eventCount)
    }

    func note(_ found: [RecordReferences]) async { await references.note(found) }

    /// Where a search for everything begins; at the epoch itself HubSpot fails.
    private static let startOfTime: Int64 = 1_000

    /// The time up to which a read that was asked for at `askedAt` and answered now is complete.
    ///
    /// The server's clock counts, taken back by what the answer took and by its resolution of one
    /// second; a server clock ahead of ours is not trusted. Both errors only cost a second look.
    /// Without the server's nothing is known to be complete, since ours may be ahead.
    func watermark(serverTime: Int64?, askedAt: Int64? = nil) -> Int64 {
        let now = configuration.now()
        let taken = askedAt.map { max(0, now - $0) } ?? 0
        guard let serverTime else { return Self.startOfTime }
        return min(serverTime, now) - taken - 1_000
    }
}

/// Collects what records name, to find owners and stages that the ledger does not know.
actor ReferenceBook {
    private var named: Set<String> = []

    func note(_ found: [RecordReferences]) {
        for references in found { named.formUnion(references.names) }
    }

    /// What was named and is neither known nor already looked for in vain.
    func unknown(known: Set<String>, lookedFor: Set<String>) -> Set<String> {
        named.subtracting(known).subtracting(lookedFor)
    }
}
