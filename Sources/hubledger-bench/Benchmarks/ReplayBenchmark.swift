import EventStore
import HubSpotModel
import ProjectionEngine
import Projections

/// Folds a log of change events: decoding alone, with all analyzers, and through the engine.
struct ReplayBenchmark: Benchmark {
    let name = "replay"
    let summary = "change events from a log: decoded, folded, and kept as stored states"

    /// Records of the portal whose changes are replayed.
    private static let records = 10_000

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = SyntheticPortal(seed: settings.seed, records: Self.records)
        let ledger = try await SyntheticLedger(
            portal, at: fixtures.folder.new("replay", isFast: true))
        for start in stride(from: 0, to: settings.events, by: BenchSettings.pageEvents) {
            try await ledger.change(start..<min(start + BenchSettings.pageEvents, settings.events))
        }
        let reader = ledger.reader
        let events = Double(try reader.head().sequence.rawValue)
        let repeats = min(settings.runs, 3)

        var decoding = Samples()
        var folding = Samples()
        let memory = ProcessMemory.reset()
        for _ in 0..<repeats {
            try decoding.time { try Self.decode(reader) }
            try folding.time { try Self.fold(reader) }
        }
        let foldMemory = ProcessMemory.figure("peak memory, fold", since: memory)
        let (stored, storedMemory) = try await Self.store(ledger, repeats, fixtures)
        let (asOf, fromStart) = try await Self.asOf(ledger, settings.runs, fixtures)

        func rate(_ name: String, _ samples: Samples) -> Figure {
            Figure(name, events / (samples.median / 1000), "events/s")
        }
        return [
            rate("decode", decoding),
            rate("decode and fold", folding)
                .compared(with: "decode alone", ratio: decoding.median / folding.median)
                .goal("G2", atLeast: 2_000_000)
                .noted(
                    "analyzers are given what changed in all, after the last event: fewer records "
                        + "change than are kept for that"),
            rate("with stored states", stored)
                .compared(with: "decode and fold", ratio: folding.median / stored.median)
                .noted(
                    "analyzers are given what changed every 64 blocks, rows are written to disk"),
            foldMemory.goal("G10", atMost: 96),
            storedMemory.goal("G10", atMost: 96),
            asOf.goal("G9", atMost: 100),
            fromStart,
            Figure("log", Double(try reader.usedBytes()) / events, "bytes/event").noted(
                "pages in use, current images included; \(compact(events)) events, "
                    + "\(portal.recordCount) records"),
        ]
    }

    private static func decode(_ reader: LedgerReader) throws {
        var changes = 0
        try reader.forEachBatch { batch in
            changes += batch.changes.count
            return true
        }
        guard changes > 0 else { throw BenchmarkError("the log has no changes") }
    }

    private static func fold(_ reader: LedgerReader) throws {
        var projection = try PortalProjection(
            context: reader.projectionContext(MetricsConfiguration()))
        try reader.forEachBatch { batch in
            try projection.fold(batch)
            return true
        }
        _ = try projection.models()
    }

    /// Rebuilds the stored states, each time in a directory of their own.
    private static func store(
        _ ledger: SyntheticLedger, _ repeats: Int, _ fixtures: Fixtures
    ) async throws -> (Samples, Figure) {
        var samples = Samples()
        let memory = ProcessMemory.reset()
        for _ in 0..<repeats {
            let views = try StatesFolder(fixtures.folder.new("replay-views"))
            let start = ContinuousClock.now
            let engine = try ProjectionEngine(
                reader: ledger.reader, directory: views.directory,
                configuration: MetricsConfiguration())
            _ = try await engine.catchUp()
            samples.add(ContinuousClock.now - start)
        }
        return (samples, ProcessMemory.figure("peak memory, stored states", since: memory))
    }

    /// The metrics as of the middle of the log: from the frozen states that following it has left,
    /// and folded from the first event on.
    private static func asOf(
        _ ledger: SyntheticLedger, _ runs: Int, _ fixtures: Fixtures
    ) async throws -> (Figure, Figure) {
        let reader = ledger.reader
        let middle = try reader.batch(
            holding: SequenceNumber(max(1, try reader.head().sequence.rawValue / 2)))
        let views = try StatesFolder(fixtures.folder.new("as-of-views"))
        do {
            let engine = try ProjectionEngine(
                reader: reader, directory: views.directory, configuration: MetricsConfiguration())
            _ = try await engine.catchUp()
        }
        let nowhere = try StatesFolder(fixtures.folder.new("as-of-nowhere"))
        func time(_ directory: DataDirectory) throws -> Samples {
            var samples = Samples()
            for _ in 0..<min(runs, 3) {
                try samples.time {
                    let state = try reader.foldedState(
                        MetricsConfiguration(), through: middle.lastSequence,
                        in: directory)
                    _ = try DashboardDocuments(reader).document(
                        state, asOf: Instant(milliseconds: middle.observedTime))
                }
            }
            return samples
        }
        let frozen = try time(views.directory)
        let whole = try time(nowhere.directory)
        return (
            Figure("metrics as of the middle", frozen.median, "ms").steps(frozen)
                .compared(with: "folded from the start", ratio: whole.median / frozen.median),
            Figure("the same, folded from the start", whole.median, "ms").steps(whole)
        )
    }
}
