import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections
import Testing

@Suite("Projection engine")
struct ProjectionEngineTests {
    @Test func incrementalFoldsEqualARebuildByteForByte() async throws {
        let ledger = try await FoldedLedger()
        let engine = try ledger.engine()
        for last in [20, 21, 60] as [UInt64] {
            try await ledger.putDeals(1...last, stage: last == 21 ? "won" : "open")
            _ = try await engine.catchUp()
            #expect(try await ledger.document(engine.state()) == ledger.rebuilt())
        }
    }

    @Test func statesAreTakenUpAfterARestartAndAfterBeingDeletedMadeAgain() async throws {
        let ledger = try await FoldedLedger()
        try await ledger.putDeals(1...40)
        do {
            let report = try await ledger.engine().catchUp()
            #expect(report.rebuildReason != nil)
            #expect(report.events == 42)
        }
        try await ledger.putDeals(41...45)
        do {
            let engine = try ledger.engine()
            let report = try await engine.catchUp()
            #expect(report.rebuildReason == nil)
            #expect(report.events == 5)
            #expect(try await ledger.document(engine.state()) == ledger.rebuilt())
        }
        try FileManager.default.removeItem(atPath: ledger.directory.views)
        let engine = try ledger.engine()
        let report = try await engine.catchUp()
        #expect(report.events == 47)
        #expect(try await ledger.document(engine.state()) == ledger.rebuilt())
    }

    @Test func foldingAFewChangesReadsAFewRecords() async throws {
        let ledger = try await FoldedLedger()
        try await ledger.putDeals(1...600)
        do { _ = try await ledger.engine().catchUp() }
        try await ledger.putDeals(101...150, stage: "won")
        let report = try await ledger.engine().catchUp()
        #expect(report.events == 50)
        #expect((50...150).contains(report.recordRowsRead))
    }

    @Test func aChangedDefinitionOrAccountIsNoticedAndRebuilt() async throws {
        let ledger = try await FoldedLedger()
        try await ledger.putDeals(1...10)
        do { _ = try await ledger.engine().catchUp() }
        var configuration = MetricsConfiguration()
        configuration.staleDealThresholdDays = 5
        do {
            let engine = try ledger.engine(configuration)
            #expect(try await engine.catchUp().rebuildReason != nil)
            #expect(try await engine.catchUp().rebuildReason == nil)
            // While running, too.
            try await ledger.commit { try $0.append(FoldedLedger.account("EUR")) }
            #expect(try await engine.catchUp().rebuildReason != nil)
            #expect(try await ledger.document(engine.state()) == ledger.rebuilt(configuration))
        }
    }

    @Test func readingCommandsFoldTheTailWithoutWriting() async throws {
        let ledger = try await FoldedLedger()
        try await ledger.putDeals(1...30)
        do { _ = try await ledger.engine().catchUp() }
        try await ledger.putDeals(31...33)
        let file = ledger.directory.views + "/data.mdb"
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let state = try ledger.writer.reader.foldedState(
            .init(), in: ledger.directory)
        #expect(try state.sequence == ledger.writer.reader.head().sequence)
        #expect(try ledger.document(state) == ledger.rebuilt())
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
        #expect(
            try ledger.writer.reader.projectionCheckpoint(in: ledger.directory)
                < state.sequence)
    }

    @Test func anEarlierPositionIsFoldedWithWhatWasKnownThen() async throws {
        let ledger = try await FoldedLedger()
        try await ledger.putDeals(1...10)
        let then = try ledger.writer.reader.head().sequence
        let document = try ledger.rebuilt()
        try await ledger.putDeals(1...10, stage: "won")
        try await ledger.commit { try $0.append(FoldedLedger.account("EUR")) }
        let state = try ledger.writer.reader.foldedState(
            .init(), through: then, in: ledger.directory)
        #expect(try ledger.document(state) == document)
    }

    @Test func twoProcessesDoNotFoldIntoTheSameStates() async throws {
        let ledger = try await FoldedLedger()
        let engine = try ledger.engine()
        _ = try await engine.catchUp()
        #expect(throws: (any Error).self) { try ledger.engine() }
        _ = engine
    }
}
