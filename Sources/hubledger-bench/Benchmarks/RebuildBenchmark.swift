import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections

/// Makes all metrics of the full-size portal from its log, against a plain batch over raw JSON.
struct RebuildBenchmark: Benchmark {
    let name = "rebuild"
    let summary = "all metrics from the log of the full-size portal, against a Python batch"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = try await fixtures.playedPortal()
        let reader = portal.writer.reader
        let asOf = Instant(milliseconds: LedgerEnvironment.systemTime())
        var samples = Samples()
        var openDeals = 0
        for _ in 0..<settings.runs {
            try samples.time {
                // There are no stored states in this directory: it folds from the first event on.
                let state = try reader.foldedState(
                    MetricsConfiguration(),
                    in: portal.directory)
                openDeals = try DashboardDocuments(reader).document(state, asOf: asOf)
                    .pipeline.openDeals
            }
        }
        let events = Double(try reader.head().sequence.rawValue)
        let rebuild = Figure("from the log", samples.median, "ms").steps(samples)
        let rate = Figure("events", events / (samples.median / 1000), "events/s")
        guard
            let batch = try PythonBatch.run(
                portal.exchange.listPages(), in: fixtures.folder.new("batch"))
        else {
            return [rebuild.noted("G1 not measured: python3 is missing"), rate]
        }
        let agreement =
            batch.openDeals == openDeals
            ? "both find \(openDeals) open deals"
            : "they disagree: \(openDeals) open deals here, \(batch.openDeals) there"
        return [
            rebuild.compared(
                with: "Python batch over JSON files",
                ratio: batch.seconds * 1000 / samples.median
            ).goal("G1", ratioAtLeast: 20).noted(agreement),
            rate,
            Figure("Python batch", batch.seconds * 1000, "ms").noted(
                "pipeline and activities only, \(batch.records) records; without starting Python"),
        ]
    }
}
