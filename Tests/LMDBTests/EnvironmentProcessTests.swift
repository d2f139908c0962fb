import Foundation
import LMDB
import Testing

/// What happens between processes: the children are exit tests, which run in a process of their own.
@Suite("LMDB between processes", .timeLimit(.minutes(2)))
struct EnvironmentProcessTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func aReaderThatWasKilledLeavesASlotThatCanBeCleared() async throws {
        let environment = try Environment.create(at: directory.path)
        _ = try environment.table("t", keyedBy: UInt64.self)
        let path = directory.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            var configuration = Environment.Configuration()
            configuration.isReadOnly = true
            let child = try Environment.openExisting(at: path, configuration: configuration)
            try child.read { _ in _ = raise(SIGKILL) }
        }
        #expect(try environment.info().readers == 1)
        #expect(try environment.clearStaleReaders() == 1)
        #expect(try environment.info().readers == 0)
    }

    @Test func aWriterThatWasKilledLosesItsOpenWriteOnly() async throws {
        let path = directory.path
        do {
            let environment = try Environment.create(at: path)
            let table = try environment.table("t", keyedBy: UInt64.self)
            try environment.write { try table.put(1, [1], in: $0) }
        }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let child = try Environment.openExisting(at: path)
            let table = try child.table("t", keyedBy: UInt64.self)
            try child.write { try table.put(2, [2], in: $0) }
            try child.write { transaction in
                try table.put(3, [3], in: transaction)
                _ = raise(SIGKILL)
            }
        }
        let environment = try Environment.openExisting(at: path)
        let table = try environment.table("t", keyedBy: UInt64.self)
        try environment.read { transaction in
            let rows = (
                try table.value(for: 1, in: transaction), try table.value(for: 2, in: transaction),
                try table.value(for: 3, in: transaction)
            )
            #expect(rows == ([1], [2], nil))
        }
        try environment.write { try table.put(4, [4], in: $0) }
    }

    @Test func aProcessThatGrewTheFileIsFollowedByReadersAndWriters() async throws {
        let path = directory.path
        var configuration = Environment.Configuration()
        configuration.mapSizeBytes = 1 << 20
        let environment = try Environment.create(at: path, configuration: configuration)
        let table = try environment.table("t", keyedBy: UInt64.self)
        await #expect(processExitsWith: .success) { [path = path as String] in
            let child = try Environment.openExisting(at: path)
            let table = try child.table("t", keyedBy: UInt64.self)
            try child.write {
                try table.put(1, [UInt8](repeating: 1, count: 8 << 20), in: $0)
            }
        }
        let size = try environment.read { transaction in
            try table.withValue(for: 1, in: transaction) { $0.byteCount }
        }
        #expect(size == 8 << 20)
        try environment.write { try table.put(2, [2], in: $0) }
        #expect(try environment.read { try table.value(for: 2, in: $0) } == [2])
    }

    @Test func writingWhileAValueIsLentStopsTheProgram() async {
        let path = directory.path
        await #expect(processExitsWith: .failure) { [path = path as String] in
            let environment = try Environment.create(at: path)
            let table = try environment.table("t", keyedBy: UInt64.self)
            try environment.write { transaction in
                try table.put(1, [1], in: transaction)
                try table.withValue(for: 1, in: transaction) { _ in
                    try table.put(2, [2], in: transaction)
                }
            }
        }
    }

    @Test func aWriteThatTheDiskRefusesLeavesNothingAndCanBeRepeated() async {
        let path = directory.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let environment = try Environment.create(at: path)
            let table = try environment.table("t", keyedBy: UInt64.self)
            try environment.write { try table.put(1, [1], in: $0) }

            func limitFileSize(_ bytes: rlim_t) -> Bool {
                var limit = rlimit(rlim_cur: bytes, rlim_max: rlim_t.max)
                return unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
            }
            let large = [UInt8](repeating: 7, count: 4 << 20)
            guard limitFileSize(1 << 20) else { exit(2) }
            do {
                try environment.write { try table.put(2, large, in: $0) }
                exit(3)
            } catch let error as LMDBError where error.isTemporary {
            } catch { exit(4) }
            let after = try environment.read { transaction in
                (try table.value(for: 1, in: transaction), try table.contains(2, in: transaction))
            }
            guard after == ([1], false) else { exit(5) }

            guard limitFileSize(rlim_t.max) else { exit(6) }
            try environment.write { try table.put(2, large, in: $0) }
            let stored = try environment.read { try table.value(for: 2, in: $0) }
            exit(stored == large ? EXIT_SUCCESS : 7)
        }
    }

    @Test func aProcessWithLittleAddressSpaceGetsASmallerMap() async {
        let path = directory.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            var limit = rlimit(rlim_cur: 8 << 30, rlim_max: 8 << 30)
            guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
                exit(2)
            }
            let environment = try Environment.create(at: path)
            let table = try environment.table("t", keyedBy: UInt64.self)
            try environment.write { try table.put(1, [1], in: $0) }
            let size = try environment.info().mapSizeBytes
            exit(size >= 1 << 30 && size < 8 << 30 ? EXIT_SUCCESS : 3)
        }
    }
}
