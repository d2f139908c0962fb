import EventStore
import HubSpotModel
import ProjectionEngine
import Projections

/// Makes the metrics document and the page from read models.
struct RenderBenchmark: Benchmark {
    let name = "render"
    let summary = "metrics document, its JSON and the page of the full-size portal"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = try await fixtures.playedPortal()
        let reader = portal.writer.reader
        let state = try reader.foldedState(
            MetricsConfiguration(),
            in: portal.directory)
        let documents = DashboardDocuments(reader)
        let asOf = Instant(milliseconds: LedgerEnvironment.systemTime())
        var building = Samples()
        var encoding = Samples()
        var rendering = Samples()
        var page: [UInt8] = []
        var json: [UInt8] = []
        for _ in 0..<max(settings.runs, 5) {
            let document = try building.time { try documents.document(state, asOf: asOf) }
            json = try encoding.time { try DocumentEncoder().encode(document) }
            let again = try rendering.time { try documents.page(document, state) }
            guard page.isEmpty || page == again else {
                throw BenchmarkError("two pages of the same state differ")
            }
            page = again
        }
        return [
            Figure("document", building.median, "ms").steps(building),
            Figure("metrics.json", encoding.median, "ms").steps(encoding),
            Figure("page", rendering.median, "ms").steps(rendering),
            Figure("metrics.json", Double(json.count) / 1000, "kB"),
            Figure("page", Double(page.count) / 1000, "kB"),
        ]
    }
}
