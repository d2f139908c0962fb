import Foundation
import LMDB
import Synchronization
import Testing

@Suite("Growth of an LMDB environment", .timeLimit(.minutes(1)))
struct EnvironmentGrowthTests {
    let directory: TemporaryDirectory
    let environment: Environment
    let table: Table<UInt64>

    init() throws {
        directory = try TemporaryDirectory()
        var configuration = Environment.Configuration()
        configuration.mapSizeBytes = 256 << 10
        configuration.mapSizeBytesMax = 64 << 20
        environment = try Environment.create(at: directory.path, configuration: configuration)
        table = try environment.table("t", keyedBy: UInt64.self)
    }

    @Test func aFullMapGrowsAndTheWriteHappensOnce() throws {
        var runs = 0
        try environment.write { transaction in
            runs += 1
            for key: UInt64 in 1...20 {
                try table.append(key, [UInt8](repeating: 1, count: 100_000), in: transaction)
            }
        }
        #expect(runs > 1, "the map was never full")
        #expect(try environment.read { try table.count(in: $0) } == 20)
        #expect(try environment.info().mapSizeBytes >= 2_000_000)
    }

    @Test func aBodyThatSwallowsTheFullMapIsRunAgainToo() throws {
        try environment.write { transaction in
            try? table.put(1, [UInt8](repeating: 1, count: 1 << 20), in: transaction)
        }
        let stored = try environment.read { transaction in
            try table.withValue(for: 1, in: transaction) { $0.byteCount }
        }
        #expect(stored == 1 << 20)
    }

    @Test func aBodyThatWrapsTheFullMapInItsOwnErrorIsRunAgainToo() throws {
        struct Wrapped: Error {}
        try environment.write { transaction in
            do {
                try table.put(1, [UInt8](repeating: 1, count: 1 << 20), in: transaction)
            } catch { throw Wrapped() }
        }
        #expect(try environment.read { try table.count(in: $0) } == 1)
    }

    @Test func growthEndsAtItsBoundAndNothingIsWritten() throws {
        let error = #expect(throws: LMDBError.self) {
            try environment.write {
                try table.put(1, [UInt8](repeating: 1, count: 80 << 20), in: $0)
            }
        }
        #expect(error?.code == .mapFull)
        #expect(error?.remedy?.contains("storage.mapSizeBytes") == true)
        #expect(try environment.read { try table.count(in: $0) } == 0)
        try environment.write { try table.put(1, [1], in: $0) }
        #expect(try environment.read { try table.value(for: 1, in: $0) } == [1])
    }

    @Test func readersSeeWholeValuesWhileTheMapMoves() throws {
        // Values say what they must contain; a reader with an old map would fault or read garbage.
        let isDone = Atomic<Bool>(false)
        let reads = Atomic<Int>(0)
        let wrong = Atomic<Int>(0)
        try environment.write { try table.put(0, [UInt8](repeating: 0, count: 9_000), in: $0) }
        withoutActuallyEscaping(
            {
                while !isDone.load(ordering: .relaxed) {
                    do {
                        try environment.read { transaction in
                            try table.scan(in: transaction) { key, value in
                                let expected = UInt8(truncatingIfNeeded: try table.key(key))
                                if value.copied().contains(where: { $0 != expected }) {
                                    wrong.add(1, ordering: .relaxed)
                                }
                                return .next
                            }
                        }
                        reads.add(1, ordering: .relaxed)
                    } catch { wrong.add(1, ordering: .relaxed) }
                }
            } as @Sendable () -> Void
        ) { read in
            let readers = (0..<3).map { _ in Thread(block: read) }
            readers.forEach { $0.start() }
            for key: UInt64 in 1...120 {
                do {
                    try environment.write {
                        try table.append(
                            key, [UInt8](repeating: UInt8(key), count: 60_000), in: $0)
                    }
                } catch { wrong.add(1, ordering: .relaxed) }
            }
            isDone.store(true, ordering: .relaxed)
            while readers.contains(where: { !$0.isFinished }) { usleep(1_000) }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
        #expect(reads.load(ordering: .relaxed) > 0)
        #expect(try environment.info().mapSizeBytes > 4 << 20)
    }

    @Test func growingInsideARequestOfTheSameThreadIsAnErrorNotADeadlock() throws {
        let error = #expect(throws: LMDBError.self) {
            try environment.read { _ in
                try environment.write {
                    try table.put(1, [UInt8](repeating: 1, count: 1 << 20), in: $0)
                }
            }
        }
        #expect(error?.code == .mapFull)
        try environment.write {
            try table.put(1, [UInt8](repeating: 1, count: 1 << 20), in: $0)
        }
    }

    @Test func manyWritersThatAllFillTheMapLoseNothing() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer: UInt64 in 0..<8 {
                group.addTask {
                    for row: UInt64 in 0..<10 {
                        try environment.write {
                            try table.put(
                                writer * 100 + row, [UInt8](repeating: 1, count: 50_000), in: $0)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try environment.read { try table.count(in: $0) } == 80)
    }
}
