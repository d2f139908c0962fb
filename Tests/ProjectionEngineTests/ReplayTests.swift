import EventStore
import Foundation
import HubSpotModel
import LMDB
import LedgerTestSupport
import Projections
import Testing

@testable import ProjectionEngine

@Suite("Replay")
struct ReplayTests {
    private static var often: FreezePolicy {
        var policy = FreezePolicy()
        policy.eventsMin = 60
        policy.rowsPerEvent = 1_000
        return policy
    }

    private static func filled(seed: UInt64) async throws -> FoldedLedger {
        let ledger = try await FoldedLedger()
        for round in 0..<8 {
            try await ledger.putDeals(1...20, stage: round % 2 == 0 ? "open" : "won")
            try await ledger.change(count: 30, seed: seed &+ UInt64(round))
            _ = try await ledger.engine(freezing: often).catchUp()
        }
        return ledger
    }

    @Test(arguments: UInt64(1)...6)
    func statesFoldedStepByStepAreRowForRowThoseOfAReplay(seed: UInt64) async throws {
        let ledger = try await Self.filled(seed: seed * 100)
        let verification = try ledger.writer.reader.verifyStates(
            .init(), in: ledger.directory)
        #expect(verification.notCompared == nil)
        #expect(verification.rows > 100)
        #expect(verification.frozenStates >= 3)
        #expect(try verification.sequence == ledger.writer.reader.head().sequence)
    }

    @Test func aReplayTakesThePlaceOfTheOldStatesAndGivesTheSame() async throws {
        let ledger = try await Self.filled(seed: 11)
        let before = try ledger.rebuilt()
        do {
            let engine = try ledger.engine(freezing: Self.often)
            let report = try await engine.rebuild()
            #expect(try UInt64(report.events) == ledger.writer.reader.head().sequence.rawValue)
            #expect(try await ledger.document(engine.state()) == before)
        }
        #expect(
            try ledger.writer.reader.projectionCheckpoint(in: ledger.directory)
                == ledger.writer.reader.head().sequence)
        _ = try ledger.writer.reader.verifyStates(.init(), in: ledger.directory)
        let report = try await ledger.engine().catchUp()
        #expect(report.rebuildReason == nil)
        #expect(report.events == 0)
    }

    @Test func aReplayUnderLiveAppendsEndsAtAHeadAndLosesNothing() async throws {
        let ledger = try await Self.filled(seed: 21)
        let appending = Task {
            for round in 0..<30 { try await ledger.change(count: 10, seed: UInt64(9_000 + round)) }
        }
        do {
            let engine = try ledger.engine(freezing: Self.often)
            for _ in 0..<3 { _ = try await engine.rebuild() }
            try await appending.value
            _ = try await engine.catchUp()
            #expect(try await ledger.document(engine.state()) == ledger.rebuilt())
        }
        _ = try ledger.writer.reader.verifyStates(.init(), in: ledger.directory)
    }

    /// Changes one byte of the stored rows, and says where.
    private static func damage(
        _ ledger: FoldedLedger, _ table: StateTableID, name: String = "rows-"
    ) throws -> [UInt8] {
        let environment = try Environment.openExisting(at: ledger.directory.views)
        let active = try Self.activeGeneration(environment)
        let rows: Table<[UInt8]> = try environment.table("\(name)\(active)")
        return try environment.write { (transaction: borrowing WriteTransaction) in
            var found: (key: [UInt8], value: [UInt8])?
            try rows.scan(from: [table.rawValue], in: transaction) { key, value in
                found = (key.copied(), value.copied())
                return .stop
            }
            var (key, value) = try #require(found)
            value[value.count - 1] ^= 1
            try rows.put(key, value, in: transaction)
            return Array(key.dropFirst())
        }
    }

    private static func activeGeneration(_ environment: Environment) throws -> UInt8 {
        let meta: Table<[UInt8]> = try environment.table("meta")
        return try environment.read { (transaction: borrowing ReadTransaction) in
            try meta.value(for: Array("active".utf8), in: transaction)?.first ?? 0
        }
    }

    @Test(arguments: [StateTableID.deals, .pipelineCells, .pipelineDeals, .texts])
    func aRowThatWasChangedIsNamedWithItsTableAndKey(table: StateTableID) async throws {
        let ledger = try await Self.filled(seed: 31)
        let key = try Self.damage(ledger, table)
        let error = #expect(throws: StateDifference.self) {
            try ledger.writer.reader.verifyStates(.init(), in: ledger.directory)
        }
        #expect(error?.table == table)
        #expect(error?.key == key)
        #expect(error?.kind == .different)
        #expect(error?.isFrozen == false)
        #expect(error?.description.contains("table \(table.name)") ?? false)
        // A replay mends it.
        do { _ = try await ledger.engine().rebuild() }
        _ = try ledger.writer.reader.verifyStates(.init(), in: ledger.directory)
    }

    @Test func aFrozenStateThatWasChangedIsNamedToo() async throws {
        let ledger = try await Self.filled(seed: 41)
        do {
            let environment = try Environment.openExisting(at: ledger.directory.views)
            let frozen: Table<[UInt8]> = try environment.table("frozen")
            try environment.write { (transaction: borrowing WriteTransaction) in
                let key = try #require(try frozen.firstKey(in: transaction))
                var chunk = try #require(try frozen.value(for: key, in: transaction))
                // The last byte of the first row's value.
                let size = 6 + Int(chunk[1]) + Int(chunk[5])
                chunk[size - 1] ^= 1
                try frozen.put(key, chunk, in: transaction)
            }
        }
        let error = #expect(throws: StateDifference.self) {
            try ledger.writer.reader.verifyStates(.init(), in: ledger.directory)
        }
        #expect(error?.isFrozen == true)
        #expect(error?.table == .texts)
    }

    @Test func otherDefinitionsAndMissingStatesAreSaidAndNoDifference() async throws {
        let ledger = try await Self.filled(seed: 51)
        var configuration = MetricsConfiguration()
        configuration.topN = 3
        let other = try ledger.writer.reader.verifyStates(
            configuration, in: ledger.directory)
        #expect(other.notCompared?.contains("other definitions") ?? false)
        let none = try ledger.writer.reader.verifyStates(
            .init(), in: DataDirectory(ledger.directory.path + "/nowhere"))
        #expect(none.notCompared?.contains("no states") ?? false)
    }
}
