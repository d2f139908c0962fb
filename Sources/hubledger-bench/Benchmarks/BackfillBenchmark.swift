import SyncEngine

/// The first sync of the full-size portal from the simulator, over HTTP, without limits.
struct BackfillBenchmark: Benchmark {
    let name = "backfill"
    let summary = "the first sync of the full-size portal from the simulator over HTTP"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let synced = try await fixtures.syncedPortal()
        let records = Double(synced.report.records.values.reduce(0, +))
        let shares =
            "the simulator and its portal are part of this process and share its processors and "
            + "memory"
        return [
            Figure("records", records / synced.seconds, "records/s").goal("G5", atLeast: 30_000)
                .noted("\(shares); \(compact(records)) records, links and histories included"),
            Figure("sync", synced.seconds, "s"),
            Figure("requests", Double(synced.report.requests.total), "requests").noted(
                synced.report.requests.byKind.sorted { $0.key < $1.key }
                    .map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
            Figure(
                "bodies", Double(synced.portal.exchange.bytes) / 1e6 / synced.seconds, "MB/s"),
            Self.own(synced.memory),
        ]
    }

    /// The peak without what was resident before: the simulator, mostly.
    private static func own(_ memory: Figure) -> Figure {
        var figure = memory
        figure.note = (memory.note ?? "") + "; the recorded answers grow with it, too"
        return figure
    }
}
