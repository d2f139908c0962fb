import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import Projections
import Synchronization

/// A small ledger with an account, one pipeline, deals and activities, in a folder of its own.
final class FoldedLedger: Sendable {
    let directory: DataDirectory
    let writer: LedgerWriter
    /// What the next commit is observed at.
    private let clock: Clock

    private final class Clock: Sendable {
        let now = Mutex<Int64>(FoldedLedger.start)
    }

    static let start: Int64 = 1_790_000_000_000

    init() async throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("fold-\(UUID().uuidString)").path
        directory = DataDirectory(path)
        let clock = Clock()
        self.clock = clock
        writer = try LedgerWriter.create(
            directory,
            LedgerEnvironment(
                now: { clock.now.withLock { $0 } },
                randomBytes: { [UInt8](repeating: 3, count: $0) }))
        try await commit { ledger in
            try ledger.append(Self.account("GBP"))
            try ledger.append(
                EventDraft(
                    .created, of: RecordKey(.pipelines, "default"),
                    values: [
                        NamedValue(name: "label", value: "Sales"),
                        NamedValue(name: "stage/open/label", value: "Open"),
                        NamedValue(name: "stage/open/isClosed", value: "false"),
                        NamedValue(name: "stage/open/probability", value: "0.5"),
                        NamedValue(name: "stage/won/label", value: "Won"),
                        NamedValue(name: "stage/won/isClosed", value: "true"),
                        NamedValue(name: "stage/won/probability", value: "1.0"),
                    ]))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory.path) }

    static func account(_ currency: String) -> EventDraft {
        EventDraft(
            .created, of: RecordKey(.account, "7"),
            values: [
                NamedValue(name: "portalId", value: "7"),
                NamedValue(name: "timeZone", value: "Europe/London"),
                NamedValue(name: "companyCurrency", value: currency),
                NamedValue(name: "zoneRules", value: ZoneRules.utc.text),
            ])
    }

    /// Sets what the next commits are observed at.
    func setClock(_ milliseconds: Int64) { clock.now.withLock { $0 = milliseconds } }

    func commit(_ body: @Sendable (inout LedgerTransaction) throws -> Void) async throws {
        _ = try await writer.commit(pass: .refresh, run: 1, body)
    }

    /// Deals with ids `ids`, each in a commit with its neighbours, `step` to a commit.
    func putDeals(_ ids: ClosedRange<UInt64>, stage: String = "open", step: UInt64 = 7) async throws
    {
        for first in stride(from: ids.lowerBound, through: ids.upperBound, by: Int(step)) {
            try await commit { ledger in
                for id in first..<min(first + step, ids.upperBound + 1) {
                    try ledger.append(
                        EventDraft(
                            .created, of: RecordKey(.deals, .number(id)),
                            values: [
                                NamedValue(name: "dealname", value: "Deal \(id)"),
                                NamedValue(name: "dealstage", value: stage),
                                NamedValue(name: "amount", value: "\(id * 100)"),
                                NamedValue(name: "hubspot_owner_id", value: "\(id % 3)"),
                                NamedValue(name: "createdate", value: "2026-03-0\(id % 9 + 1)"),
                                NamedValue(name: "closedate", value: "2026-05-0\(id % 9 + 1)"),
                            ]))
                }
            }
        }
    }

    func engine(
        _ configuration: MetricsConfiguration = .init(), freezing: FreezePolicy = .init()
    ) throws -> ProjectionEngine {
        try ProjectionEngine(
            reader: writer.reader, directory: directory, configuration: configuration,
            freezing: freezing)
    }

    /// The document of a state, as text.
    func document(
        _ state: FoldedState, asOf: Instant = Instant(milliseconds: start)
    ) throws -> String {
        let reader = writer.reader
        let document = try MetricsBuilder(
            state.models, asOf: asOf, sequence: state.sequence,
            logHash: state.hash, personalText: { try? reader.personalText($0) }
        ).document()
        return try DocumentEncoder().string(document)
    }

    /// The document folded from the first block on, in memory.
    func rebuilt(
        _ configuration: MetricsConfiguration = .init(), through sequence: SequenceNumber? = nil
    ) throws -> String {
        let elsewhere = DataDirectory(directory.path + "/nowhere")
        return try document(
            writer.reader.foldedState(
                configuration, through: sequence, in: elsewhere))
    }
}
