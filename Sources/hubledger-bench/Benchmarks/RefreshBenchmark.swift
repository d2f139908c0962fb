import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections
import SyncEngine

/// Syncs again after few changes, and makes the page anew.
struct RefreshBenchmark: Benchmark {
    let name = "refresh"
    let summary = "syncs after 0, 50 and 1,000 changes, and the new page after 50"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = try await fixtures.syncedPortal().portal
        guard let writer = portal.writer else { throw BenchmarkError("there is no ledger") }
        var figures: [Figure] = []
        for (changes, bound) in [(0, 8.0), (50, 11), (1_000, 24)] {
            figures += try await refresh(portal, settings, changes: changes, bound: bound)
        }
        let reader = writer.reader
        let engine = try ProjectionEngine(
            reader: reader, directory: portal.directory, configuration: MetricsConfiguration())
        _ = try await engine.catchUp()
        var pages = Samples()
        for run in 0..<settings.runs {
            try await portal.change(50, seed: settings.seed &+ 1_000 &+ UInt64(run))
            _ = try await portal.sync()
            let start = ContinuousClock.now
            _ = try await engine.catchUp()
            let state = try await engine.state()
            let documents = DashboardDocuments(reader)
            let document = try documents.document(
                state, asOf: Instant(milliseconds: LedgerEnvironment.systemTime()))
            let page = try documents.page(document, state)
            try Data(page).write(
                to: URL(fileURLWithPath: fixtures.folder.path + "/index.html"), options: .atomic)
            pages.add(ContinuousClock.now - start)
        }
        figures.append(
            Figure("page after 50 changes", pages.median, "ms").steps(pages)
                .goal("G8", atMost: 50)
                .noted("from the last commit to the renamed file, states in memory"))
        return figures
    }

    private func refresh(
        _ portal: SimulatedPortal, _ settings: BenchSettings, changes: Int, bound: Double
    ) async throws -> [Figure] {
        var times = Samples()
        var requests: [Int] = []
        var events = 0
        for run in 0..<min(settings.runs, 3) {
            if changes > 0 {
                try await portal.change(
                    changes, seed: settings.seed &+ UInt64(changes + run))
            }
            let start = ContinuousClock.now
            let report = try await portal.sync()
            times.add(ContinuousClock.now - start)
            requests.append(report.requests.total)
            events = report.events
        }
        let median = requests.sorted()[requests.count / 2]
        return [
            Figure("\(changes) changes", Double(median), "requests").steps(times)
                .goal("G7", atMost: bound)
                .noted("the last of \(requests.count) wrote \(events) events")
        ]
    }
}
