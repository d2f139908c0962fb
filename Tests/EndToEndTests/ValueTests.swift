import Foundation
import Testing

/// What HubSpot writes in many forms is one value; what is one value is never another.
extension EndToEnd {
    @Suite("Values")
    struct ValueTests {
        private static func past() -> String {
            Date(timeIntervalSinceNow: -6 * 3_600).ISO8601Format()
        }

        @Test func nullEmptyAndAbsentAreOneAndMakeNoEvent() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 821, now: Self.past()))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let log = try await ledger.output("log", "--json").output
            for missing in ["null", "empty", "absent"] {
                for name in ["hs_lead_status", "hubspot_owner_id", "notes_last_contacted"] {
                    try await portal.control(
                        "PATCH", "properties/contacts/\(name)", "{\"missing\":\"\(missing)\"}")
                }
                try await portal.touch("contacts", 446, "")
                try await portal.advance("10m")
                let report = try await ledger.sync()
                #expect(report.records["contacts"] ?? 0 >= 446, "\(missing)")
                #expect(report.events == 0, "\(missing)")
                #expect(try await ledger.output("log", "--json").output == log, "\(missing)")
            }
            try await ledger.expectEqualsPortal(.all[0])
        }

        @Test func aClearedValueIsOneEventHoweverItIsCleared() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 822, now: Self.past()))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let id = try #require(try await portal.truth("contacts").first?.id)
            var before = try await ledger.events().count
            let steps = [("\"Ana\"", 1), ("\"\"", 1), ("null", 0), ("\"Bo\"", 1), ("null", 1)]
            for (value, expected) in steps {
                try await portal.control(
                    "PATCH", "records/contacts/\(id)", "{\"properties\":{\"firstname\":\(value)}}")
                try await portal.advance("10m")
                #expect(try await ledger.sync().events == expected, "\(value)")
                let found = try await ledger.events().dropFirst(before).filter { $0.id == id }
                #expect(found.count == expected, "\(value)")
                let after = found.first?.changes?.first { $0.property == "firstname" }?.after
                if expected > 0 {
                    #expect(
                        after
                            == (value == "\"\"" || value == "null"
                                ? nil : String(value.dropFirst().dropLast())))
                }
                before = try await ledger.events().count
            }
            try await ledger.expectEqualsPortal(.all[0])
        }

        @Test func idsThatNoDoubleCanHoldSurviveEveryRequest() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 823, now: Self.past()))
            let ids = ["9007199254740993", "9007199254740995", "9223372036854775783"]
            let ledger = try Ledger(portal)
            func make(_ rounds: ArraySlice<String>) async throws {
                for id in rounds {
                    try await portal.control(
                        "POST", "records/contacts",
                        "{\"id\":\"\(id)\",\"properties\":{\"firstname\":\"\(id)\"}}")
                    try await portal.control(
                        "POST", "records/deals",
                        """
                        {"id":"\(id)","properties":{"dealname":"\(id)"},
                         "associations":[{"type":"contacts","id":"\(id)"}]}
                        """)
                }
                try await portal.advance("10m")
            }
            // One by the list and one by the search; then both are changed.
            try await make(ids[0...0])
            try await ledger.sync()
            try await make(ids[1...2])
            try await ledger.sync()
            for id in ids {
                try await portal.control(
                    "PATCH", "records/deals/\(id)", "{\"properties\":{\"amount\":\"12.5\"}}")
            }
            try await portal.advance("10m")
            #expect(try await ledger.sync().events >= 3)
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            for deal in try await ledger.records("deals") where ids.contains(deal.id) {
                #expect(deal.associations["contacts"]?.map(\.id) == [deal.id])
            }
        }

        // MARK: - The same in figures

        private static let frozen = Date().ISO8601Format()

        /// The metrics of a portal whose first deals are changed in one way, without the hash of
        /// the log, which tells the ways apart.
        private static func metrics(_ changes: [[String: String]]) async throws -> String {
            let portal = try await Portal(.init(scale: 0.1, seed: 824, now: frozen))
            try await portal.control(
                "PATCH", "account", "{\"timeZone\":\"America/Los_Angeles\"}")
            let deals = try await portal.truth("deals").filter { !$0.archived }.map(\.id).sorted()
            for (id, values) in zip(deals, changes) {
                let body = try JSONEncoder().encode(["properties": values])
                try await portal.control(
                    "PATCH", "records/deals/\(id)", String(decoding: body, as: UTF8.self))
            }
            let ledger = try Ledger(
                portal,
                environment: ["HUBLEDGER_TEST_SEED": "7", "HUBLEDGER_TEST_CLOCK": frozen])
            try await ledger.output("sync", "--only", "deals")
            try await ledger.expectEqualsPortal(.all[2])
            let document = try JSONSerialization.jsonObject(with: try await ledger.metrics())
            var members = try #require(document as? [String: Any])
            members["logHash"] = nil
            let data = try JSONSerialization.data(
                withJSONObject: members, options: [.sortedKeys, .prettyPrinted])
            return String(decoding: data, as: UTF8.self)
        }

        private static func expectEqual(_ left: String, _ right: String, _ name: String) {
            let pairs = zip(left.split(separator: "\n"), right.split(separator: "\n"))
            let different = pairs.filter { $0 != $1 }.map { "\($0) against \($1)" }
            #expect(different.isEmpty, "\(name): \(different.prefix(5))")
        }

        @Test(.timeLimit(.minutes(3)))
        func aDateCountsTheSameInEveryFormAndABareOneOnItsOwnDay() async throws {
            func ways(_ first: String, _ second: String) -> [[String: String]] {
                [["closedate": first], ["closedate": second]]
            }
            // The first instants of two days in Los Angeles, in summer and in winter time.
            let instants = try await Self.metrics(
                ways("2026-10-01T07:00:00.000Z", "2026-02-01T08:00:00Z"))
            let epochs = try await Self.metrics(ways("1790838000000", "1769932800000"))
            let bare = try await Self.metrics(ways("2026-10-01", "2026-02-01"))
            let others = try await Self.metrics(ways("2026-09-30", "2026-01-31"))
            Self.expectEqual(instants, epochs, "epoch milliseconds")
            Self.expectEqual(instants, bare, "bare dates")
            #expect(instants != others)
        }

        @Test(.timeLimit(.minutes(3)))
        func aBinaryExpansionCountsAsTheDecimalItStandsFor() async throws {
            let plain = try await Self.metrics([
                ["amount": "1200.1", "hs_deal_stage_probability": "0.2"], ["amount": "0.3"],
            ])
            let expanded = try await Self.metrics([
                [
                    "amount": "1200.09999999999990905052982270717620849609375",
                    "hs_deal_stage_probability":
                        "0.200000000000000011102230246251565404236316680908203125",
                ], ["amount": "0.299999999999999988897769753748434595763683319091796875"],
            ])
            let other = try await Self.metrics([["amount": "1200.09"], ["amount": "0.3"]])
            Self.expectEqual(plain, expanded, "binary expansions")
            #expect(plain != other)
        }
    }
}
