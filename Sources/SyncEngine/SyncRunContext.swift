import EventStore
import HubSpotModel
import Synchronization

/// What the passes of one run share.
struct SyncRunContext: Sendable {
    let number: UInt64
    let source: any PortalSource
    let writer: LedgerWriter
    let reader: LedgerReader
    let configuration: SyncConfiguration
    let progress: SyncProgress
    let references = ReferenceBook()
    let schema = SchemaBook()
    let clock = PortalClock()

    /// Commits one page; everything the page justifies goes into the same transaction.
    @discardableResult
    func commit<Value: Sendable>(
        _ pass: SyncPass, _ body: @Sendable (inout LedgerTransaction) throws -> Value
    ) async throws -> Value {
        let commit = try await writer.commit(pass: pass, run: number) { ledger in
            let value = try body(&ledger)
            return (value: value, events: ledger.recordEventCounts.values.reduce(0, +))
        }
        await progress.committed(pass, events: commit.value.events)
        return commit.value.value
    }

    /// Changes what is remembered of a type, in one commit.
    func update(
        _ object: ObjectType, _ pass: SyncPass,
        _ change: @Sendable (inout TypeState) throws -> Void
    ) async throws {
        try await commit(pass) { ledger in
            var state =
                try SyncState.decode(TypeState.self, from: ledger.sync(TypeState.key(object)))
                ?? TypeState()
            try change(&state)
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
        }
    }

    /// Keeps that a direction of links cannot be read any more: once it can, it is read whole.
    func closeLinks(_ kind: AssociationKind, _ error: Unreadable, _ pass: SyncPass) async throws {
        var state = try reader.linkState(kind)
        state.isDone = false
        state.cursor = nil
        state.unreadable = error.reason
        let closed = state
        try await commit(pass) { ledger in
            try ledger.setSync(LinkState.key(kind), SyncState.encode(closed))
        }
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

    /// The time at which an answer was given, as far as all answers of this run agree.
    func readAt(_ serverTime: Int64?) -> Int64 {
        clock.time(serverTime: serverTime, now: configuration.now())
    }

    /// Demands that a page is of the portal that the ledger is bound to.
    func check(_ page: PortalPage) throws {
        guard let met = page.portalID, let bound = try reader.portalID(), met != bound else {
            return
        }
        throw LedgerError.portalMismatch(bound: bound, met: met)
    }

    /// What brings the records of one answer into the ledger.
    ///
    /// A property that the catalogue no longer has is not compared: HubSpot leaves it out of its
    /// answers, which is no clearing of every record. The catalogue is asked when values are gone
    /// of a property that no record of the answer has, not even without a value.
    ///
    /// - Parameter named: the properties that some record of the answer has.
    func observer(
        _ object: ObjectType, properties: [String], history: [String] = [], serverTime: Int64?,
        sweep: UInt32? = nil, of records: [PortalRecord], named: Set<String>, _ pass: SyncPass
    ) async throws -> RecordObserver {
        var observer = RecordObserver(
            object, properties: properties, history: history, readAt: readAt(serverTime),
            sweep: sweep)
        let cleared = try observer.clearedThroughout(records, named: named, reader)
        if !cleared.isEmpty {
            observer.leaveOut(try await schema.gone(cleared, of: object, pass, self))
        }
        return observer
    }
}

/// The portal's clock as one run sees it.
///
/// A `Date` header can be hours off. Of all that the answers of a run say of the distance between
/// the portal's clock and ours, the least counts: then a record looks unsettled once too often,
/// never once too seldom.
final class PortalClock: Sendable {
    private let offset = Mutex<Int64?>(nil)

    /// - Parameters:
    ///   - serverTime: of an answer that came now; `nil` asks for the time without one.
    ///   - now: local time.
    /// - Returns: portal time, epoch milliseconds like the others.
    func time(serverTime: Int64?, now: Int64) -> Int64 {
        offset.withLock { offset in
            if let serverTime { offset = min(offset ?? .max, serverTime - now) }
            return now + (offset ?? 0)
        }
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
