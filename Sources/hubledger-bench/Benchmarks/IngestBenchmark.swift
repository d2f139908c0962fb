import SyncEngine

/// Syncs the recorded portal from memory on one processor: page JSON, diff, durable log.
struct IngestBenchmark: Benchmark {
    let name = "ingest"
    let summary = "recorded pages from memory to the durable log on one processor"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let exchange = try await fixtures.syncedPortal().portal.exchange
        let megabytes = Double(exchange.listBytes) / 1e6
        let (lists, isPinned) = try await measure(exchange, fixtures, includesLinks: false)
        let (whole, _) = try await measure(exchange, fixtures, includesLinks: true)
        guard lists.againEvents == 0, whole.againEvents == 0 else {
            throw BenchmarkError("unchanged pages gave \(lists.againEvents) events")
        }
        let cores = isPinned ? "one processor" : "all processors: taskset is missing"
        return [
            Figure("list pages", lists.records / lists.seconds, "records/s")
                .goal("G4", atLeast: 100_000).noted("on \(cores)"),
            Figure("list pages", megabytes / lists.seconds, "MB/s"),
            Figure("list pages again, unchanged", lists.records / lists.againSeconds, "records/s")
                .compared(with: "the first time", ratio: lists.seconds / lists.againSeconds),
            Figure("with links and histories", whole.records / whole.seconds, "records/s"),
            lists.memory,
        ]
    }

    private struct Measured {
        let records: Double
        let seconds: Double
        let memory: Figure
        let againSeconds: Double
        /// Events of records when every page was read again.
        let againEvents: Int
    }

    private func measure(
        _ exchange: RecordedExchange, _ fixtures: Fixtures, includesLinks: Bool
    ) async throws -> (Measured, isPinned: Bool) {
        let portal = try PlayedPortal(exchange, at: fixtures.folder.new("ingest"))
        let memory = ProcessMemory.reset()
        let (measured, isPinned) = try await OneCore.run {
            let start = ContinuousClock.now
            let report = try await portal.sync(includesLinks: includesLinks)
            let seconds = (ContinuousClock.now - start).seconds
            let peak = ProcessMemory.figure("peak memory", since: memory)
            let restart = ContinuousClock.now
            let again = try await portal.sync(
                extra: "property_that_no_record_has", includesLinks: includesLinks)
            return Measured(
                records: Double(report.records.values.reduce(0, +)), seconds: seconds,
                memory: peak, againSeconds: (ContinuousClock.now - restart).seconds,
                againEvents: again.events)
        }
        return (measured, isPinned)
    }
}
