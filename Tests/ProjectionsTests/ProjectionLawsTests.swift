import HubSpotModel
import LedgerTestSupport
import Testing

@testable import Projections

/// What must hold whatever happened in a portal; a failure names the seed.
@Suite("Projection laws")
struct ProjectionLawsTests {
    private static let seeds: Range<UInt64> = 1..<13

    /// The document after folding blocks, all kept in memory.
    static func document(
        _ random: RandomPortal, _ batches: [EventBatch], settlingEachBlock: Bool = false
    ) throws -> MetricsDocument {
        var projection = try PortalProjection(context: random.context)
        for batch in batches {
            try projection.fold(batch)
            if settlingEachBlock { try projection.settle() }
        }
        return try document(&projection, random)
    }

    static func document(
        _ projection: inout PortalProjection, _ random: RandomPortal
    ) throws -> MetricsDocument {
        let log = random.portal.log
        return try MetricsBuilder(
            try projection.models(), asOf: random.asOf, sequence: .zero, logHash: nil,
            personalText: { log.text($0) }
        ).document()
    }

    @Test(arguments: seeds)
    func cuttingBlocksAnywhereChangesNothing(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 400)
        let whole = try Self.document(random, random.portal.log.cut([100_000]))
        let single = try Self.document(
            random, random.portal.log.cut([1]), settlingEachBlock: true)
        let mixed = try Self.document(
            random, random.portal.log.cut([7, 1, 23]), settlingEachBlock: true)
        try Self.expectEqual(single, whole)
        try Self.expectEqual(mixed, whole)
    }

    @Test(arguments: seeds)
    func stoppingAndGoingOnFromStoredRowsChangesNothing(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 400)
        let whole = try Self.document(random, random.portal.log.cut([100_000]))
        let rows = MemoryRows()
        var symbols = SymbolTable()
        var projection = try PortalProjection(context: random.context, source: rows)
        for (index, batch) in random.portal.log.cut([31]).enumerated() {
            for text in batch.newSymbols { _ = symbols.define(text) }
            try projection.fold(batch)
            rows.write(try projection.drain())
            if index % 3 == 0 { try projection.evict() }
            if index % 4 == 1 {
                projection = try PortalProjection(
                    context: random.context, symbols: symbols, source: rows)
            }
        }
        try Self.expectEqual(try Self.document(&projection, random), whole)
    }

    @Test(arguments: seeds)
    func theOrderOfDifferentRecordsChangesNothing(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 300)
        let whole = try Self.document(random, random.portal.log.cut([100_000]))
        var shuffle = SplitMix64(seed: seed ^ 0xABCD)
        let shuffled = random.portal.log.cut([1]).shuffledKeepingEachRecord(using: &shuffle)
        try Self.expectEqual(
            try Self.document(random, shuffled, settlingEachBlock: true), whole)
    }

    @Test(arguments: seeds)
    func takingEveryRecordBackLeavesNothing(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 300)
        var portal = random.portal
        for key in portal.records.keys.sorted() { portal.purge(key) }
        portal.log.commit()
        let rows = MemoryRows()
        var projection = try PortalProjection(context: random.context, source: rows)
        for batch in portal.log.cut([50]) {
            try projection.fold(batch)
            rows.write(try projection.drain())
        }
        _ = try projection.models()
        #expect(projection.readModelRowCount == 0)
        for table in StateTableID.readModels { #expect(rows.count(table) == 0, "\(table)") }
    }

    static func expectEqual(_ made: MetricsDocument, _ expected: MetricsDocument) throws {
        let encoder = DocumentEncoder()
        try expectEqual(encoder.encode(made), encoder.encode(expected), "documents")
    }

    /// Compares bytes: canonically equivalent texts are not the same.
    static func expectEqual(_ made: [UInt8], _ expected: [UInt8], _ what: String) throws {
        guard made != expected else { return }
        let differences = try JSONTree(made).differences(from: JSONTree(expected))
        Issue.record("\(what): \(differences.prefix(8).joined(separator: "\n"))")
    }
}

extension [EventBatch] {
    /// Blocks of one event in another order; the events of one record keep theirs.
    fileprivate func shuffledKeepingEachRecord(
        using random: inout some RandomNumberGenerator
    ) -> [EventBatch] {
        guard let first else { return [] }
        let order = dropFirst().map { $0 }.shuffled(using: &random)
        var queues: [RecordKey?: [EventBatch]] = [:]
        for batch in dropFirst() { queues[batch.events[0].key, default: []].append(batch) }
        // The first block defines the symbols; its record comes first in any order.
        return [first]
            + order.map { batch in
                queues[batch.events[0].key, default: []].removeFirst()
            }
    }
}
