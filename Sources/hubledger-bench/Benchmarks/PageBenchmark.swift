import BrowserDriver
import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections

/// Opens the page in a headless browser and takes the times of what a reader waits for.
struct PageBenchmark: Benchmark {
    let name = "page"
    let summary = "first render, filter switch, drill-down and memory of the page in a browser"

    private static let dealCount = 2_000
    private static let slowdown = 4

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let (page, large) = try await pages(fixtures)
        let driver = try await ChromeDriver.start()
        do {
            let meter = try await PageMeter(Browser(driver, isLogged: false))
            let runs = max(settings.runs, 5)
            var figures = try sizes(page)
            figures += try await arrivals(of: page, meter, runs)
            figures += try await switches(of: page, meter, runs)
            try await meter.open(large)
            var opening = Samples()
            for _ in 0..<runs {
                opening.add(milliseconds: try await meter.openDeals(Self.dealCount))
            }
            figures.append(
                Figure("2,000 deals opened", opening.median, "ms").steps(opening)
                    .goal("budget", atMost: 100))
            await driver.stop()
            return figures
        } catch {
            await driver.stop()
            throw error
        }
    }

    /// The full-size portal's page, and the same with as many open deals as a page may hold.
    private func pages(_ fixtures: Fixtures) async throws -> (plain: URL, large: URL) {
        let portal = try await fixtures.playedPortal()
        let reader = portal.writer.reader
        let state = try reader.foldedState(MetricsConfiguration(), in: portal.directory)
        let documents = DashboardDocuments(reader)
        var document = try documents.document(
            state, asOf: Instant(milliseconds: LedgerEnvironment.systemTime()))
        let folder = URL(filePath: fixtures.folder.new("page"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let plain = folder.appending(path: "index.html")
        try Data(try documents.page(document, state)).write(to: plain)
        let open = document.records.deals.filter { $0.status == "open" }
        guard !open.isEmpty else { throw BenchmarkError("the portal has no open deal") }
        document.records.deals = (0..<Self.dealCount).map { index in
            var deal = open[index % open.count]
            deal.dealId = String(index + 1)
            return deal
        }
        document.pipeline.openDeals = Self.dealCount
        let large = folder.appending(path: "large.html")
        try Data(try documents.page(document, state)).write(to: large)
        return (plain, large)
    }

    private func sizes(_ page: URL) throws -> [Figure] {
        let text = try String(contentsOf: page, encoding: .utf8)
        func part(_ open: String, _ close: String) -> Double {
            guard let start = text.firstRange(of: open),
                let end = text[start.upperBound...].firstRange(of: close)
            else { return .nan }
            return Double(text[start.upperBound..<end.lowerBound].utf8.count) / 1024
        }
        return [
            Figure("page", Double(text.utf8.count) / 1024, "KiB").goal("budget", atMost: 336),
            Figure("page, gzip -9", Double(try GzipSize.bytes(of: page)) / 1024, "KiB").goal(
                "budget", atMost: 90),
            Figure("style", part("<style>", "</style>"), "KiB").goal("budget", atMost: 20),
            Figure("script", part("<script>", "</script>"), "KiB").goal("budget", atMost: 60),
        ]
    }

    private func arrivals(
        of page: URL, _ meter: PageMeter, _ runs: Int
    ) async throws -> [Figure] {
        try await meter.open(page)  // The first one starts parts of the browser.
        var figures: [Figure] = []
        for (factor, bound, words) in [(1, 300.0, ""), (Self.slowdown, 1_000, ", processor ÷ 4")] {
            try await meter.slowDown(by: factor)
            var content = Samples()
            var seen = Samples()
            for _ in 0..<runs {
                let arrival = try await meter.open(page)
                content.add(milliseconds: arrival.contentMilliseconds)
                seen.add(milliseconds: arrival.figuresMilliseconds)
            }
            figures += [
                Figure("first content" + words, content.median, "ms").steps(content)
                    .goal("budget", atMost: bound),
                Figure("figures visible" + words, seen.median, "ms").steps(seen)
                    .goal("budget", atMost: bound),
            ]
        }
        try await meter.slowDown(by: 1)
        return figures
    }

    private func switches(of page: URL, _ meter: PageMeter, _ runs: Int) async throws -> [Figure] {
        let periods = PeriodKey.allCases.filter { $0 != .ytd } + [.ytd]
        var first = Samples()
        for period in periods.dropLast() {
            for _ in 0..<max(1, runs / 2) {
                try await meter.open(page)
                first.add(milliseconds: try await meter.choose(period.rawValue).scriptMilliseconds)
            }
        }
        try await meter.open(page)
        try await meter.settle()
        let heap = try await meter.heapMegabytes()
        let shift = try await meter.layoutShift()
        var ready: [Samples] = periods.map { _ in Samples() }
        var laidOut = Samples()
        for _ in 0..<runs {
            for (index, period) in periods.enumerated() {
                let change = try await meter.choose(period.rawValue)
                ready[index].add(milliseconds: change.scriptMilliseconds)
                laidOut.add(milliseconds: change.laidOutMilliseconds)
            }
        }
        var figures = [
            Figure("switch right after load", first.median, "ms").steps(first)
                .goal("budget", atMost: 16)
                .noted("scripting alone; the page makes the other periods when it has the time")
        ]
        for (period, samples) in zip(periods, ready) {
            figures.append(
                Figure("switch to \(period.rawValue)", samples.median, "ms").steps(samples)
                    .goal("budget", atMost: 16))
        }
        figures += [
            Figure("switch with layout", laidOut.median, "ms").steps(laidOut),
            Figure("layout shift of the load", shift, "").goal("budget", atMost: 0),
            Figure("heap after load", heap, "MB").goal("budget", atMost: 30),
            Figure("heap after all periods", try await meter.heapMegabytes(), "MB")
                .goal("budget", atMost: 30),
            Figure("nodes", try await meter.nodes(), ""),
        ]
        return figures
    }
}
