import EventStore
import Foundation
import HubSpotModel
import LedgerTestSupport
import Projections
import Testing

@testable import ProjectionEngine

@Suite("Frozen states")
struct FrozenStateTests {
    private static var often: FreezePolicy {
        var policy = FreezePolicy()
        policy.eventsMin = 20
        policy.keptMax = 8
        policy.rowsPerEvent = 1_000
        return policy
    }

    private static func frozen(_ ledger: FoldedLedger) throws -> [FrozenState] {
        let store = try #require(ViewStore.openForReading(ledger.directory.views))
        return try store.frozenStates()
    }

    /// The last event of every block.
    private static func positions(_ ledger: FoldedLedger) throws -> [SequenceNumber] {
        var positions: [SequenceNumber] = []
        try ledger.writer.reader.forEachBatch { batch in
            positions.append(batch.lastSequence)
            return true
        }
        return positions
    }

    /// A past with changes of every kind, the account and the pipeline among them.
    private static func fill(_ ledger: FoldedLedger, seed: UInt64, rounds: Int = 12) async throws {
        for round in 0..<rounds {
            try await ledger.putDeals(
                1...UInt64(20 + round), stage: round % 3 == 1 ? "won" : "open")
            try await ledger.change(count: 15, seed: seed &+ UInt64(round))
        }
    }

    private static func expectEveryPositionEqualsAFoldFromTheStart(
        _ ledger: FoldedLedger, seed: UInt64, count: Int
    ) throws {
        var random = SplitMix64(seed: seed)
        for position in try positions(ledger).shuffled(using: &random).prefix(count) {
            let state = try ledger.writer.reader.foldedState(
                .init(), through: position, in: ledger.directory)
            #expect(state.sequence == position)
            #expect(
                try ledger.document(state) == ledger.rebuilt(through: position),
                "seed \(seed), position \(position)")
        }
    }

    @Test(arguments: UInt64(1)...4)
    func aReadingFromAFrozenStateEqualsAFoldFromTheStartByteForByte(seed: UInt64) async throws {
        let ledger = try await FoldedLedger()
        for _ in 0..<4 {
            try await Self.fill(ledger, seed: seed, rounds: 3)
            _ = try await ledger.engine(freezing: Self.often).catchUp()
        }
        let states = try Self.frozen(ledger)
        #expect(states.count >= 2)
        try Self.expectEveryPositionEqualsAFoldFromTheStart(ledger, seed: seed, count: 40)
    }

    @Test func aRebuildFreezesOnItsWayAndKeepsOnlySoMany() async throws {
        let ledger = try await FoldedLedger()
        try await Self.fill(ledger, seed: 9, rounds: 24)
        _ = try await ledger.engine(freezing: Self.often).catchUp()
        let states = try Self.frozen(ledger)
        #expect((2...8).contains(states.count))
        let sequences = states.map(\.checkpoint.sequence)
        #expect(sequences == sequences.sorted())
        try Self.expectEveryPositionEqualsAFoldFromTheStart(ledger, seed: 9, count: 30)
    }

    @Test func stepsOfOneCommitKeepTheNumberOfStatesBoundedToo() async throws {
        let ledger = try await FoldedLedger()
        for round in 0..<60 {
            try await ledger.change(count: 12, seed: UInt64(round))
            _ = try await ledger.engine(freezing: Self.often).catchUp()
            #expect(try Self.frozen(ledger).count <= Self.often.keptMax)
        }
        #expect(try Self.frozen(ledger).count >= 4)
    }

    @Test func onlyTheTailIsRead() async throws {
        let ledger = try await FoldedLedger()
        try await Self.fill(ledger, seed: 5)
        _ = try await ledger.engine(freezing: Self.often).catchUp()
        let reader = ledger.writer.reader
        let store = try #require(ViewStore.openForReading(ledger.directory.views))
        try store.withSnapshot { states in
            let fingerprint = try #require(states.live).fingerprint
            for state in states.frozen {
                let position = state.checkpoint.sequence
                let nearest = try #require(
                    try states.nearest(to: position, fingerprint: fingerprint, in: reader))
                #expect(nearest.checkpoint == state.checkpoint)
                if position.rawValue > 1 {
                    let before = try states.nearest(
                        to: SequenceNumber(position.rawValue - 1), fingerprint: fingerprint,
                        in: reader)
                    #expect(before.map { $0.checkpoint.sequence < position } ?? true)
                }
            }
            let other = try states.nearest(to: nil, fingerprint: [1, 2, 3], in: reader)
            #expect(other == nil)
        }
    }

    @Test func aRunningEngineAnswersForThePastFromItsOwnStates() async throws {
        let ledger = try await FoldedLedger()
        try await Self.fill(ledger, seed: 12, rounds: 8)
        let engine = try ledger.engine(freezing: Self.often)
        _ = try await engine.catchUp()
        var random = SplitMix64(seed: 12)
        for position in try Self.positions(ledger).shuffled(using: &random).prefix(20) {
            let state = try engine.foldedState(through: position)
            #expect(try ledger.document(state) == ledger.rebuilt(through: position))
        }
    }

    @Test func statesOfOtherDefinitionsAreNotTakenAndTheirPastStaysRight() async throws {
        let ledger = try await FoldedLedger()
        try await Self.fill(ledger, seed: 6, rounds: 6)
        do { _ = try await ledger.engine(freezing: Self.often).catchUp() }
        // Another currency: every earlier position keeps the one that it had.
        try await ledger.commit { try $0.append(FoldedLedger.account("EUR")) }
        try await Self.fill(ledger, seed: 7, rounds: 6)
        do { _ = try await ledger.engine(freezing: Self.often).catchUp() }
        try Self.expectEveryPositionEqualsAFoldFromTheStart(ledger, seed: 6, count: 40)
    }

    @Test func aStateWhoseBlockTheLogDoesNotHaveIsNotTaken() async throws {
        let ledger = try await FoldedLedger()
        try await Self.fill(ledger, seed: 8, rounds: 6)
        do { _ = try await ledger.engine(freezing: Self.often).catchUp() }
        // The same states beside another log, with another past.
        let other = try await FoldedLedger()
        try await Self.fill(other, seed: 1008, rounds: 6)
        try FileManager.default.copyItem(
            atPath: ledger.directory.views, toPath: other.directory.views)
        try Self.expectEveryPositionEqualsAFoldFromTheStart(other, seed: 8, count: 20)
        do {
            let engine = try other.engine(freezing: Self.often)
            let report = try await engine.catchUp()
            #expect(report.rebuildReason?.contains("another past") ?? false)
            #expect(try await other.document(engine.state()) == other.rebuilt())
        }
        try Self.expectEveryPositionEqualsAFoldFromTheStart(other, seed: 9, count: 20)
    }
}
