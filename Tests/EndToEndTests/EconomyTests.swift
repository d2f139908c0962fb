import Foundation
import Testing

/// What a run asks for against the least that HubSpot's page sizes allow.
extension EndToEnd {
    @Suite("Economy")
    struct EconomyTests {
        private static let objects = TrackedObject.all.map(\.name)

        /// The least number of requests of a refresh that finds so many changed records of each
        /// type: searches of 200, one at least; batches of 100, of 50 with history; links of 1,000
        /// in each direction that is read from the type.
        private static func floor(_ changes: [String: Int]) -> Int {
            TrackedObject.all.reduce(0) { sum, object in
                let count = changes[object.name] ?? 0
                func pages(_ size: Int) -> Int { (count + size - 1) / size }
                let batch = object.name == "deals" ? 50 : 100
                return sum + max(1, pages(200)) + pages(batch) + object.links.count * pages(1_000)
            }
        }

        private static func spread(_ count: Int) -> [String: Int] {
            var changes: [String: Int] = [:]
            for index in 0..<count { changes[objects[index % objects.count], default: 0] += 1 }
            return changes
        }

        /// A value that is read of each type, so that each change is an event.
        private static func value(_ object: String, _ number: Int) -> String {
            switch object {
            case "contacts": "\"lastname\":\"N\(number)\""
            case "companies": "\"name\":\"N\(number)\""
            case "deals": "\"dealname\":\"N\(number)\""
            case "tasks": "\"hs_task_subject\":\"N\(number)\""
            default: "\"hs_timestamp\":\"2026-03-\(10 + number)T10:00:00.000Z\""
            }
        }

        @Test(.timeLimit(.minutes(3)))
        func aRefreshMakesTheLeastRequestsThereAre() async throws {
            let past = Date(timeIntervalSinceNow: -24 * 3_600).ISO8601Format()
            let portal = try await Portal(.init(scale: 0.01, seed: 851, now: past))
            for object in Self.objects {
                let count = ["contacts", "deals"].contains(object) ? 1_000 : 200
                try await portal.control(
                    "POST", "records/\(object)/many", "{\"count\":\(count),\"properties\":{}}")
            }
            try await portal.advance("1h")
            let ledger = try Ledger(portal)
            try await ledger.sync()
            var cases: [([String: Int], goal: Int?)] = [
                ([:], 8), (["contacts": 1_000], 24), (["deals": 1_000], nil),
                (Self.spread(50), nil), (Self.spread(1_000), nil),
            ]
            // The dearest type is read with history and in two directions of links.
            cases += Self.objects.map { ([$0: 50], 11) }
            for (number, (changes, goal)) in cases.enumerated() {
                for (object, count) in changes {
                    try await portal.touch(object, count, Self.value(object, number))
                }
                try await portal.advance("10m")
                try await portal.forgetRequests()
                let report = try await ledger.sync()
                let asked = try await portal.requests()
                let events = changes.values.reduce(0, +)
                #expect(report.events == events, "\(changes)")
                #expect(asked.total == Self.floor(changes), "\(changes): \(asked.byObject)")
                #expect(report.requests.total == asked.total)
                if let goal { #expect(asked.total <= goal, "\(changes)") }
            }
        }

        private struct Counters: Decodable {
            let total: Int
            let maxConcurrent: Int
            let byStatus: [String: Int]
        }

        @Test(.timeLimit(.minutes(3)))
        func aBackfillUnderLimitsAndLatencyIsBoundByItsLongestChain() async throws {
            let portal = try await Portal(.init(scale: 0.05, seed: 852))
            try await portal.control("PATCH", "settings", "{\"enforcesRateLimits\":true}")
            try await portal.setLatency(200)
            let ledger = try Ledger(portal, configuration: "{}")
            let report = try await ledger.sync()
            let asked = try await portal.control("GET", "requests", as: Counters.self)
            #expect(asked.byStatus["429"] == nil)
            #expect(asked.maxConcurrent > 4)
            // One after another they would take this long.
            let serial = Double(asked.total) * 0.2
            #expect(report.seconds < serial * 0.8, "\(asked.total) requests")
        }

        @Test func aPlanSaysWhatTheFirstRunThenAsks() async throws {
            let portal = try await Portal(.init(scale: 0.05, seed: 853))
            let ledger = try Ledger(portal)
            struct Plan: Decodable {
                let requests: [String: Int]
            }
            let told = try await ledger.output("sync", "--plan", "--json").output
            let plan = try JSONDecoder().decode(Plan.self, from: told).requests
            let report = try await ledger.sync()
            let (planned, made) = (plan.values.reduce(0, +), report.requests.total)
            #expect(planned >= made && planned <= made + 8, "\(plan), \(report.requests.byKind)")
        }
    }
}
