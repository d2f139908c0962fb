import Foundation
import Testing

/// Thousands of records share one stamp, and a search ends at 10,000: neither may be noticed.
extension EndToEnd {
    @Suite("Ties and walls")
    struct WallTests {
        /// The portal lives hours behind the machine, so that its clock can be moved on between
        /// runs and is still what counts.
        private static func past() -> String {
            Date(timeIntervalSinceNow: -6 * 3_600).ISO8601Format()
        }

        private static func addContacts(_ count: Int, to portal: Portal) async throws {
            try await portal.control(
                "POST", "records/contacts/many",
                "{\"count\":\(count),\"properties\":{\"firstname\":\"Made\"}}")
            try await portal.advance("30m")
        }

        @Test(.timeLimit(.minutes(5)))
        func tiesOfTwentyFiveThousandAndBothSidesOfTheWallCostTheirPagesAndNoMore() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 801, now: Self.past()))
            try await Self.addContacts(24_700, to: portal)
            let ledger = try Ledger(portal)
            try await ledger.sync(deadline: .seconds(200))
            var events = 0
            // Among others: some with stamps of their own come before and behind the ties.
            for (round, ties, others) in [(1, 25_000, 130), (2, 10_000, 0), (3, 10_001, 7)] {
                try await portal.advance("10m")
                if others > 0 {
                    let (_, last) = try await portal.touch(
                        "contacts", others / 2 + 1, "\"lastname\":\"Before \(round)\"")
                    try await portal.advance("1m")
                    try await portal.touch(
                        "contacts", ties, after: last, "\"lastname\":\"Tied \(round)\"")
                    try await portal.advance("1m")
                    try await portal.touch(
                        "contacts", others / 2, "\"lastname\":\"Behind \(round)\"")
                } else {
                    try await portal.touch("contacts", ties, "\"lastname\":\"Tied \(round)\"")
                }
                try await portal.advance("10m")
                try await portal.forgetRequests()
                let report = try await ledger.sync(deadline: .seconds(200))
                // The first of the others is among those that are stamped again behind the ties.
                let changed = ties + (others > 0 ? others / 2 + 1 : 0)
                #expect(report.events == changed, "round \(round)")
                let asked = try await portal.requests().byObject
                #expect(asked["search contacts"] == (changed + 199) / 200, "round \(round)")
                #expect(asked["batch contacts"] == (changed + 99) / 100, "round \(round)")
                #expect(asked["associations contacts"] == (changed + 999) / 1_000)
                #expect(try await portal.shapes().violations == [], "round \(round)")
                #expect(report.requests.retries == 0)
                events += changed
            }
            try await ledger.expectEqualsPortal(.all[0])
            let after = try await ledger.sync()
            #expect(after.events == 0)
            #expect(events == 25_066 + 10_000 + 10_005)
        }

        @Test func aPageEdgeAmongTiesLosesNothing() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 802, now: Self.past()))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            // Three runs of ties; the edges of pages of 200 lie inside of two of them.
            for (count, name) in [(446, "A"), (350, "B"), (150, "C")] {
                try await portal.advance("20m")
                try await portal.touch("contacts", count, "\"lastname\":\"\(name)\"")
                try await portal.advance("10m")
                let report = try await ledger.sync()
                #expect(report.events == count)
                try await ledger.expectEqualsPortal(.all[0], name)
            }
        }

        @Test(.timeLimit(.minutes(3)))
        func recordsStampedAgainWhileTheirPagesAreReadAreAllFoundInTheEnd() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 803, now: Self.past()))
            try await Self.addContacts(2_600, to: portal)
            // Neither the overlap nor settling helps: the pages are far apart in time.
            let ledger = try Ledger(portal, configuration: Ledger.fast + "sync:\n  overlap: 1s\n")
            try await ledger.sync()
            try await portal.touch("contacts", 3_000, "\"lastname\":\"Before\"")
            try await portal.advance("10m")
            // After each page some of what was read, and of what was not, moves on.
            for (index, after) in [0, 151_203_400_900, 151_203_402_500].enumerated() {
                for route in ["search", "batch"] {
                    try await portal.strike(
                        """
                        "fault":"control","routes":["\(route)"],"types":["contacts"],\
                        "skip":\(index * 3),"count":6,"call":{"path":"touch","body":{\
                        "type":"contacts","count":400,"after":"\(after)",\
                        "properties":{"lastname":"During \(route) \(index)"}}}
                        """)
                    try await portal.strike(
                        """
                        "fault":"control","routes":["\(route)"],"types":["contacts"],\
                        "call":{"path":"clock","body":{"advance":"40s"}}
                        """)
                }
            }
            try await portal.forgetRequests()
            let during = try await ledger.sync()
            // What moves on before its page comes is past the end of this run's window.
            #expect(during.events > 1_000)
            #expect(try await portal.struck()["control"] ?? 0 > 30)
            try await portal.heal()
            try await portal.advance("10m")
            let second = try await ledger.sync()
            #expect(second.events > 0)
            try await ledger.expectEqualsPortal(.all[0])
            #expect(try await portal.shapes().violations == [])
            ledger.expectEachOnce(try await ledger.events(), "stamped again while read")
            try await portal.advance("10m")
            #expect(try await ledger.sync().events == 0)
        }

        @Test func aBackfillOfAPortalThatMovesIsMadeGoodByTheNextRefresh() async throws {
            let portal = try await Portal(.init(scale: 0.02, seed: 804, now: Self.past()))
            let kinds = Portal.datedChanges.joined(separator: "\",\"")
            for seed in 0..<12 {
                try await portal.strike(
                    """
                    "fault":"control","routes":["list","batch","associations"],"skip":\(seed * 3),\
                    "count":1,"call":{"path":"random-changes","body":{"count":15,\
                    "seed":\(seed),"kinds":["\(kinds)"],"spacingMilliseconds":300}}
                    """)
            }
            let ledger = try Ledger(portal)
            try await ledger.sync()
            #expect(try await portal.struck() == ["control": 12])
            try await portal.heal()
            try await portal.advance("10m")
            #expect(try await ledger.sync().events > 0)
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            ledger.expectEachOnce(try await ledger.events(), "a portal that moves")
        }

        @Test func manyPropertiesMakeNoRequestLongerThanHubSpotTakes() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 805))
            let names = (0..<220).map { "quite_a_long_name_of_a_custom_property_\($0)" }
            for name in names.prefix(3) {
                try await portal.control(
                    "POST", "properties/contacts",
                    "{\"name\":\"\(name)\",\"label\":\"\(name)\",\"type\":\"string\"}")
            }
            try await portal.touch("contacts", 120, "\"\(names[1])\":\"kept\"")
            let list = names.map { "      - \($0)\n" }.joined()
            let ledger = try Ledger(
                portal, configuration: Ledger.fast + "  extraProperties:\n    contacts:\n" + list)
            try await ledger.sync()
            try await portal.advance("10m")
            try await portal.touch("contacts", 150, "\"\(names[2])\":\"too\"")
            try await portal.advance("10m")
            #expect(try await ledger.sync().events == 150)
            #expect(try await portal.shapes().violations == [])
            let records = try await ledger.records("contacts")
            #expect(records.filter { $0.properties[names[1]] == "kept" }.count == 120)
            #expect(records.filter { $0.properties[names[2]] == "too" }.count == 150)
        }
    }
}
