import EventStore
import Foundation
import HubSpotModel
import Testing

/// What happens to the files of a ledger: compaction, backup, restore.
@Suite("Compaction and backup", .timeLimit(.minutes(2)))
struct LedgerCompactionTests {
    let test = TestLedger()
    let contact = RecordKey(.contacts, "7")
    let secret = "Ada.Lovelace-4711"

    private func contains(_ text: String, _ path: String) throws -> Bool {
        try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
    }

    private func write() async throws {
        let writer = try test.create()
        for step in 0..<20 {
            try await writer.append(
                .of(.created, contact, ["firstname": "\(secret)-\(step)", "amount": "1"]),
                .of(.created, RecordKey(.deals, .number(UInt64(step))), ["amount": "\(step)"]))
        }
    }

    @Test func erasedTextLeavesTheFileWithCompaction() async throws {
        try await write()
        let file = test.directory.log + "/data.mdb"
        do {
            let writer = try test.open()
            #expect(throws: LedgerError.self) { try LedgerCompaction.compact(test.directory) }
            _ = try await writer.commit(pass: .ledger, run: 2) { try $0.erase(contact) }
        }
        #expect(try contains(secret, file))
        let head = try LedgerReader.open(test.directory).head()
        try LedgerCompaction.compact(test.directory)
        #expect(try !contains(secret, file))
        let writer = try test.open()
        #expect(try writer.reader.head() == head)
        #expect(try writer.reader.verifyCurrent().erasedTexts == 20)
        try await writer.append(.of(.created, contact, ["amount": "2"]))
        #expect(try writer.reader.verifyChain().events == 42)
        let left = try FileManager.default.contentsOfDirectory(atPath: test.directory.path)
        #expect(Set(left) == ["log", "head", "hubledger.lock"])
    }

    @Test func aCompactionThatWasKilledBetweenItsStepsIsUndone() async throws {
        try await write()
        try FileManager.default.moveItem(
            atPath: test.directory.log, toPath: test.directory.path + "/log.replaced")
        #expect(throws: LedgerError.self) { try test.create() }
        #expect(try LedgerReader.open(test.directory).head().sequence == SequenceNumber(40))
        #expect(try test.open().reader.head().sequence == SequenceNumber(40))
    }

    @Test func whatAKilledCompactionLeftIsRemovedByTheNextWriter() async throws {
        try await write()
        for name in ["log.replaced", "log.compacted"] {
            let path = test.directory.path + "/" + name
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
            try Data(secret.utf8).write(to: URL(filePath: path + "/data.mdb"))
        }
        _ = try test.open()
        #expect(!FileManager.default.fileExists(atPath: test.directory.path + "/log.replaced"))
        #expect(!FileManager.default.fileExists(atPath: test.directory.path + "/log.compacted"))
    }

    @Test func aBackupMadeBesideTheWriterCanBePutBack() async throws {
        try await write()
        let backup = test.directory.path + "/backup"
        let head: LedgerHead
        do {
            let writer = try test.open()
            head = try writer.reader.head()
            #expect(try LedgerBackup.write(writer.reader, to: backup).head == head.sequence)
            try await writer.append(.of(.created, contact, ["amount": "99"]))
        }
        let again = #expect(throws: LedgerError.self) {
            try LedgerBackup.write(LedgerReader.open(test.directory), to: backup)
        }
        #expect(again?.exitCode == 73)
        let other = TestLedger()
        let verification = try LedgerBackup.restore(from: backup, to: other.directory)
        #expect(verification.events == 40)
        let writer = try other.open()
        #expect(try writer.reader.head() == head)
        try await writer.append(.of(.created, contact, ["amount": "5"]))
        #expect(try writer.reader.verifyChain().events == 41)
    }

    @Test func aRestoreOverwritesNothing() async throws {
        try await write()
        let backup = test.directory.path + "/backup"
        _ = try LedgerBackup.write(LedgerReader.open(test.directory), to: backup)
        let error = #expect(throws: LedgerError.self) {
            try LedgerBackup.restore(from: backup, to: test.directory)
        }
        #expect(error?.code == .alreadyExists)
        let none = #expect(throws: LedgerError.self) {
            try LedgerBackup.restore(from: test.directory.path, to: TestLedger().directory)
        }
        #expect(none?.code == .noLedger)
    }

    @Test func aDamagedBackupIsNotPutBack() async throws {
        try await write()
        let backup = test.directory.path + "/backup"
        _ = try LedgerBackup.write(LedgerReader.open(test.directory), to: backup)
        let file = URL(filePath: backup + "/data.mdb")
        var bytes = try Data(contentsOf: file)
        // A personal text on the page where it lies.
        let text = try #require(bytes.range(of: Data("\(secret)-19".utf8)))
        bytes[text.lowerBound] ^= 1
        try bytes.write(to: file)
        let other = TestLedger()
        #expect(throws: LedgerError.self) {
            try LedgerBackup.restore(from: backup, to: other.directory)
        }
        #expect(throws: LedgerError.self) { try other.open() }
    }

    @Test func theSystemsRandomnessAnswersAsManyBytesAsAsked() {
        for count in [0, 1, 7, 8, 16, 1_000] {
            #expect(LedgerEnvironment.systemRandomBytes(count).count == count)
        }
        #expect(
            LedgerEnvironment.systemRandomBytes(16) != LedgerEnvironment.systemRandomBytes(16))
        #expect(LedgerEnvironment.systemTime() > 1_700_000_000_000)
    }
}
