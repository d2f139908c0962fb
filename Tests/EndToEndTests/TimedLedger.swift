import Foundation
import Testing

/// A portal and a ledger whose clocks stand still and are moved by the test.
final class TimedLedger {
    let portal: Portal
    let ledger: Ledger
    /// The local clock; the portal's is moved with it.
    private(set) var now: Date

    static let start = "2026-03-02T09:00:00.000Z"

    init(
        scale: Double = 0.01, seed: UInt64, configuration: String = Ledger.fast
    ) async throws {
        portal = try await Portal(.init(scale: scale, seed: seed, now: Self.start))
        ledger = try Ledger(portal, configuration: configuration)
        now = try Date(
            Self.start,
            strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
    }

    /// Lets time pass in the portal and here.
    func advance(minutes: Double) async throws {
        now += minutes * 60
        let milliseconds = Int((minutes * 60_000).rounded())
        try await portal.control("POST", "clock", "{\"advanceMilliseconds\":\(milliseconds)}")
    }

    /// - Parameter clockOff: minutes that the local clock is wrong by.
    func environment(clockOff minutes: Double = 0) -> [String: String] {
        let time = (now + minutes * 60).ISO8601Format(
            .iso8601.year().month().day().time(includingFractionalSeconds: true))
        return ["HUBLEDGER_TEST_SEED": "7", "HUBLEDGER_TEST_CLOCK": time + "Z"]
    }

    /// Runs `sync` or `reconcile` with `--json`; it must succeed.
    @discardableResult
    func run(
        _ command: String = "sync", clockOff minutes: Double = 0,
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> SyncReport {
        let ending = try await ledger.run(
            command, "--json", environment: environment(clockOff: minutes))
        try #require(ending.code == 0, "\(command): \(ending.errorText)", sourceLocation: place)
        return try JSONDecoder().decode(SyncReport.self, from: ending.output)
    }

    func status() async throws -> StatusReport {
        let ending = try await ledger.run("status", "--json", environment: environment())
        try #require(ending.code == 0, "\(ending.errorText)")
        return try JSONDecoder().decode(StatusReport.self, from: ending.output)
    }

    /// Ids of live records, ascending.
    func live(_ object: String) async throws -> [String] {
        try await portal.truth(object).filter { !$0.archived }.map(\.id)
    }

    /// Compares every type with the portal's truth.
    ///
    /// - Returns: how many records were compared.
    @discardableResult
    func expectEqual(
        _ name: String = "", _ place: SourceLocation = #_sourceLocation
    ) async throws -> Int {
        var compared = 0
        for object in TrackedObject.all {
            compared += try await ledger.expectEqualsPortal(object, name, place)
        }
        return compared
    }

    /// Events of records from a position on.
    func events(after head: Int) async throws -> [EventLine] {
        try await ledger.events().filter { $0.sequence > head && $0.id != nil }
    }
}

/// What `status --json` says.
struct StatusReport: Decodable, Sendable {
    struct Verdict: Decodable, Sendable {
        let state: String
        let reasons: [String]
    }

    struct Difference: Decodable, Sendable {
        let hubspot: Int?
        let ledger: Int?
        let unexplained: Int
        let waiting: [String]
    }

    struct TypeReport: Decodable, Sendable {
        let records: Int
        let archived: Int
        let watermark: String?
        let verdict: Verdict
        let hubspotTotal: Int?
        let lastReconcile: String?
        let indexLag: Int?
        let provenUpTo: String?
        let difference: Difference
    }

    let head: Int
    let types: [String: TypeReport]
    let unreadable: [String: String]
    let verdict: Verdict
}
