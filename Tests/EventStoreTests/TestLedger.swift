import EventStore
import Foundation
import HubSpotModel
import LedgerTestSupport
import Synchronization

/// A ledger in a directory of its own, under a seed and a clock that only the test moves.
final class TestLedger: Sendable {
    static let start: Int64 = 1_795_000_000_000

    let directory: DataDirectory
    let environment: LedgerEnvironment
    private let clock: TestClock

    init(seed: UInt64 = 1, mapSizeBytes: Int = 64 << 30) {
        let path = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID())").path()
        directory = DataDirectory(path)
        let clock = TestClock()
        let random = Mutex(SplitMix64(seed: seed))
        self.clock = clock
        environment = LedgerEnvironment(
            now: { clock.milliseconds },
            randomBytes: { count in
                random.withLock { random in
                    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                }
            }, mapSizeBytes: mapSizeBytes)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory.path)
    }

    func create() throws -> LedgerWriter { try LedgerWriter.create(directory, environment) }
    func open() throws -> LedgerWriter { try LedgerWriter.open(directory, environment) }

    func advance(_ milliseconds: Int64) { clock.advance(milliseconds) }
}

/// A clock that stands still until it is moved, also backwards.
private final class TestClock: Sendable {
    private let time = Mutex<Int64>(TestLedger.start)

    var milliseconds: Int64 { time.withLock { $0 } }
    func advance(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
}

extension LedgerWriter {
    /// Commits drafts of a refresh, run 1.
    @discardableResult
    func append(_ drafts: EventDraft...) throws -> Commit<[SequenceNumber?]> {
        try append(drafts)
    }

    @discardableResult
    func append(_ drafts: [EventDraft]) throws -> Commit<[SequenceNumber?]> {
        try commit(pass: .refresh, run: 1) { ledger in
            var sequences: [SequenceNumber?] = []
            for draft in drafts { sequences.append(try ledger.append(draft)) }
            return sequences
        }
    }
}

extension EventDraft {
    /// A draft with values in the order of their names.
    static func of(
        _ kind: EventKind, _ key: RecordKey, _ values: [String: String] = [:],
        asked: Set<String>? = nil, at sourceTime: Int64? = nil
    ) -> EventDraft {
        EventDraft(
            kind, of: key, sourceTime: sourceTime,
            values: values.sorted { $0.key < $1.key }.map {
                NamedValue(name: $0.key, value: $0.value)
            }, asked: asked)
    }
}

extension LedgerReader {
    /// All blocks.
    func batches() throws -> [EventBatch] {
        var batches: [EventBatch] = []
        try forEachBatch(verifyingHashes: true) { batch in
            batches.append(batch)
            return true
        }
        return batches
    }

    /// The texts of a record's properties, by name; erased ones are absent.
    func texts(of key: RecordKey) throws -> [String: String]? {
        let symbols = try symbols()
        return try record(key).map { row in
            var texts: [String: String] = [:]
            for property in row.image.properties {
                texts[symbols.text(property.name)] = row.text(property.value, symbols)
            }
            return texts
        }
    }

    func kinds() throws -> [EventKind] { try batches().flatMap { $0.events.map(\.kind) } }
}
