import EventStore
import HubSpotModel

/// Appends pages of change events durably, and the same bytes without the program around them.
struct AppendBenchmark: Benchmark {
    let name = "append"
    let summary = "durable commits of 100 change events, against the same rows in plain LMDB"

    private static let records = 10_000
    /// Commits of one run at most: each waits for the disk.
    private static let commitsMax = 1_500
    private static let commitsOfTurn = 250

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let portal = SyntheticPortal(seed: settings.seed, records: Self.records)
        let ledger = try await SyntheticLedger(portal, at: fixtures.folder.new("append"))
        let bytesBefore = try ledger.reader.usedBytes()
        let commits = min(Self.commitsMax, settings.events / BenchSettings.pageEvents)

        // Written in turns, so that both see the same machine.
        var ours = Samples()
        var blocksOnly = Samples()
        var sameRows = Samples()
        let plainBlocks = try PlainTables(at: fixtures.folder.new("append-blocks"))
        let plainRows = try PlainTables(at: fixtures.folder.new("append-rows"))
        var written = 0
        while written < commits {
            let position = try ledger.reader.head().sequence.next
            let count = min(Self.commitsOfTurn, commits - written)
            for commit in written..<written + count {
                let start = commit * BenchSettings.pageEvents
                let drafts = ledger.drafts(start..<start + BenchSettings.pageEvents)
                let began = ContinuousClock.now
                try await ledger.append(drafts)
                ours.add(ContinuousClock.now - began)
            }
            let rows = try LogRows(
                of: ledger.reader, from: position, by: fixtures.folder.new("append-copy"))
            for block in rows.blocks { try blocksOnly.time { try plainBlocks.append(block) } }
            for (index, block) in rows.blocks.enumerated() {
                let images = rows.images(of: index, count: BenchSettings.pageEvents)
                try sameRows.time { try plainRows.append(block, images) }
            }
            written += count
        }

        let events = Double(commits * BenchSettings.pageEvents)
        let bytes = Double(try ledger.reader.usedBytes() - bytesBefore)
        func rate(_ samples: Samples) -> Double { events / (samples.sum / 1000) }
        return [
            Figure("append", rate(ours), "events/s").steps(ours)
                .compared(with: "plain LMDB, blocks only", ratio: blocksOnly.sum / ours.sum)
                .goal("G3", ratioAtLeast: 0.90)
                .noted(
                    "a commit is a block, the images it changes and the head; the reference writes "
                        + "the block alone"),
            Figure("append", rate(ours), "events/s").steps(ours)
                .compared(with: "plain LMDB, same rows", ratio: sameRows.sum / ours.sum),
            Figure("plain LMDB, blocks only", rate(blocksOnly), "events/s").steps(blocksOnly),
            Figure("plain LMDB, same rows", rate(sameRows), "events/s").steps(sameRows),
            Figure("growth of the log", bytes / events, "bytes/event"),
        ]
    }
}
