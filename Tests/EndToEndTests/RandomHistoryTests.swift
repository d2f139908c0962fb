import Foundation
import LedgerTestSupport
import Testing

/// Hundreds of steps of everything at once; whatever the order, the ledger ends equal to the portal.
///
/// `HUBLEDGER_HISTORY_STEPS`, `_RUNS` and `_SEED` make it longer; a failure names its seed.
extension EndToEnd {
    @Suite("Random histories")
    struct RandomHistoryTests {
        private static func setting(_ name: String, _ standard: Int) -> Int {
            ProcessInfo.processInfo.environment["HUBLEDGER_HISTORY_\(name)"].flatMap { Int($0) }
                ?? standard
        }

        @Test(.timeLimit(.minutes(120)))
        func whateverHappensTheLedgerEndsEqualToThePortal() async throws {
            let first = Self.setting("SEED", 9_001)
            for seed in first..<first + Self.setting("RUNS", 2) {
                let run = try await HistoryRun(
                    seed: UInt64(seed), steps: Self.setting("STEPS", 100))
                try await run.live()
                try await run.end()
                run.report()
            }
        }
    }
}

/// One portal, one ledger, one seed.
private final class HistoryRun {
    private let seed: UInt64
    private let steps: Int
    private let portal: Portal
    private let ledger: Ledger
    private var history: PortalHistory
    /// Of runs, kills and faults; another stream than the portal's, so that each can be cut.
    private var random: SplitMix64
    private var trace: [String] = []
    private var runs = 0
    private var kills = 0
    private var refusals = 0
    private var faults = 0
    private var greens = 0
    private var compared = 0
    private var isCreated = false
    /// Whether a run was broken off since the last that was not.
    private var isBroken = false
    /// Of each type, what the portal had before the first run that may have begun the next check.
    private var before: [String: Set<String>] = [:]
    /// Of each type, when it was last checked whole, and what the portal had then.
    private var checked: [String: (at: String?, ids: Set<String>)] = [:]
    /// Whether the program's clock is that of the portal; else the machine's counts, and all types
    /// are synced at once.
    private var followsPortal: Bool { seed.isMultiple(of: 2) }

    init(seed: UInt64, steps: Int) async throws {
        self.seed = seed
        self.steps = steps
        let start = Date(timeIntervalSinceNow: -60 * 86_400).ISO8601Format()
        portal = try await Portal(.init(scale: 0.01, seed: seed, now: start))
        ledger = try Ledger(
            portal, configuration: Ledger.impatient + "sync:\n  reconcile: 6h\n")
        history = PortalHistory(portal, seed: seed)
        random = SplitMix64(seed: ~seed)
    }

    private var name: String {
        "seed \(seed), after \(trace.suffix(12).joined(separator: " | "))"
    }

    // MARK: - Living

    func live() async throws {
        for _ in 0..<steps {
            trace.append(try await history.step())
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<22: try await run("sync")
            case 22..<27: try await run("reconcile")
            case 27..<35: try await run("sync", killed: true)
            case 35..<38: try await run("reconcile", killed: true)
            case 38..<44: try await fail()
            case 44..<52: try await heal()
            default: break
            }
        }
    }

    private func environment() async throws -> [String: String] {
        guard followsPortal else { return [:] }
        return [
            "HUBLEDGER_TEST_SEED": "\(seed &* 1_000 &+ UInt64(runs))",
            "HUBLEDGER_TEST_CLOCK": try await portal.now(),
        ]
    }

    private func run(_ command: String, killed: Bool = false) async throws {
        runs += 1
        try await lookBefore()
        let delay = Duration.milliseconds(Int.random(in: 20..<900, using: &random))
        let ending = try await ledger.run(
            command, environment: environment(), killedAfter: killed ? delay : nil,
            deadline: .seconds(120))
        trace.append("\(command) \(killed ? "killed after \(delay) " : "")→ \(ending.code)")
        switch ending.code {
        case 0: try await checkVerdict()
        case 66 where command == "reconcile" && !isCreated: break
        case 69, 75:
            refusals += 1
            isBroken = true
        case 128 + SIGKILL where killed:
            kills += 1
            isBroken = true
        default: Issue.record("\(name): \(command) ended with \(ending.code): \(ending.errorText)")
        }
    }

    private static let statuses = [429, 500, 502, 503, 504, 520, 524, 423, 477]
    private static let others = [
        "htmlBody", "truncatedJSON", "truncatedBody", "missingFields", "invalidUTF8",
        "repeatedCursor", "duplicatedPage", "resetBefore", "resetDuring", "resetAfterComputing",
        "latency", "itemErrors", "wrongDate",
    ]

    private func fail() async throws {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let chance = Double.random(in: 0.01..<0.25, using: &random)
            var rule = "\"probability\":\(chance),\"seed\":\(random.next() >> 20)"
            let status = Self.statuses.randomElement(using: &random) ?? 500
            let after = ["null", "\"0\"", "\"9000\"", "\"soon\""].randomElement(using: &random)
            if Bool.random(using: &random) {
                rule +=
                    ",\"fault\":\"status\",\"status\":\(status),\"retryAfter\":\(after ?? "null")"
            } else {
                let fault = Self.others.randomElement(using: &random) ?? "htmlBody"
                let milliseconds = fault == "wrongDate" ? -7_200_000 : 40
                rule += ",\"fault\":\"\(fault)\",\"milliseconds\":\(milliseconds)"
            }
            try await portal.strike(rule)
            trace.append("fault \(rule)")
        }
    }

    private func heal() async throws {
        faults += try await portal.struck().values.reduce(0, +)
        try await portal.heal()
        trace.append("healed")
    }

    // MARK: - Promises

    private struct IDs: Decodable {
        let live: [String]
        let archived: [String]
    }

    /// Notes what the portal has where a deep check may begin.
    private func lookBefore() async throws {
        for object in TrackedObject.all.map(\.name) where before[object] == nil || !isBroken {
            let ids = try await portal.control("GET", "ids/\(object)", as: IDs.self)
            before[object] = Set(ids.live).union(ids.archived)
        }
    }

    private struct Status: Decodable {
        struct Kind: Decodable {
            let verdict: SyncReport.Verdict
            let lastReconcile: String?
        }

        let types: [String: Kind]
    }

    /// A type that is called complete lacks nothing that was there at its last deep check; after
    /// the check itself it has exactly what the portal has.
    private func checkVerdict() async throws {
        isCreated = true
        let data = try await Program.run(
            ["status", "--json"], environment: ledger.variables.merging(environment()) { $1 },
            in: ledger.folder.path
        ).output
        for (object, kind) in try JSONDecoder().decode(Status.self, from: data).types {
            guard TrackedObject.all.contains(where: { $0.name == object }) else { continue }
            let isChecked = kind.lastReconcile != checked[object]?.at
            guard isChecked || kind.verdict.state == "green" else { continue }
            let truth = Set(try await portal.truth(object).map(\.id))
            if isChecked {
                checked[object] = (kind.lastReconcile, truth.intersection(before[object] ?? []))
                before[object] = nil
            }
            guard kind.verdict.state == "green", let checked = checked[object] else { continue }
            greens += 1
            let known = Set(try await ledger.records(object).map(\.id))
            let missing = truth.intersection(checked.ids).subtracting(known)
            #expect(missing.isEmpty, "\(name): \(object) is green without \(missing)")
            // A check that went on where a broken one stopped speaks of when it began.
            if isChecked && !isBroken {
                let wrong = truth.symmetricDifference(known)
                #expect(wrong.isEmpty, "\(name): \(object) is green but for \(wrong)")
            }
        }
        isBroken = false
    }

    func end() async throws {
        try await heal()
        try await history.settle()
        for command in ["sync", "reconcile"] {
            runs += 1
            let ending = try await ledger.run(
                command, environment: environment(), deadline: .seconds(120))
            #expect(ending.code == 0, "\(name): \(ending.errorText)")
        }
        for object in TrackedObject.all {
            compared += try await ledger.expectEqualsPortal(object, name)
        }
        let events = try await ledger.events()
        ledger.expectEachOnce(events, name)
        let fold = LogFold(events)
        #expect(fold.faults.isEmpty, "\(name): \(fold.faults.prefix(3))")
        for object in TrackedObject.all.map(\.name) + ["owners", "pipelines", "account"] {
            let differences = fold.differences(from: try await ledger.records(object), of: object)
            #expect(differences.isEmpty, "\(name): \(differences.prefix(3))")
        }
        try await expectReferencesEqual()
        let verified = try await ledger.run("verify")
        #expect(verified.code == 0, "\(name): \(verified.errorText)")
        let again = try await ledger.run("sync", "--json", environment: environment())
        #expect(again.code == 0, "\(name): \(again.errorText)")
        let report = try JSONDecoder().decode(SyncReport.self, from: again.output)
        #expect(report.events == 0, "\(name): a further sync finds \(report.passes)")
        let violations = try await portal.shapes().violations
        #expect(violations.isEmpty, "\(name): \(violations)")
    }

    // MARK: - Owners and stages

    private struct List<Element: Decodable>: Decodable {
        let results: [Element]
    }

    private struct Owner: Decodable {
        let id: String
        let firstName: String?
        let archived: Bool
    }

    private func expectReferencesEqual() async throws {
        var owners: [String: Owner] = [:]
        try await portal.control("PATCH", "settings", "{\"ownerPageSizeMax\":500}")
        for archived in [true, false] {
            let path = "/crm/v3/owners?limit=500&archived=\(archived)"
            for owner in try await portal.api(path, as: List<Owner>.self).results {
                owners[owner.id] = owner
            }
        }
        let found = try await ledger.records("owners")
        #expect(Set(found.map(\.id)) == Set(owners.keys), "\(name)")
        for record in found {
            let owner = owners[record.id]
            #expect(record.archived == owner?.archived, "\(name): owner \(record.id)")
            #expect(record.properties["firstName"] ?? "" == owner?.firstName ?? "", "\(name)")
        }
    }

    /// What this history was, for the figures of a longer one.
    func report() {
        guard let path = ProcessInfo.processInfo.environment["HUBLEDGER_HISTORY_REPORT"] else {
            return
        }
        let steps = history.done.map { "\($0.key.rawValue) \($0.value)" }.sorted()
        let line = """
            seed \(seed): \(steps.joined(separator: ", ")); \(runs) runs, \(kills) killed, \
            \(refusals) ended by faults, \(faults) faults struck, green \(greens) times, \
            \(compared) records compared\n
            """
        let old = FileManager.default.contents(atPath: path) ?? Data()
        try? (old + Data(line.utf8)).write(to: URL(fileURLWithPath: path))
    }
}
