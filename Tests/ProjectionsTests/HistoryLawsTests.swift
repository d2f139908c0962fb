import Foundation
import HubSpotModel
import LedgerTestSupport
import Testing

@testable import Projections

/// All laws at once on many small, nasty histories; a failure names the seed.
///
/// `HUBLEDGER_HISTORIES` enlarges their number.
@Suite("Laws over many histories")
struct HistoryLawsTests {
    private static let histories =
        ProcessInfo.processInfo.environment["HUBLEDGER_HISTORIES"].flatMap(UInt64.init) ?? 2_000
    private static let chunk: UInt64 = 50

    @Test(arguments: 0..<(histories + chunk - 1) / chunk)
    func incrementalReplayAndNaiveAreEqualAndTakingBackLeavesNothing(part: UInt64) throws {
        for seed in part * Self.chunk..<min(Self.histories, (part + 1) * Self.chunk) {
            var choice = SplitMix64(seed: seed ^ 0x5DEECE66D)
            let random = try RandomPortal(
                seed: seed ^ 0xB5297A4D, events: Int.random(in: 8...90, using: &choice),
                idMax: Int.random(in: 2...9, using: &choice))
            let document = try Self.replay(random)
            let naive = NaivePortal(random.portal, random.context, asOf: random.asOf)
            // Bytes: canonically equivalent texts are not the same.
            let replayed = try DocumentEncoder().encode(document)
            let expected = try DocumentEncoder().encode(naive.document(like: document))
            try ProjectionLawsTests.expectEqual(replayed, expected, "replay and naive of \(seed)")
            let incremental = try Self.fold(random, &choice)
            if incremental != document || seed % 8 == 0 {
                try ProjectionLawsTests.expectEqual(
                    DocumentEncoder().encode(incremental), replayed,
                    "incremental and replay of \(seed)")
            }
            if seed % 8 == 0 { try Self.expectNothingLeft(of: random, seed) }
        }
    }

    private static func replay(_ random: RandomPortal) throws -> MetricsDocument {
        try ProjectionLawsTests.document(random, random.portal.log.cut([1_000]))
    }

    /// Folds blocks of random lengths, stops and goes on from stored rows.
    private static func fold(
        _ random: RandomPortal, _ choice: inout SplitMix64
    ) throws -> MetricsDocument {
        let rows = MemoryRows()
        let lengths = (0..<5).map { _ in
            RandomPortal.pick([1, 2, 5, 17, 60], &choice)
        }
        var symbols = SymbolTable()
        var projection = try PortalProjection(context: random.context, source: rows)
        for batch in random.portal.log.cut(lengths) {
            for text in batch.newSymbols { _ = symbols.define(text) }
            try projection.fold(batch)
            switch Int.random(in: 0..<6, using: &choice) {
            case 0: rows.write(try projection.drain())
            case 1:
                rows.write(try projection.drain())
                try projection.evict()
            case 2:
                rows.write(try projection.drain())
                projection = try PortalProjection(
                    context: random.context, symbols: symbols, source: rows)
            case 3: try projection.settle()
            default: break
            }
        }
        return try ProjectionLawsTests.document(&projection, random)
    }

    /// Purges every record and looks for rows that stayed.
    private static func expectNothingLeft(of random: RandomPortal, _ seed: UInt64) throws {
        var portal = random.portal
        for key in portal.records.keys.sorted() { portal.purge(key) }
        portal.log.commit()
        let rows = MemoryRows()
        var projection = try PortalProjection(context: random.context, source: rows)
        for batch in portal.log.cut([70]) {
            try projection.fold(batch)
            rows.write(try projection.drain())
        }
        for table in StateTableID.readModels where rows.count(table) > 0 {
            Issue.record("\(table) keeps \(rows.count(table)) rows of \(seed)")
        }
    }
}
