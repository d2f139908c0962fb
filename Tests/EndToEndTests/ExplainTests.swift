import Foundation
import Testing

/// Where figures come from, asked of the program.
extension EndToEnd {
    @Suite("Explanations and bridges")
    struct ExplainTests {
        private static let frozen = [
            "HUBLEDGER_TEST_SEED": "9", "HUBLEDGER_TEST_CLOCK": "2026-11-22T15:00:00.000Z",
        ]

        private static func ledger() async throws -> Ledger {
            let portal = try await Portal(
                .init(scale: 0.05, seed: 91, now: "2026-11-22T14:30:00.000Z"))
            let ledger = try Ledger(portal, environment: frozen)
            try await ledger.sync()
            try await portal.change(80, seed: 91)
            try await ledger.sync()
            return ledger
        }

        private struct Explanation: Decodable {
            struct Row: Decodable {
                struct Event: Decodable {
                    let sequence: Int
                    let observedTime: String
                }

                let object: String
                let id: String
                let contribution: Double
                let events: [Event]
            }

            struct Excluded: Decodable {
                let object: String
                let id: String
                let reason: String
            }

            let metric: String
            let period: String?
            let value: Double?
            let formula: String
            let counted: [Row]
            let excluded: [Excluded]
        }

        @Test func aFigureIsTheSumOfTheRecordsThatAreListedWithTheirEvents() async throws {
            let ledger = try await Self.ledger()
            let document = try #require(
                try JSONSerialization.jsonObject(with: await ledger.metrics()) as? [String: Any])
            let pipeline = try #require(document["pipeline"] as? [String: Any])
            for (path, value) in [
                ("pipeline.openDeals", pipeline["openDeals"]),
                ("pipeline.openAmount", pipeline["openAmount"]),
            ] {
                let ending = try await ledger.output("explain", path, "--json")
                let explanation = try JSONDecoder().decode(Explanation.self, from: ending.output)
                #expect(explanation.metric == path)
                #expect(explanation.period == nil)
                #expect(explanation.value == (value as? NSNumber)?.doubleValue)
                #expect(explanation.value == explanation.counted.reduce(0) { $0 + $1.contribution })
                #expect(explanation.counted.allSatisfy { !$0.events.isEmpty })
                let deals = try await ledger.records("deals")
                #expect(explanation.counted.count + explanation.excluded.count == deals.count)
            }
            let rate = try await ledger.output(
                "explain", "pipeline.winRate", "--period", "allTime", "--json")
            let explanation = try JSONDecoder().decode(Explanation.self, from: rate.output)
            #expect(explanation.period == "allTime")
            #expect(explanation.formula.contains("won"))
            let text = try await ledger.output("explain", "target.model.required.leads").text
            #expect(text.contains("target.model.required.leads = "))
        }

        @Test func anUnknownMetricExits65WithTheNearestAndAnUnknownPeriod64() async throws {
            let ledger = try await Self.ledger()
            let unknown = try await ledger.run("explain", "pipeline.winrate")
            #expect(unknown.code == 65)
            #expect(unknown.errorText.contains("pipeline.winRate"))
            #expect(unknown.errorLines.count == 1)
            #expect(unknown.text == "")
            let period = try await ledger.run("explain", "pipeline.winRate", "--period", "today")
            #expect(period.code == 64)
            #expect(period.errorText.contains("thisWeek"))
            let beyond = try await ledger.run(
                "explain", "pipeline.winRate", "--sequence", "99999999")
            #expect(beyond.code == 65)
        }

        private struct Bridge: Decodable {
            struct Bucket: Decodable, Equatable {
                let deals: Int
                let amount: Double
            }

            struct Step: Decodable {
                struct Event: Decodable { let sequence: Int }

                let bucket: String
                let amount: Double
                let events: [Event]
            }

            struct Deal: Decodable {
                let id: String
                let steps: [Step]
            }

            let from: String
            let to: String
            let net: [String: Bucket]
            let gross: [String: Bucket]
            let deals: [Deal]
        }

        private struct Movements: Decodable {
            struct Pipeline: Decodable { let movement: [String: Movement?] }

            struct Movement: Decodable {
                let from: String
                let to: String
                let whole: [String: Bridge.Bucket]
            }

            let pipeline: Pipeline
        }

        @Test func overThePeriodsTheBridgeIsTheMovementOfTheDocument() async throws {
            let ledger = try await Self.ledger()
            let document = try JSONDecoder().decode(Movements.self, from: await ledger.metrics())
            var steps = 0
            for (period, movement) in document.pipeline.movement {
                guard let movement else { continue }
                let ending = try await ledger.output(
                    "bridge", "--from", movement.from, "--to", movement.to, "--json")
                let bridge = try JSONDecoder().decode(Bridge.self, from: ending.output)
                #expect(bridge.net == movement.whole, "\(period)")
                #expect(bridge.from == movement.from && bridge.to == movement.to)
                #expect(bridge.gross["closing"] == bridge.net["closing"])
                let told = bridge.deals.flatMap(\.steps)
                for (bucket, total) in bridge.gross where !["opening", "closing"].contains(bucket) {
                    let of = told.filter { $0.bucket == bucket }
                    #expect(of.count == total.deals)
                    #expect(abs(of.reduce(0) { $0 + $1.amount } - total.amount) < 0.005)
                }
                steps += told.filter { !$0.events.isEmpty }.count
            }
            #expect(steps > 0)
        }

        @Test func instantsThatCannotBeBridgedAreRefused() async throws {
            let ledger = try await Self.ledger()
            let backwards = try await ledger.run(
                "bridge", "--from", "2026-06-01", "--to", "2026-05-01")
            #expect(backwards.code == 64)
            let future = try await ledger.run(
                "bridge", "--from", "2027-06-01", "--to", "2027-07-01")
            #expect(future.code == 65)
            #expect(future.errorText.contains("2026-11-22T15:00:00.000Z"))
            let malformed = try await ledger.run("bridge", "--from", "May", "--to", "2026-05-01")
            #expect(malformed.code == 64)
            #expect(malformed.errorText.contains("--from \"May\""))
            let text = try await ledger.output(
                "bridge", "--from", "2026-01-01", "--to", "2026-11-01"
            ).text
            #expect(text.contains("opening") && text.contains("closing"))
        }
    }
}
