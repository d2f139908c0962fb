import EventStore
import HubSpotModel

/// Reads what was modified since the watermark: ids and stamps by search, then only the records
/// whose stamp the ledger does not have, with their links.
///
/// Pages by id within the window, so that neither ties nor records that move while being read can
/// be skipped. The first page has no end, because only its answer tells the portal's time; the
/// others end there, so that a portal that changes faster than we read cannot hold a run up. The
/// watermark moves only when every page is committed.
///
/// When the **trailing** pass is due, the window begins where the last one ended, an hour or more
/// ago: the same search then shows what the index had not shown before, without a request more.
/// What is found in that part is committed as seen by the trailing pass.
struct RefreshPass {
    let object: ObjectType
    let properties: [String]
    let run: SyncRunContext

    /// Records read before a commit; also how many one request for links may name.
    static let group = 1_000
    /// How much later than told the portal's clock may be: it tells whole seconds.
    static let clockResolution: Int64 = 1_000

    /// What is to be read, and what is known of that.
    private struct Work {
        var waiting: Set<RecordID> = []
        var waitingTrailing: Set<RecordID> = []
        var done: Set<RecordID> = []
        var unsettled: Set<RecordID> = []
        /// What survivors say they absorbed, kept as unsettled until it is read.
        var claimed: Set<RecordID> = []
        /// Stamps of changes that an earlier search should have shown.
        var late: [Int64] = []
    }

    private struct Window {
        let since: Int64
        /// Where the refresh begins; what lies before belongs to the trailing pass.
        let refreshSince: Int64
        let searchedAt: Int64?
        let unsettledBefore: Set<RecordID>
    }

    func callAsFunction() async throws {
        var state = try run.reader.typeState(object)
        guard let watermark = state.watermark else {
            preconditionFailure("\(object.name) is refreshed before it is backfilled")
        }
        let local = run.configuration.now()
        let isTrailing = DueTime.isDue(
            last: state.trailingAt, every: run.configuration.trailing, now: local)
        let refreshSince = max(1_000, watermark - run.configuration.overlap)
        let trailingSince = max(1_000, state.trailing ?? watermark)
        let unsettled = try run.reader.unsettled(object)
        let window = Window(
            since: isTrailing ? min(refreshSince, trailingSince) : refreshSince,
            refreshSince: refreshSince, searchedAt: state.searchedAt, unsettledBefore: unsettled)
        var work = Work(waiting: unsettled)
        let first = try await search(window, &work)
        state.watermark = max(watermark, first.reached)
        state.refreshedAt = local
        if let serverTime = first.serverTime {
            // One answer's clock can be hours off; all of them hardly are.
            let searchedAt = min(serverTime, run.readAt(nil))
            var lag = state.indexLag ?? IndexLag()
            lag.add(work.late.map { max(0, searchedAt - $0) }, at: searchedAt)
            state.indexLag = lag
            state.searchedAt = searchedAt
        }
        try await finish(state, unsettled.union(work.claimed), work.unsettled)
        if isTrailing { try await finishTrailing(first.reached, local) }
    }

    /// Goes through the pages and reads what they show; answers when the first one came.
    private func search(
        _ window: Window, _ work: inout Work
    ) async throws -> (reached: Int64, serverTime: Int64?) {
        var first: (reached: Int64, serverTime: Int64?)?
        var after: RecordID?
        while true {
            let asked = run.configuration.now()
            let answer = try await run.source.modified(
                object, since: window.since,
                through: first?.serverTime.map { $0 + Self.clockResolution }, after: after)
            _ = run.readAt(answer.serverTime)
            let reached =
                first
                ?? (run.watermark(serverTime: answer.serverTime, askedAt: asked), answer.serverTime)
            first = reached
            let rows = answer.value.rows
            guard rows.allSatisfy({ row in after.map { $0 < row.id } ?? true }) else {
                throw SyncError.pagingStuck(object, what: "a search goes back to lower ids")
            }
            try sort(rows, window, &work)
            after = rows.last?.id ?? after
            let isLast = !answer.value.hasMore || rows.isEmpty
            while work.waitingTrailing.count >= Self.group
                || (isLast && !work.waitingTrailing.isEmpty)
            {
                try await read(\.waitingTrailing, .trailing, &work)
            }
            while work.waiting.count >= Self.group || (isLast && !work.waiting.isEmpty) {
                try await read(\.waiting, .refresh, &work)
            }
            if isLast { return reached }
        }
    }

    /// Takes up the rows whose stamp the ledger does not hold, and measures how late they are.
    private func sort(
        _ rows: [ModifiedRow], _ window: Window, _ work: inout Work
    ) throws {
        let stamps = try run.reader.stamps(of: rows.map { RecordKey(object, $0.id) })
        for (row, known) in zip(rows, stamps) {
            if let known = known?.updatedAt, known == row.stamp { continue }
            guard !work.waiting.contains(row.id), !work.done.contains(row.id) else { continue }
            let isLate = row.stamp.map { $0 < window.refreshSince } ?? false
            if isLate {
                work.waitingTrailing.insert(row.id)
            } else {
                work.waiting.insert(row.id)
            }
            if let stamp = row.stamp, let searchedAt = window.searchedAt,
                stamp < searchedAt - Self.clockResolution
            {
                work.late.append(stamp)
            }
        }
    }

    // MARK: - Reading

    /// Reads and commits some of the records that wait.
    private func read(
        _ waiting: WritableKeyPath<Work, Set<RecordID>>, _ pass: SyncPass, _ work: inout Work
    ) async throws {
        let ids = Array(work[keyPath: waiting].sorted().prefix(Self.group))
        work[keyPath: waiting].subtract(ids)
        work.done.formUnion(ids)
        let again = try await read(ids, pass)
        work.unsettled.formUnion(again.unsettled)
        work.claimed.formUnion(again.claimed)
        work[keyPath: waiting].formUnion(
            again.survivors.union(again.claimed).subtracting(work.done))
    }

    /// - Returns: the records that must be read again in the next run, and those to read in this
    ///   one: survivors that came without having been asked for, and what they say they absorbed.
    private func read(
        _ ids: [RecordID], _ pass: SyncPass
    ) async throws -> (
        unsettled: Set<RecordID>, survivors: Set<RecordID>, claimed: Set<RecordID>
    ) {
        let gone = GoneRecords(object: object, properties: properties, run: run, sweep: nil)
        let kinds = try AssociationKind.all.filter { kind in
            try kind.from == object && run.reader.linkState(kind).isDone
        }
        async let links = links(kinds, of: ids, pass)
        let answer = try await gone.read(ids)
        let asked = Set(ids)
        let records = answer.reading.records.filter { asked.contains($0.id) }
        let observer = try await run.observer(
            object, properties: properties, history: TrackedProperties.withHistory(object),
            serverTime: answer.serverTime, of: records,
            named: answer.reading.propertyNames, pass)
        let found = try await links
        // Kept with the survivor: it is not read again when the run ends before they are.
        let claimed = try observer.claimed(by: records, run.reader)
        try await run.commit(pass) { [object] ledger in
            try ledger.addUnsettled(claimed, of: object)
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
            try gone.append(answer, observer, in: &ledger)
        }
        await run.progress.read(object, records.count)
        await run.note(records.compactMap { RecordReferences(object, $0) })
        var unsettled = observer.unsettled(records).union(answer.reading.failed)
        for record in records where found.contains(where: { $0.links[record.id] == nil }) {
            unsettled.insert(record.id)
        }
        let survivors = Set(answer.reading.merged.values.compactMap { $0 }).subtracting(asked)
        return (unsettled, survivors, claimed)
    }

    private func links(
        _ kinds: [AssociationKind], of ids: [RecordID], _ pass: SyncPass
    ) async throws -> [(kind: AssociationKind, links: [RecordID: [PortalLink]])] {
        var found: [(kind: AssociationKind, links: [RecordID: [PortalLink]])] = []
        for kind in kinds {
            do {
                found.append((kind, try await run.source.links(kind, of: ids).value))
            } catch let error as Unreadable {
                try await run.closeLinks(kind, error, pass)  // What is known of them stays.
            }
        }
        return found
    }

    // MARK: - Ending

    private func finish(
        _ state: TypeState, _ before: Set<RecordID>, _ unsettled: Set<RecordID>
    ) async throws {
        let object = object
        try await run.commit(.refresh) { ledger in
            // A catalogue read meanwhile has its say on the properties.
            var state = state
            if let stored = try ledger.sync(TypeState.key(object)),
                let now = try SyncState.decode(TypeState.self, from: stored)
            {
                state.properties = now.properties
            }
            try ledger.setSync(TypeState.key(object), SyncState.encode(state))
            if unsettled != before { try ledger.setUnsettled(unsettled, of: object) }
        }
    }

    /// Keeps up to where everything was searched for twice, and HubSpot's own count.
    private func finishTrailing(_ reached: Int64, _ local: Int64) async throws {
        let total = try await run.source.total(of: object)
        let live = Int(try run.reader.counts()[object]?.live ?? 0)
        let (object, behind) = (object, run.configuration.trailing)
        try await run.update(object, .trailing) { state in
            state.trailing = max(state.trailing ?? 0, reached - behind)
            state.trailingAt = local
            state.portalTotal = total.value
            state.portalTotalAt = total.serverTime ?? local
            state.liveAtTotal = live
        }
    }
}
