import EventStore
import Foundation
import HubSpotModel
import SyncEngine

/// A ledger in a folder of its own, with a portal in front of it and a clock that is told.
final class TestLedger: Sendable {
    let directory: DataDirectory
    let portal: ScriptedPortal

    static let start: Int64 = 1_790_000_000_000

    init() {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("sync-\(UUID().uuidString)").path
        directory = DataDirectory(path)
        portal = ScriptedPortal(now: Self.start)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory.path) }

    /// One run, at the portal's time.
    @discardableResult
    func sync(_ change: (inout SyncConfiguration) -> Void = { _ in }) async throws -> RunReport {
        let now = await portal.now
        let environment = LedgerEnvironment(
            now: { now }, randomBytes: { [UInt8](repeating: 7, count: $0) })
        var configuration = SyncConfiguration(now: { now }, zoneRules: { _ in .utc })
        configuration.connection = "a"
        configuration.oneTypeAfterAnother = true
        configuration.only = [.contacts, .companies]
        change(&configuration)
        let engine = SyncEngine(source: portal, configuration: configuration)
        let directory = directory
        let existing: LedgerWriter? =
            FileManager.default.fileExists(atPath: directory.log)
            ? try await open(environment) : nil
        return try await engine.run(existing: existing) {
            try LedgerWriter.create(directory, environment)
        }.report
    }

    /// The writer of the run before is let go of a moment after that run is over.
    private func open(_ environment: LedgerEnvironment) async throws -> LedgerWriter {
        for _ in 0..<100 {
            do {
                return try LedgerWriter.open(directory, environment)
            } catch {
                guard error.code == .busy else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return try LedgerWriter.open(directory, environment)
    }

    /// Kind, record and properties of every event of records, in order.
    func events() throws -> [String] {
        let reader = try LedgerReader.open(directory)
        guard try reader.head().sequence > .zero else { return [] }
        var events: [String] = []
        try reader.forEachBatch(from: SequenceNumber(1), verifyingHashes: true) { batch in
            let symbols = try reader.symbols(upTo: batch.lastSequence)
            for event in batch.events {
                let names = batch.changes[event.changes].map { symbols.text($0.property) }.sorted()
                let links = batch.links[event.links].map { "\($0.target)" }
                let key = event.key.map { "\($0)" } ?? "ledger"
                events.append(([event.kind.name, key] + names + links).joined(separator: " "))
            }
            return true
        }
        return events
    }

    /// What the log says of the types that it cannot see, as `contacts opened`, oldest first.
    func gaps() throws -> [String] {
        let reader = try LedgerReader.open(directory)
        var gaps: [String] = []
        try reader.forEachBatch(from: SequenceNumber(1), verifyingHashes: true) { batch in
            let symbols = try reader.symbols(upTo: batch.lastSequence)
            for event in batch.events where event.kind == .gap {
                let values = Dictionary(
                    uniqueKeysWithValues: batch.changes[event.changes].map {
                        (symbols.text($0.property), $0.after.text(symbols) ?? "")
                    })
                gaps.append("\(values["type"] ?? "?") \(values["state"] ?? "?")")
            }
            return true
        }
        return gaps
    }

    /// Whether contacts are proven, and why not.
    func contacts() throws -> Verdict {
        let types = try Completeness(LedgerReader.open(directory)).types
        return types.first { $0.object == .contacts }?.verdict
            ?? Verdict(state: .red, reasons: [])
    }

    func changes() throws -> [String] {
        try events().filter { $0.contains("contacts/") || $0.contains("companies/") }
    }

    func text(_ name: String, of key: RecordKey) throws -> String? {
        let reader = try LedgerReader.open(directory)
        let symbols = try reader.symbols()
        guard let row = try reader.record(key), let symbol = symbols.symbol(for: name) else {
            return nil
        }
        return row.text(row.image[symbol], symbols)
    }

    static func contact(
        _ id: UInt64, stage: String = "lead", updated: Int64 = start - 100_000,
        archived: Bool = false
    ) -> PortalRecord {
        PortalRecord(
            id: .number(id),
            properties: [
                NamedValue(name: "email", value: "p\(id)@example.com"),
                NamedValue(name: "lifecyclestage", value: stage),
                NamedValue(name: "custom_level", value: "gold"),
            ],
            createdAt: start - 200_000, updatedAt: updated, archived: archived,
            archivedAt: archived ? updated : nil)
    }
}
