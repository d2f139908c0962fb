import Foundation
import LMDB
import LedgerTestSupport
import Testing

@Suite("LMDB environment", .timeLimit(.minutes(1)))
struct EnvironmentTests {
    private struct Interruption: Error {}

    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func create(
        _ change: (inout Environment.Configuration) -> Void = { _ in }
    ) throws -> Environment {
        var configuration = Environment.Configuration()
        change(&configuration)
        return try Environment.create(at: directory.path, configuration: configuration)
    }

    @Test func aThrownErrorAbortsTheWholeWrite() throws {
        let environment = try create()
        let events = try environment.table("events", keyedBy: UInt64.self)

        #expect(throws: Interruption.self) {
            try environment.write { transaction in
                try events.append(1, [1, 2, 3], in: transaction)
                throw Interruption()
            }
        }

        #expect(try environment.read { try events.value(for: 1, in: $0) } == nil)
        #expect(try environment.read { try events.count(in: $0) } == 0)
    }

    @Test func whatWasCommittedIsThereAfterReopening() throws {
        do {
            let environment = try create()
            let events = try environment.table("events", keyedBy: UInt64.self)
            try environment.write { try events.append(7, [1, 2, 3], in: $0) }
        }
        let environment = try Environment.openExisting(at: directory.path)
        let events = try environment.table("events", keyedBy: UInt64.self)
        #expect(try environment.read { try events.value(for: 7, in: $0) } == [1, 2, 3])
    }

    @Test func aReadSeesItsSnapshotWhileAWriteCommits() throws {
        let environment = try create()
        let table = try environment.table("t", keyedBy: UInt64.self)
        try environment.write { try table.put(1, [1], in: $0) }
        try environment.read { snapshot in
            let writer = Thread { try? environment.write { try table.put(1, [2], in: $0) } }
            writer.start()
            while !writer.isFinished { usleep(1_000) }
            let seen = try table.value(for: 1, in: snapshot)
            #expect(seen == [1])
        }
        #expect(try environment.read { try table.value(for: 1, in: $0) } == [2])
    }

    @Test func filesAreForTheOwnerOnlyWhateverTheUmask() throws {
        let old = umask(0)
        defer { umask(old) }
        _ = try create()
        for name in ["data.mdb", "lock.mdb"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: directory.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func aReadOnlyEnvironmentRefusesToWriteAndFindsTables() throws {
        do {
            let environment = try create()
            let table = try environment.table("t", keyedBy: UInt64.self)
            try environment.write { try table.put(1, [9], in: $0) }
        }
        var configuration = Environment.Configuration()
        configuration.isReadOnly = true
        let environment = try Environment.openExisting(
            at: directory.path, configuration: configuration)
        let table = try environment.table("t", keyedBy: UInt64.self)
        #expect(try environment.read { try table.value(for: 1, in: $0) } == [9])

        let refused = #expect(throws: LMDBError.self) { try environment.write { _ in } }
        #expect(refused?.code == .permissionDenied)
        let missing = #expect(throws: LMDBError.self) {
            try environment.table("absent", keyedBy: UInt64.self)
        }
        #expect(missing?.code == .tableMissing("absent"))
    }

    @Test func theWriterActorNumbersRowsWithoutGaps() async throws {
        let environment = try create()
        let events = try environment.table("events", keyedBy: UInt64.self)
        let writer = Writer(environment: environment, events: events)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await writer.append([[1], [2]]) } }
            try await group.waitForAll()
        }
        #expect(try await writer.append([[3]]) == 101)
        #expect(try environment.read { try events.count(in: $0) } == 101)
    }

    @Test func aLongTransactionIsToldWithItsPlace() throws {
        let told = Recorder<LongTransaction>()
        let environment = try create {
            $0.onLongTransaction = { told.record($0) }
            $0.longReadMilliseconds = 20
            $0.longWriteMilliseconds = 60_000
        }
        try environment.read { _ in _ = usleep(40_000) }
        try environment.write { _ in _ = usleep(40_000) }
        let seen = told.elements
        #expect(seen.count == 1)
        #expect(seen.first?.isWrite == false)
        #expect(seen.first?.site.hasPrefix("LMDBTests/EnvironmentTests.swift:") == true)
        #expect(seen.first.map { $0.milliseconds > 20 } == true)
    }

    @Test func theInfoCountsFreePagesAndTheLagOfReaders() throws {
        let environment = try create()
        let table = try environment.table("t", keyedBy: UInt64.self)
        try environment.write { transaction in
            for key in 0..<200 {
                try table.put(UInt64(key), [UInt8](repeating: 1, count: 2_000), in: transaction)
            }
        }
        try environment.write { try table.clear(in: $0) }
        let idle = try environment.info()
        #expect(idle.freePages > 90)
        #expect(idle.readers == 0)
        #expect(idle.fileSizeBytes >= (idle.lastPage + 1) * idle.pageSizeBytes)

        try environment.read { _ in
            let writer = Thread {
                for value in 0..<5 {
                    try? environment.write { try table.put(1, [UInt8(value)], in: $0) }
                }
            }
            writer.start()
            while !writer.isFinished { usleep(1_000) }
            let busy = try environment.info()
            #expect(busy.readers == 1)
            #expect(busy.oldestReaderLag == 5)
        }
    }
}

/// What an actor that owns the writer looks like.
private actor Writer {
    private let environment: Environment
    private let events: Table<UInt64>
    private var head: UInt64 = 0
    private let executor = WriterExecutor(label: "test.writer")

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    init(environment: Environment, events: Table<UInt64>) {
        self.environment = environment
        self.events = events
    }

    func append(_ batch: [[UInt8]]) throws -> UInt64 {
        let next = try environment.write { transaction in
            var next = head
            for value in batch {
                next += 1
                try events.append(next, value, in: transaction)
            }
            return next
        }
        head = next
        return next
    }
}
