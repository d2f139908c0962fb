import Foundation
import LedgerTestSupport
import Testing

/// `kill -9` at any instant costs what was not committed, and nothing else.
extension EndToEnd {
    @Suite("Killed and taken up again")
    struct KillTests {
        /// Kills that each of the tests must have survived.
        private static let killsMin = 50
        /// Requests that may be under way, or fetched and not yet committed, when a run is killed:
        /// two of each of eight types, and what every run asks for at its start.
        private static let lostByAKill = 16 + 12

        /// One instant for both portals and all commands, so that documents can be compared.
        private static let now = Date().ISO8601Format()

        @Test(.timeLimit(.minutes(4)))
        func aBackfillKilledAtFiftyInstantsEndsAsOneThatWasLeftAlone() async throws {
            var kills = 0
            var killsAmongPages = 0
            var seed: UInt64 = 300
            while kills < Self.killsMin {
                seed += 1
                try #require(seed < 330, "too few kills land while a run is under way")
                let portal = try await Portal(
                    .init(scale: 0.02, seed: seed, now: Self.now, latencyMilliseconds: 30))
                let twin = try Ledger(portal)
                let begun = ContinuousClock.now
                let full = try await twin.sync()
                let taken = ContinuousClock.now - begun
                try await portal.forgetRequests()
                let ledger = try Ledger(portal)
                let (report, killed) = try await syncUnderFire(ledger, taken * 0.8, seed)
                kills += killed
                let name = "seed \(seed), killed \(killed) times"
                let asked = try await portal.requests()
                #expect(
                    asked.total <= full.requests.total + killed * Self.lostByAKill,
                    "\(name): \(asked.byKind) against \(full.requests.byKind)")
                let events = try await expectEqual(ledger, twin, name)
                let killedRuns = Self.runs(events).subtracting([report.run])
                killsAmongPages += killedRuns.count
                if !killedRuns.isEmpty {
                    #expect(report.requests.total < full.requests.total, "\(name)")
                }
            }
            #expect(killsAmongPages >= 10, "of \(kills) kills")
        }

        @Test(.timeLimit(.minutes(4)))
        func aRefreshKilledAtFiftyInstantsEndsAsOneThatWasLeftAlone() async throws {
            let portal = try await Portal(.init(scale: 0.02, seed: 350, now: Self.now))
            let twin = try Ledger(portal)
            try await twin.sync()
            let ledger = try Ledger(portal)
            try FileManager.default.copyItem(
                atPath: twin.folder.path + "/data", toPath: ledger.folder.path + "/data")
            try await portal.setLatency(40)
            var kills = 0
            var round: UInt64 = 0
            while kills < Self.killsMin {
                round += 1
                try #require(round < 40, "too few kills land while a run is under way")
                try await portal.change(150, seed: 3_500 + round)
                try await portal.forgetRequests()
                let begun = ContinuousClock.now
                let whole = try await twin.sync()
                // A refresh is short: some runs must be given the time to get through.
                let taken = (ContinuousClock.now - begun) * 1.2
                try await portal.forgetRequests()
                let (_, killed) = try await syncUnderFire(ledger, taken, 3_500 + round)
                kills += killed
                let asked = try await portal.requests()
                #expect(
                    asked.total <= (killed + 1) * whole.requests.total,
                    "round \(round): \(asked.byKind) against \(whole.requests.byKind)")
                #expect(asked.byKind["list"] == nil, "round \(round): nothing is listed again")
            }
            let name = "after \(kills) kills in \(round) rounds"
            let events = try await expectEqual(ledger, twin, name)
            // More runs found something than got to their end: some were killed among their commits.
            #expect(Self.runs(events).count > Int(round) + 1, "\(name)")
        }

        @Test(.timeLimit(.minutes(4)))
        func aPortalThatMovesWhileRunsAreKilledIsHeldWholeInTheEnd() async throws {
            for seed in UInt64(360)...362 {
                let portal = try await Portal(.init(seed: seed, latencyMilliseconds: 30))
                let ledger = try Ledger(portal)
                var random = SplitMix64(seed: seed)
                for round in 1...12 {
                    let delay = Duration.milliseconds(Int.random(in: 100...900, using: &random))
                    let ending = try await ledger.run("sync", killedAfter: delay)
                    #expect(
                        [0, 128 + SIGKILL].contains(ending.code),
                        "seed \(seed), round \(round): \(ending.errorText)")
                    try await portal.change(
                        15, seed: seed * 100 + UInt64(round), kinds: Portal.datedChanges)
                }
                try await portal.setLatency(0)
                try await ledger.sync()
                for object in TrackedObject.all {
                    try await ledger.expectEqualsPortal(object, "seed \(seed)")
                }
                let events = try await ledger.events()
                #expect(events.map(\.sequence) == Array(1...events.count), "seed \(seed)")
                let created = events.filter { $0.kind == "created" }.map {
                    "\($0.object ?? "")/\($0.id ?? "")"
                }
                #expect(Set(created).count == created.count, "seed \(seed)")
                #expect(try await ledger.sync().events == 0, "seed \(seed)")
            }
        }

        /// The runs that committed something of a portal's records.
        private static func runs(_ events: [EventLine]) -> Set<Int> {
            Set(
                events.filter { event in TrackedObject.all.contains { $0.name == event.object } }
                    .map(\.run))
        }

        /// Syncs again and again, each run killed at a random instant, until one gets through.
        ///
        /// - Parameter latest: the latest instant after the start at which a run is killed.
        private func syncUnderFire(
            _ ledger: Ledger, _ latest: Duration, _ seed: UInt64
        ) async throws -> (report: SyncReport, kills: Int) {
            var random = SplitMix64(seed: seed)
            for kills in 0..<60 {
                let delay = latest * Double.random(in: 0.02...1, using: &random)
                let ending = try await ledger.run("sync", "--json", killedAfter: delay)
                if ending.code == 0 {
                    let report = try JSONDecoder().decode(SyncReport.self, from: ending.output)
                    return (report, kills)
                }
                let name = "seed \(seed), run \(kills + 1) killed after \(delay)"
                try #require(ending.code == 128 + SIGKILL, "\(name): \(ending.errorText)")
            }
            throw Program.TookTooLong(arguments: ["sync under fire, seed \(seed)"], errors: "")
        }

        /// Compares end state and events of a ledger that was killed with one that was not.
        @discardableResult
        private func expectEqual(
            _ ledger: Ledger, _ twin: Ledger, _ name: String
        ) async throws -> [EventLine] {
            for object in TrackedObject.all.map(\.name) + ["owners", "pipelines", "account"] {
                let printed = try await ledger.output("records", "--object", object, "--json")
                let expected = try await twin.output("records", "--object", object, "--json")
                #expect(printed.output == expected.output, "\(name): \(object)")
            }
            let events = try await ledger.events()
            #expect(events.map(\.sequence) == Array(1...events.count), "\(name)")
            let found = EventLine.contents(events)
            let expected = EventLine.contents(try await twin.events())
            if found != expected {
                let more = found.filter { $0.value > expected[$0.key] ?? 0 }.map { "\($0)" }
                let less = expected.filter { $0.value > found[$0.key] ?? 0 }.map { "\($0)" }
                Issue.record(
                    "\(name): more \(more.sorted().prefix(3)), less \(less.sorted().prefix(3))")
            }
            let frozen = ["HUBLEDGER_TEST_SEED": "1", "HUBLEDGER_TEST_CLOCK": Self.now]
            let metrics = try await ledger.run("metrics", environment: frozen)
            #expect(metrics.code == 0, "\(name): \(metrics.errorText)")
            try FileManager.default.removeItem(atPath: ledger.folder.path + "/data/views")
            let replayed = try await ledger.run("metrics", environment: frozen)
            #expect(metrics.output == replayed.output, "\(name): the states differ from the log")
            return events
        }
    }
}
