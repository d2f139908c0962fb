package import EventStore
import HubSpotModel

/// What a run will take, told beforehand.
package struct SyncPlan: Sendable, Codable, Equatable {
    /// `backfill` while any type has never been read whole, else `refresh`.
    package var pass: String
    /// Live records of each type, as HubSpot counts them.
    package var records: [String: Int]
    /// Requests by kind; of a refresh the least it takes, when nothing has changed.
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
}

extension SyncEngine {
    /// Asks the portal how much there is to read, one small search a type.
    package func plan(_ reader: LedgerReader?) async throws -> SyncPlan {
        var plan = SyncPlan(pass: "refresh", records: [:], requests: [:])
        func add(_ kind: String, _ count: Int) { plan.requests[kind, default: 0] += count }
        for object in configuration.types {
            let total = try await source.total(of: object).value
            plan.records[object.name] = total
            let state = try reader?.typeState(object) ?? TypeState()
            guard !state.isBackfilled else {
                add("search", 1)
                continue
            }
            plan.pass = "backfill"
            add("search", 1)
            add("list", max(1, (total + 99) / 100) + 1)
            if !TrackedProperties.prefixes(object).isEmpty { add("properties", 1) }
            if !TrackedProperties.withHistory(object).isEmpty {
                let batch = BackfillPass.historyBatch
                add("batchRead", (total + batch - 1) / batch)
            }
            let kinds = configuration.linkKinds.filter { $0.from == object }.count
            let batch = LinkBackfillPass.batch
            add("associations", kinds * ((total + batch - 1) / batch))
        }
        if plan.pass == "backfill" {
            add("account", 1)
            add("owners", 2)
            add("pipelines", 1)
        }
        return plan
    }
}
