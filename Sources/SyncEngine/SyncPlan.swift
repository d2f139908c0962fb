package import EventStore
import HubSpotModel

/// What a run will take, told beforehand.
package struct SyncPlan: Sendable, Codable, Equatable {
    /// The longest of the passes: `backfill`, `reconcile` or `refresh`.
    package var pass: String
    /// All passes that the run will make, in their order.
    package var passes: [String]
    /// Live records of each type: as HubSpot counts them before a backfill, else as the ledger does.
    package var records: [String: Int]
    /// Requests by kind; the least it takes, when nothing has changed.
    package var requests: [String: Int]

    package var requestsTotal: Int { requests.values.reduce(0, +) }

    /// The time that rate limits allow at best, in seconds.
    package func seconds(perTenSeconds: Int, searchesPerSecond: Int) -> Double {
        let searches = requests["search"] ?? 0
        let associations = requests["associations"] ?? 0
        let others = requestsTotal - searches - associations
        return max(
            Double(others) * 10 / Double(perTenSeconds),
            Double(searches) / Double(searchesPerSecond), Double(associations) / 10)
    }

    fileprivate mutating func add(_ kind: String, _ count: Int) {
        if count > 0 { requests[kind, default: 0] += count }
    }

    fileprivate mutating func mark(_ pass: SyncPass) {
        if !passes.contains(pass.name) { passes.append(pass.name) }
    }
}

extension SyncEngine {
    /// Tells what the next run will ask for; asks the portal how much there is where the ledger
    /// does not know it, one small search a type.
    package func plan(_ reader: LedgerReader?) async throws -> SyncPlan {
        var plan = SyncPlan(pass: "refresh", passes: [], records: [:], requests: [:])
        let portal = try reader?.portalState() ?? PortalState()
        let now = configuration.now()
        let areReferencesDue =
            configuration.reconcilesNow
            || DueTime.isDue(last: portal.referenceReadAt, every: configuration.reconcile, now: now)
        for object in configuration.types {
            let state = try reader?.typeState(object) ?? TypeState()
            if let reader, state.isBackfilled {
                let counts = try reader.counts()[object] ?? ObjectCounts()
                plan.records[object.name] = Int(counts.live)
                add(object, state, counts, try reader.unsettled(object).count, now, to: &plan)
            } else {
                let total = try await source.total(of: object).value
                plan.records[object.name] = total
                plan.mark(.backfill)
                plan.add("search", 1)
                addLists(of: object, live: total, archived: 0, to: &plan)
                if !TrackedProperties.withHistory(object).isEmpty {
                    // One more for the bin, whose size HubSpot does not tell.
                    plan.add("batchRead", Self.pages(total, BackfillPass.historyBatch) + 1)
                }
            }
            if areReferencesDue { plan.add("properties", 1) }
        }
        if areReferencesDue || portal.connection != configuration.connection {
            plan.add("account", 1)
            plan.add("owners", 2)
            plan.add("pipelines", 1)
        }
        let longest = [SyncPass.backfill, .reconcile].first { plan.passes.contains($0.name) }
        plan.pass = (longest ?? .refresh).name
        return plan
    }

    /// The passes of a type that was read whole before.
    private func add(
        _ object: ObjectType, _ state: TypeState, _ counts: ObjectCounts, _ waiting: Int,
        _ now: Int64, to plan: inout SyncPlan
    ) {
        plan.mark(.refresh)
        plan.add("search", 1)
        if waiting > 0 {
            let history = TrackedProperties.withHistory(object)
            plan.add("batchRead", Self.pages(waiting, history.isEmpty ? 100 : 50))
            let kinds = configuration.linkKinds.filter { $0.from == object }.count
            plan.add("associations", kinds * Self.pages(waiting, LinkPages.batch))
        }
        if DueTime.isDue(last: state.trailingAt, every: configuration.trailing, now: now) {
            plan.mark(.trailing)
            plan.add("search", 1)
        }
        let isDue = DueTime.isDue(
            last: state.reconciledRunAt, every: configuration.reconcile, now: now)
        if isDue || configuration.reconcilesNow || state.reconcile != nil {
            plan.mark(.reconcile)
            addLists(of: object, live: Int(counts.live), archived: Int(counts.archived), to: &plan)
        }
    }

    /// The list, the bin and the links, each at least one page.
    private func addLists(
        of object: ObjectType, live: Int, archived: Int, to plan: inout SyncPlan
    ) {
        plan.add("list", max(1, Self.pages(live, 100)) + max(1, Self.pages(archived, 100)))
        let kinds = configuration.linkKinds.filter { $0.from == object }.count
        plan.add("associations", kinds * Self.pages(live, LinkPages.batch))
    }

    private static func pages(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }
}
