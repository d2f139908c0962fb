import EventStore

/// The size of the log against the portal as compact JSON.
struct SizeBenchmark: Benchmark {
    let name = "size"
    let summary = "pages in use of the full-size portal's log, against its compact JSON"

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = try await fixtures.playedPortal()
        let json = Double(portal.exchange.listBytes)
        let used = Double(try portal.writer.reader.usedBytes())
        return [
            Figure("log over JSON", used / json, "×").goal("G11", atMost: 0.5).noted(
                "log, images, personal texts, links and sync state in pages; the JSON is that of "
                    + "the list pages alone, with the properties that are read"),
            Figure("log", used / 1e6, "MB"),
            Figure("JSON of the list pages", json / 1e6, "MB"),
            Figure("JSON of all answers", Double(portal.exchange.bytes) / 1e6, "MB"),
        ]
    }
}
