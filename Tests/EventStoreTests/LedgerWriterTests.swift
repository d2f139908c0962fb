import EventStore
import Foundation
import HubSpotModel
import Testing

@Suite("Ledger writer", .timeLimit(.minutes(2)))
struct LedgerWriterTests {
    let test = TestLedger()
    let deal = RecordKey(.deals, "42")
    let contact = RecordKey(.contacts, "7")

    private struct Interruption: Error {}

    // MARK: - Opening

    @Test func openingWhereThereIsNoLedgerIsRefused() {
        let error = #expect(throws: LedgerError.self) { try test.open() }
        #expect(error?.code == .noLedger && error?.exitCode == 66)
        #expect(throws: LedgerError.self) { try LedgerReader.open(test.directory) }
        #expect(!FileManager.default.fileExists(atPath: test.directory.log))
    }

    @Test func creatingWhereThereIsALedgerIsRefused() async throws {
        do { _ = try test.create() }
        let error = #expect(throws: LedgerError.self) { try test.create() }
        #expect(error?.code == .alreadyExists && error?.exitCode == 73)
    }

    @Test func anEmptyDatabaseFileIsNoNewLedger() throws {
        do { _ = try test.create() }
        try Data().write(to: URL(filePath: test.directory.log + "/data.mdb"))
        let error = #expect(throws: LedgerError.self) { try test.open() }
        #expect(error?.code == .foreign && error?.exitCode == 65)
    }

    @Test func aForeignFileIsRefused() throws {
        do { _ = try test.create() }
        try Data(repeating: 7, count: 8192).write(
            to: URL(filePath: test.directory.log + "/data.mdb"))
        let error = #expect(throws: LedgerError.self) { try test.open() }
        #expect(error?.exitCode == 65)
    }

    @Test func aSecondWriterIsRefused() async throws {
        let writer = try test.create()
        let error = #expect(throws: LedgerError.self) { try test.open() }
        #expect(error?.code == .busy && error?.exitCode == 75)
        #expect(try await writer.append(.of(.created, deal)).eventCount == 1)
    }

    @Test func anOlderCopyOfTheLogIsRefused() async throws {
        let file = test.directory.log + "/data.mdb"
        do { _ = try await test.create().append(.of(.created, deal, ["amount": "1"])) }
        let old = try Data(contentsOf: URL(filePath: file))
        do { _ = try await test.open().append(.of(.created, deal, ["amount": "2"])) }
        try old.write(to: URL(filePath: file))
        let error = #expect(throws: LedgerError.self) { try test.open() }
        #expect(error?.code == .behind(log: SequenceNumber(1), acknowledged: SequenceNumber(2)))
        #expect(throws: LedgerError.self) { try LedgerReader.open(test.directory) }
    }

    @Test func aHeadFileCutByAPowerFailureIsNoObstacle() async throws {
        do { _ = try await test.create().append(.of(.created, deal)) }
        try Data("0000".utf8).write(to: URL(filePath: test.directory.head))
        let writer = try test.open()
        #expect(try writer.reader.head().sequence == SequenceNumber(1))
    }

    @Test func anUnfinishedCreationIsStartedAgain() throws {
        let unfinished = test.directory.path + "/log.unfinished"
        try FileManager.default.createDirectory(
            atPath: unfinished, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(filePath: unfinished + "/data.mdb"))
        let writer = try test.create()
        #expect(try writer.reader.head().sequence == .zero)
    }

    // MARK: - Committing

    @Test func aThrownErrorAbortsTheWholeCommit() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal, ["amount": "1", "dealstage": "a"]))
        let head = try writer.reader.head()
        await #expect(throws: Interruption.self) {
            try await writer.commit(pass: .refresh, run: 2) { ledger in
                try ledger.append(.of(.propertiesChanged, deal, ["dealstage": "never"]))
                try ledger.append(.of(.created, contact, ["firstname": "Ada"]))
                try ledger.setSync(SyncKey("watermark", .deals), [1])
                try ledger.setStamps(RecordStamps(updatedAt: 5), of: deal)
                try ledger.putRun(9, [9])
                throw Interruption()
            }
        }
        #expect(try writer.reader.head() == head)
        #expect(try writer.reader.record(contact) == nil)
        #expect(try writer.reader.sync(SyncKey("watermark", .deals)) == nil)
        #expect(try writer.reader.lastRuns(5).isEmpty)
        #expect(try writer.reader.symbols().symbol(for: "never") == nil)
        // The next commit takes the place of the one that was given up.
        try await writer.append(.of(.propertiesChanged, deal, ["dealstage": "b"]))
        #expect(try writer.reader.texts(of: deal) == ["amount": "1", "dealstage": "b"])
        _ = try writer.reader.verifyCurrent()
    }

    @Test func aCommitWithoutEventsWritesItsTablesAndNoBlock() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal, ["amount": "1"]))
        let head = try writer.reader.head()
        let commit = try await writer.commit(pass: .refresh, run: 2) { ledger in
            try ledger.append(.of(.propertiesChanged, deal, ["amount": "1"]))
            try ledger.setSync(SyncKey("watermark", .deals), [1, 2])
            try ledger.setStamps(RecordStamps(updatedAt: 77, isUnsettled: true), of: deal)
            try ledger.putRun(2, Array("two".utf8))
            return try ledger.nextRun()
        }
        #expect(commit.eventCount == 0 && commit.firstSequence == nil && commit.value == 3)
        #expect(try writer.reader.head() == head)
        #expect(try writer.reader.batches().count == 1)
        #expect(try writer.reader.allSync() == [SyncKey("watermark", .deals): [1, 2]])
        #expect(
            try writer.reader.stamps(of: [contact, deal]) == [
                nil, RecordStamps(updatedAt: 77, isUnsettled: true),
            ])
        #expect(try writer.reader.run(2) == Array("two".utf8))
    }

    @Test func sequencesRunFromOneWithoutGapsAcrossCommitsAndRestarts() async throws {
        do {
            let writer = try test.create()
            try await writer.append(.of(.created, deal), .of(.created, contact))
            try await writer.append(.of(.created, RecordKey(.deals, "43")))
        }
        let writer = try test.open()
        let commit = try await writer.append(.of(.propertiesChanged, deal, ["amount": "5"]))
        #expect(commit.firstSequence == SequenceNumber(4))
        let sequences = try writer.reader.batches().flatMap { $0.events.map(\.sequence.rawValue) }
        #expect(sequences == [1, 2, 3, 4])
        #expect(try writer.reader.verifyChain().events == 4)
    }

    @Test func aClockThatGoesBackDoesNotMoveObservedTimeBack() async throws {
        let writer = try test.create()
        try await writer.append(.of(.created, deal))
        test.advance(-3_600_000)
        try await writer.append(.of(.created, contact))
        test.advance(7_200_000)
        try await writer.append(.of(.created, RecordKey(.deals, "43")))
        let times = try writer.reader.batches().map(\.observedTime)
        #expect(times == [TestLedger.start, TestLedger.start, TestLedger.start + 3_600_000])
    }

    @Test func everyInstantNamesAPrefixOfTheLog() async throws {
        let writer = try test.create()
        for id in 1...50 {
            try await writer.append(
                .of(.created, RecordKey(.deals, .number(UInt64(id)))),
                .of(.created, RecordKey(.contacts, .number(UInt64(id)))))
            test.advance(id % 3 == 0 ? 0 : 10)
        }
        let batches = try writer.reader.batches()
        for time in stride(from: TestLedger.start - 5, to: TestLedger.start + 400, by: 5) {
            let expected = batches.last { $0.observedTime <= time }?.lastSequence ?? .zero
            #expect(try writer.reader.sequence(asKnownAt: time) == expected)
        }
    }

    @Test func theFirstPortalBindsTheLedger() async throws {
        let writer = try test.create()
        #expect(try writer.reader.portalID() == nil)
        _ = try await writer.commit(pass: .backfill, run: 1) { try $0.bindPortal(4711) }
        _ = try await writer.commit(pass: .backfill, run: 1) { try $0.bindPortal(4711) }
        let error = await #expect(throws: LedgerError.self) {
            try await writer.commit(pass: .backfill, run: 2) { ledger in
                try ledger.append(.of(.created, deal))
                try ledger.bindPortal(4712)
            }
        }
        #expect(error?.code == .portalMismatch(bound: 4711, met: 4712) && error?.exitCode == 78)
        #expect(try writer.reader.portalID() == 4711)
        #expect(try writer.reader.head().sequence == .zero)
    }

    @Test func aCommitThatIsTooLargeSaysSoAndWritesNothing() async throws {
        let writer = try test.create()
        let error = await #expect(throws: LedgerError.self) {
            try await writer.append(
                (1...10_001).map { .of(.created, RecordKey(.deals, .number(UInt64($0)))) })
        }
        #expect(error?.code == .commitTooLarge)
        let text = String(repeating: "x", count: 1 << 20)
        let bytesError = await #expect(throws: LedgerError.self) {
            try await writer.append(
                (1...40).map {
                    .of(.created, RecordKey(.deals, .number(UInt64($0))), ["dealname": text])
                })
        }
        #expect(bytesError?.code == .commitTooLarge)
        #expect(try writer.reader.head().sequence == .zero)
    }

    @Test func anIDOfMoreThanFourHundredBytesIsRefused() async throws {
        let writer = try test.create()
        let longest = RecordKey(.pipelines, RecordID(String(repeating: "é", count: 200)))
        try await writer.append(.of(.created, longest, ["label": "long"]))
        #expect(try writer.reader.texts(of: longest) == ["label": "long"])
        for id in [String(repeating: "é", count: 200) + "x", ""] {
            let error = await #expect(throws: LedgerError.self) {
                try await writer.append(.of(.created, RecordKey(.pipelines, RecordID(id))))
            }
            #expect(error?.code == .badDraft)
        }
    }

    @Test func aPropertyNamedTwiceIsRefused() async throws {
        let writer = try test.create()
        var draft = EventDraft(.created, of: deal)
        draft.values = [
            NamedValue(name: "amount", value: "1"), NamedValue(name: "amount", value: "2"),
        ]
        let error = await #expect(throws: LedgerError.self) { try await writer.append(draft) }
        #expect(error?.code == .badDraft)
    }

    // MARK: - Working memory

    @Test func factsOfTheSyncAreToldApartByNameTypeAndDetail() async throws {
        let writer = try test.create()
        let facts: [SyncKey: [UInt8]] = [
            SyncKey("watermark", .deals): [1], SyncKey("watermark", .contacts): [2],
            SyncKey("watermark"): [], SyncKey("cursor", .deals, detail: "archived"): [4],
            SyncKey("cursor", .deals, detail: "é"): [5],
        ]
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            for (key, bytes) in facts { try ledger.setSync(key, bytes) }
            #expect(try ledger.sync(SyncKey("watermark", .deals)) == [1])
        }
        #expect(try writer.reader.allSync() == facts)
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            for key in facts.keys { try ledger.setSync(key, nil) }
        }
        #expect(try writer.reader.allSync().isEmpty)
    }

    @Test func runsComeNewestFirst() async throws {
        let writer = try test.create()
        for number in 1...5 as ClosedRange<UInt64> {
            let given = try await writer.commit(pass: .refresh, run: number) { ledger in
                let next = try ledger.nextRun()
                try ledger.putRun(next, [UInt8(next)])
                return next
            }
            #expect(given.value == number)
        }
        #expect(try writer.reader.lastRuns(2).map(\.number) == [5, 4])
        #expect(try writer.reader.lastRuns(9).map(\.bytes) == [[5], [4], [3], [2], [1]])
        #expect(try writer.reader.run(6) == nil)
    }

    @Test func stampsOfATypeComeInTheOrderOfItsKeys() async throws {
        let writer = try test.create()
        let stamps = RecordStamps(createdAt: -1, updatedAt: .max, readAt: .min, isUnsettled: true)
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            for id in ["word", "300", "2", "10"] as [RecordID] {
                try ledger.setStamps(stamps, of: RecordKey(.deals, id))
            }
            try ledger.setStamps(RecordStamps(), of: RecordKey(.companies, "1"))
            try ledger.setStamps(RecordStamps(), of: RecordKey(.calls, "1"))
        }
        var seen: [RecordID] = []
        try writer.reader.forEachStamp(of: .deals) { key, read in
            seen.append(key.id)
            #expect(read == stamps)
        }
        #expect(seen == ["2", "10", "300", "word"])
    }
}
