import EventStore
import HubSpotModel
import LedgerTestSupport
import Testing

/// What holds of every ledger, whatever is written: tried on random histories.
@Suite("Ledger laws", .timeLimit(.minutes(5)))
struct LedgerLawsTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func currentIsTheFoldOfTheBlocks(seed: UInt64) async throws {
        let test = TestLedger(seed: seed)
        let writer = try test.create()
        var history = RandomHistory(seed: seed)
        var model = LedgerModel()
        for step in 0..<60 {
            try await history.step(writer, &model)
            test.advance(Int64(step % 3) * 1000)
        }
        let verification = try writer.reader.verifyCurrent()
        #expect(verification.events > 50 && verification.erasedTexts > 0)
        #expect(try writer.reader.verifyChain().head == verification.head)
        try model.expectEqual(writer.reader)
        let folded = try LedgerModel(foldingTextsOf: writer.reader)
        #expect(folded.images == model.images)
    }

    @Test func aRestartInBetweenChangesNothing() async throws {
        let (whole, cut) = (TestLedger(seed: 3), TestLedger(seed: 3))
        for (test, restarts) in [(whole, false), (cut, true)] {
            var history = RandomHistory(seed: 5)
            var model = LedgerModel()
            var writer: LedgerWriter? = try test.create()
            for _ in 0..<20 {
                if restarts {
                    writer = nil
                    writer = try test.open()
                }
                if let writer { try await history.step(writer, &model) }
                test.advance(50)
            }
        }
        // A restart draws other salts; everything that holds no salt is the same.
        let (wholeReader, cutReader) = (
            try LedgerReader.open(whole.directory), try LedgerReader.open(cut.directory)
        )
        #expect(try wholeReader.kinds() == cutReader.kinds())
        #expect(
            try wholeReader.batches().map(\.changes) == cutReader.batches().map(\.changes))
        _ = try cutReader.verifyCurrent()
    }

    @Test func theSameSeedsWriteTheSameBlocks() async throws {
        var hashes: [[[UInt8]]] = []
        for _ in 0..<2 {
            let test = TestLedger(seed: 11)
            let writer = try test.create()
            var history = RandomHistory(seed: 12)
            var model = LedgerModel()
            for _ in 0..<40 {
                try await history.step(writer, &model)
                test.advance(77)
            }
            hashes.append(try writer.reader.batches().map(\.hash))
        }
        #expect(hashes[0].count > 20)
        #expect(hashes[0] == hashes[1])
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func readingThePortalAgainAppendsNothing(seed: UInt64) async throws {
        let test = TestLedger(seed: seed)
        let writer = try test.create()
        var history = RandomHistory(seed: seed)
        var model = LedgerModel()
        for _ in 0..<30 { try await history.step(writer, &model) }
        let head = try writer.reader.head()
        let drafts = model.drafts
        let versions = model.versions
        let commit = try await writer.commit(pass: .reconcile, run: 9) { ledger in
            for draft in drafts {
                let appended = try ledger.append(draft)
                #expect(appended == nil)
            }
            for (key, versions) in versions {
                let learned = try ledger.learn(versions, of: key)
                #expect(learned == 0)
            }
        }
        #expect(commit.eventCount == 0)
        #expect(try writer.reader.head() == head)
    }

    @Test func personalTextNeverStandsInABlock() async throws {
        let test = TestLedger()
        let writer = try test.create()
        let secret = "Ada.Lovelace-4711"
        let key = RecordKey(.contacts, "1")
        try await writer.append(
            .of(.created, key, ["firstname": secret, "email": secret, "lifecyclestage": "lead"]))
        try await writer.append(.of(.propertiesChanged, key, ["firstname": secret + "2"]))
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            try ledger.learn(
                ["firstname": [PropertyVersion(value: secret + "3", timestamp: 5, cause: nil)]],
                of: key)
        }
        let texts = try writer.reader.batches().flatMap { batch in
            batch.newSymbols + batch.changes.flatMap { [$0.before, $0.after] }.map { "\($0)" }
        }
        #expect(!texts.isEmpty && !texts.contains { $0.contains(secret) })
        for symbol in try writer.reader.batches().flatMap(\.newSymbols) {
            #expect(!symbol.contains("Ada"))
        }
        #expect(try writer.reader.texts(of: key)?["firstname"] == secret + "2")
    }
}
