import Foundation
import LedgerTestSupport
import Testing

/// Green is proven: whatever goes wrong, it is not said while a record is missing.
extension EndToEnd {
    @Suite("The completeness verdict")
    struct VerdictTests {
        private static let faults = [
            "{\"fault\":\"itemErrors\",\"every\":4,\"routes\":[\"batch\"]}",
            "{\"fault\":\"itemErrors\",\"every\":5,\"routes\":[\"associations\"]}",
            "{\"fault\":\"status\",\"status\":500,\"routes\":[\"list\"],\"probability\":0.2}",
            "{\"fault\":\"duplicatedPage\",\"routes\":[\"list\"],\"probability\":0.3}",
            "{\"fault\":\"truncatedJSON\",\"routes\":[\"search\"],\"probability\":0.2}",
            "{\"fault\":\"wrongDate\",\"milliseconds\":7200000,\"probability\":0.5}",
        ]

        /// Live records of the portal which the ledger does not have.
        private func missing(
            _ timed: TimedLedger, _ object: TrackedObject
        ) async throws -> [RecordLine] {
            let known = Set(try await timed.ledger.records(object.name).map(\.id))
            return try await timed.portal.truth(object.name).filter { record in
                !record.archived && !known.contains(record.id)
            }
        }

        @Test func itIsNeverGreenWhileARecordIsMissing() async throws {
            let rounds =
                ProcessInfo.processInfo.environment["HUBLEDGER_LONG_TESTS"] == nil ? 14 : 80
            let seed: UInt64 = 561
            var random = SplitMix64(seed: seed)
            let timed = try await TimedLedger(
                scale: 0.01, seed: seed, configuration: Ledger.impatient)
            var (green, other, failed, missed) = (0, 0, 0, 0)
            for round in 1...rounds {
                let lag = UInt64.random(in: 0...50, using: &random) * 60_000
                try await timed.portal.control(
                    "PATCH", "settings", "{\"indexLagMilliseconds\":\(lag)}")
                try await timed.portal.control(
                    "POST", "random-changes",
                    "{\"count\":25,\"seed\":\(round),\"kinds\":[\"create\",\"logActivity\","
                        + "\"advanceContact\",\"archive\",\"merge\",\"restore\"]}")
                try await timed.advance(minutes: .random(in: 1...35, using: &random))
                let isFaulty = Bool.random(using: &random)
                if isFaulty, let fault = Self.faults.randomElement(using: &random) {
                    try await timed.portal.control("POST", "faults", fault)
                }
                let command = Int.random(in: 0..<4, using: &random) == 0 ? "reconcile" : "sync"
                let ending = try await timed.ledger.run(
                    command, environment: timed.environment())
                failed += ending.code == 0 ? 0 : 1
                if FileManager.default.fileExists(atPath: timed.ledger.folder.path + "/data/log") {
                    let status = try await timed.status()
                    for object in TrackedObject.all {
                        let all = try await missing(timed, object)
                        // What is newer than that rests on a search which may be late.
                        let proven = status.types[object.name]?.provenUpTo ?? ""
                        let ids = all.filter { ($0.createdAt ?? "") <= proven }.map(\.id)
                        let verdict = try #require(status.types[object.name]?.verdict)
                        green += verdict.state == "green" ? 1 : 0
                        other += verdict.state == "green" ? 0 : 1
                        missed += all.count
                        #expect(
                            verdict.state != "green" || ids.isEmpty,
                            "seed \(seed), round \(round), \(object.name): \(ids.prefix(3))")
                        #expect((verdict.state == "green") == verdict.reasons.isEmpty)
                    }
                }
                try await timed.portal.control("DELETE", "faults")
            }
            #expect(green > 0 && other > 0 && missed > 0, "\(green) \(other) \(failed) \(missed)")
            try await timed.portal.control("PATCH", "settings", "{\"indexLagMilliseconds\":0}")
            try await timed.advance(minutes: 90)
            try await timed.run("reconcile")
            try await timed.advance(minutes: 1)
            try await timed.run()
            let status = try await timed.status()
            #expect(status.verdict.state == "green", "\(status.verdict.reasons)")
            try await timed.expectEqual("after \(rounds) rounds")
        }

        @Test func aRecordThatCannotBeReadIsNamedUntilItIsRead() async throws {
            let timed = try await TimedLedger(seed: 562)
            try await timed.run()
            #expect(try await timed.status().verdict.state == "green")
            try await timed.advance(minutes: 10)
            try await timed.portal.touch("companies", 12, "\"industry\":\"RETAIL\"")
            try await timed.advance(minutes: 1)
            try await timed.portal.strike(
                "\"fault\":\"itemErrors\",\"every\":3,\"routes\":[\"batch\"]")
            let report = try await timed.run()
            #expect(report.verdict.state == "amber")
            var status = try await timed.status()
            let companies = try #require(status.types["companies"])
            #expect(companies.verdict.state == "amber")
            #expect(!companies.difference.waiting.isEmpty)
            #expect(companies.verdict.reasons[0].contains(companies.difference.waiting[0]))
            #expect(report.events == 12 - companies.difference.waiting.count)
            for (name, type) in status.types where name != "companies" {
                #expect(type.verdict.state == "green", "\(name): \(type.verdict.reasons)")
            }
            try await timed.portal.heal()
            try await timed.advance(minutes: 1)
            try await timed.run()
            status = try await timed.status()
            #expect(status.verdict.state == "green", "\(status.verdict.reasons)")
            try await timed.expectEqual()
        }

        @Test func aProofGrowsOldAndIsRedOrAmberBeforeItIsMade() async throws {
            let timed = try await TimedLedger(scale: 0.03, seed: 563)
            try await timed.portal.strike(
                "\"fault\":\"status\",\"status\":400,\"routes\":[\"list\"],\"types\":[\"tasks\"],"
                    + "\"skip\":1")
            let ending = try await timed.ledger.run("sync", environment: timed.environment())
            #expect(ending.code == 70)
            #expect(try await timed.status().types["tasks"]?.verdict.state == "red")
            try await timed.portal.heal()
            try await timed.run()
            #expect(try await timed.status().verdict.state == "green")
            try await timed.advance(minutes: 24 * 60 + 1)
            let old = try await timed.status()
            #expect(old.verdict.state == "amber")
            #expect(old.verdict.reasons.allSatisfy { $0.contains("compared whole since") })
            try await timed.run()
            #expect(try await timed.status().verdict.state == "green")
        }

        @Test func recordsThatHubSpotCountsAndNobodyHasSeenAreSaid() async throws {
            let timed = try await TimedLedger(seed: 564)
            try await timed.run()
            try await timed.advance(minutes: 30)
            // Five are created without the search ever showing them as modified since.
            for number in 0..<5 {
                try await timed.portal.control(
                    "POST", "records/companies",
                    "{\"properties\":{\"name\":\"Unseen \(number)\"}}")
            }
            struct Touched: Decodable { let touched: Int }
            let last = try #require(try await timed.ledger.records("companies").last?.id)
            try await timed.portal.touch(
                "companies", 5, after: last, at: "2025-01-01T00:00:00.000Z", "")
            try await timed.advance(minutes: 61)
            #expect(try await timed.run().events == 0)
            let companies = try #require(try await timed.status().types["companies"])
            #expect(companies.verdict.state == "amber")
            #expect(companies.difference.unexplained == 5)
            try await timed.run("reconcile")
            #expect(try await timed.status().types["companies"]?.verdict.state == "green")
            try await timed.expectEqual()
        }
    }

    @Suite("The plan of a run")
    struct PlanTests {
        private struct Plan: Decodable {
            let pass: String
            let passes: [String]
            let requests: [String: Int]
            let requestsTotal: Int
        }

        private func plan(_ timed: TimedLedger) async throws -> Plan {
            let ending = try await timed.ledger.run(
                "sync", "--plan", "--json", environment: timed.environment())
            #expect(ending.code == 0, "\(ending.errorText)")
            return try JSONDecoder().decode(Plan.self, from: ending.output)
        }

        @Test func thePlanIsWhatTheRunThenAsksFor() async throws {
            let timed = try await TimedLedger(scale: 0.05, seed: 571)
            for (minutes, passes) in [
                (0.0, ["backfill"]), (5, ["refresh"]), (61, ["refresh", "trailing"]),
                (24 * 60, ["refresh", "trailing", "reconcile"]), (3, ["refresh"]),
            ] {
                try await timed.advance(minutes: minutes)
                let plan = try await plan(timed)
                #expect(plan.passes == passes)
                try await timed.portal.forgetRequests()
                let report = try await timed.run()
                #expect(report.requests.byKind == plan.requests, "\(passes)")
                #expect(try await timed.portal.requests().total == plan.requestsTotal)
            }
        }
    }
}
