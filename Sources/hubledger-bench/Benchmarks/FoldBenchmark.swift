import EventStore
import LMDB
import ProjectionEngine
import Projections

/// Folds 50 changes into the stored states of a portal and of one ten times as large.
struct FoldBenchmark: Benchmark {
    let name = "fold"
    let summary = "50 changes folded into stored states at 1 and 10 times the portal"

    private static let changes = 50

    /// One ledger with its states, and what folding into them took.
    private struct Side {
        let ledger: SyntheticLedger
        var warm: ProjectionEngine?
        var cold = Samples()
        var kept = Samples()
        var rowsRead = 0
        var next = 0
    }

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let runs = max(settings.runs, 10)
        var small = try await side(settings, settings.records / 10, fixtures)
        var large = try await side(settings, settings.records, fixtures)
        for _ in 0..<runs {
            try await foldCold(&small)
            try await foldCold(&large)
        }
        for _ in 0..<runs {
            try await foldWarm(&small)
            try await foldWarm(&large)
        }
        let note =
            fixtures.folder.isFastInMemory
            ? "the files lie in memory: no wait for a disk hides the difference" : nil
        var cold = Figure("10× the portal, opened anew", large.cold.median, "ms").steps(large.cold)
            .compared(with: "1× the portal", ratio: small.cold.median / large.cold.median)
        cold.note = note
        return [
            Figure("1× the portal, opened anew", small.cold.median, "ms").steps(small.cold),
            cold,
            Figure("time at 10× over time at 1×", large.cold.median / small.cold.median, "×")
                .goal("G13", atMost: 1.5),
            Figure("the same with states in memory", large.kept.median / small.kept.median, "×")
                .steps(large.kept),
            Figure("record rows read at 1×", Double(small.rowsRead) / Double(runs), "rows"),
            Figure("record rows read at 10×", Double(large.rowsRead) / Double(runs), "rows"),
        ]
    }

    private func side(
        _ settings: BenchSettings, _ records: Int, _ fixtures: Fixtures
    ) async throws -> Side {
        let portal = SyntheticPortal(seed: settings.seed, records: records)
        let ledger = try await SyntheticLedger(
            portal, at: fixtures.folder.new("fold", isFast: true))
        _ = try await Self.engine(ledger).engine.catchUp()
        return Side(ledger: ledger)
    }

    private func foldCold(_ side: inout Side) async throws {
        try await change(&side)
        let (engine, opening) = try await Self.engine(side.ledger)
        let start = ContinuousClock.now
        let report = try await engine.catchUp()
        side.cold.add(opening + (ContinuousClock.now - start))
        try check(report)
        side.rowsRead += report.recordRowsRead
    }

    private func foldWarm(_ side: inout Side) async throws {
        let engine: ProjectionEngine
        if let warm = side.warm {
            engine = warm
        } else {
            engine = try await Self.engine(side.ledger).engine
            _ = try await engine.catchUp()
            side.warm = engine
        }
        try await change(&side)
        let start = ContinuousClock.now
        let report = try await engine.catchUp()
        side.kept.add(ContinuousClock.now - start)
        try check(report)
    }

    private func change(_ side: inout Side) async throws {
        try await side.ledger.change(side.next..<side.next + Self.changes)
        side.next += Self.changes
    }

    private func check(_ report: FoldReport) throws {
        guard report.events == Self.changes, report.rebuildReason == nil else {
            throw BenchmarkError(
                "\(report.events) events were folded, \(report.rebuildReason ?? "without rebuild")")
        }
    }

    /// Opens the states; the engine before may not have let go of them yet.
    ///
    /// - Returns: The engine and how long opening took, without waiting.
    private static func engine(
        _ ledger: SyntheticLedger
    ) async throws -> (engine: ProjectionEngine, opening: Duration) {
        var attempts = 0
        while true {
            let start = ContinuousClock.now
            do {
                let engine = try ProjectionEngine(
                    reader: ledger.reader, directory: ledger.directory,
                    configuration: MetricsConfiguration())
                return (engine, ContinuousClock.now - start)
            } catch  where attempts < 500 {
                attempts += 1
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }
}
