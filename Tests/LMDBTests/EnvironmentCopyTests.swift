import Foundation
import LMDB
import Synchronization
import Testing

@Suite("Copies of an LMDB environment", .timeLimit(.minutes(1)))
struct EnvironmentCopyTests {
    let directory: TemporaryDirectory
    let environment: Environment
    let table: Table<UInt64>

    init() throws {
        directory = try TemporaryDirectory()
        environment = try Environment.create(at: directory.path + "/log")
        table = try environment.table("t", keyedBy: UInt64.self)
    }

    private func destination() throws -> (directory: String, file: String) {
        let path = directory.path + "/copy"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        return (path, path + "/data.mdb")
    }

    @Test func aCopyIsCompactForTheOwnerOnlyAndWhole() throws {
        for round in 0..<5 {
            try environment.write { transaction in
                for key: UInt64 in 0..<300 {
                    try table.put(
                        key, [UInt8](repeating: UInt8(round), count: 3_000), in: transaction)
                }
            }
        }
        try environment.write { try table.delete(from: 100, in: $0) }
        let (path, file) = try destination()
        let old = umask(0)
        defer { umask(old) }
        try environment.copyCompacted(to: file)

        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let info = try environment.info()
        let size = try #require(attributes[.size] as? Int)
        #expect(size < info.fileSizeBytes / 3)

        let copy = try Environment.openExisting(at: path)
        let copied = try copy.table("t", keyedBy: UInt64.self)
        #expect(try copy.read { try copied.count(in: $0) } == 100)
        #expect(try copy.info().freePages == 0)
    }

    @Test func deletedBytesAreNotInTheCopy() throws {
        let secret = Array("a value to be erased for ever".utf8)
        try environment.write { transaction in
            for key: UInt64 in 0..<50 { try table.put(key, secret, in: transaction) }
        }
        try environment.write { try table.clear(in: $0) }
        let (_, file) = try destination()
        try environment.copyCompacted(to: file)
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.range(of: Data(secret)) == nil)
    }

    @Test func aCopyDoesNotOverwrite() throws {
        let (_, file) = try destination()
        try Data("keep".utf8).write(to: URL(filePath: file))
        let error = #expect(throws: LMDBError.self) { try environment.copyCompacted(to: file) }
        #expect(error?.code == .alreadyExists)
        #expect(try Data(contentsOf: URL(filePath: file)) == Data("keep".utf8))
    }

    @Test func aCopyThatFailsLeavesNoFile() throws {
        let error = #expect(throws: LMDBError.self) {
            try environment.copyCompacted(to: directory.path + "/absent/data.mdb")
        }
        #expect(error?.code == .missing)
    }

    @Test func aCopyBesideAWriterIsOneCommitNotAMixture() throws {
        // Every commit writes the same number everywhere; a copy must hold one number.
        func write(_ round: UInt8) throws {
            try environment.write { transaction in
                for key: UInt64 in 0..<200 {
                    try table.put(key, [UInt8](repeating: round, count: 1_500), in: transaction)
                }
            }
        }
        try write(0)
        let isDone = Atomic<Bool>(false)
        let (path, file) = try destination()
        try withoutActuallyEscaping(
            {
                var round: UInt8 = 0
                while !isDone.load(ordering: .relaxed) {
                    round &+= 1
                    try? write(round)
                }
            } as () -> Void
        ) { work in
            nonisolated(unsafe) let work = work
            let writer = Thread { unsafe work() }
            writer.start()
            defer {
                isDone.store(true, ordering: .relaxed)
                while !writer.isFinished { usleep(1_000) }
            }
            for _ in 0..<10 {
                try environment.copyCompacted(to: file)
                do {
                    let copy = try Environment.openExisting(at: path)
                    let copied = try copy.table("t", keyedBy: UInt64.self)
                    var values = Set<UInt8>()
                    var rows = 0
                    try copy.read {
                        try copied.scan(in: $0) { _, value in
                            values.formUnion(value.copied())
                            rows += 1
                            return .next
                        }
                    }
                    #expect(values.count == 1)
                    #expect(rows == 200)
                }
                try FileManager.default.removeItem(atPath: file)
                try FileManager.default.removeItem(atPath: path + "/lock.mdb")
            }
        }
    }
}
