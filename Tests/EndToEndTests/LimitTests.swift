import Foundation
import LedgerTestSupport
import Testing

/// Quotas, clocks and addresses that are not what they should be.
extension EndToEnd {
    @Suite("Limits and clocks")
    struct LimitTests {
        private static func past(_ hours: Double = 6) -> Date {
            Date(timeIntervalSinceNow: -hours * 3_600)
        }

        /// Reads the whole portal, or what can be read of it.
        private static func expectEqual(_ ledger: Ledger, _ name: String) async throws {
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object, name) }
        }

        // MARK: - Limits

        @Test(arguments: [UInt64(831), 832])
        func theQuotaOfTheDayStopsTheRunUntilTheAccountsMidnight(seed: UInt64) async throws {
            let portal = try await Portal(
                .init(scale: 0.02, seed: seed, now: Self.past(24 * 20).ISO8601Format()))
            try await portal.control(
                "PATCH", "account", "{\"timeZone\":\"America/Los_Angeles\"}")
            // The simulator gives every other refusal a Retry-After: one of the two seeds has none.
            let quota = seed == 831 ? 20 : 21
            try await portal.control(
                "PATCH", "settings", "{\"enforcesRateLimits\":true,\"daily\":\(quota)}")
            let ledger = try Ledger(portal)
            var days = 0
            while true {
                try await portal.forgetRequests()
                let ending = try await ledger.run("sync", "--json")
                if ending.code == 0 { break }
                days += 1
                #expect(ending.code == 75, "\(ending.errorText)")
                #expect(ending.text == "")
                let sentence = try #require(ending.errorLines.last)
                #expect(sentence.contains("requests of the day are used up"), "\(sentence)")
                // Midnight of Los Angeles, in either half of the year.
                let midnight = #/until \d{4}-\d\d-\d\dT0[78]:00:0\d/#
                #expect(sentence.firstMatch(of: midnight) != nil, "\(sentence)")
                // Nothing is asked again; what was under way is refused as well.
                let asked = try await portal.requests().total
                #expect(asked <= quota + 16)
                try #require(days < 20)
                try await portal.advance("1d")
            }
            #expect(days > 1)
            try await portal.control("PATCH", "settings", "{\"enforcesRateLimits\":false}")
            try await portal.advance("10m")
            try await ledger.sync()
            try await Self.expectEqual(ledger, "after \(days) days")
            ledger.expectEachOnce(try await ledger.events(), "after \(days) days")
        }

        @Test func theLimitsOfHubSpotAreKeptWithoutARefusal() async throws {
            let portal = try await Portal(.init(scale: 0.05, seed: 833))
            try await portal.control("PATCH", "settings", "{\"enforcesRateLimits\":true}")
            let ledger = try Ledger(portal, configuration: "{}")
            let report = try await ledger.sync()
            #expect(report.requests.retries == 0)
            #expect(report.requests.total > 60)
            try await Self.expectEqual(ledger, "under limits")
        }

        @Test func aStormOfRefusalsIsWaitedOutAsLongAsItSays() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 834))
            let ledger = try Ledger(portal, configuration: Ledger.impatient)
            try await ledger.sync()
            try await portal.touch("deals", 50, "\"amount\":\"77\"")
            try await portal.advance("1m")
            for (index, after) in ["\"1\"", "\"1000\"", "\"later\"", "null"].enumerated() {
                try await portal.strike(
                    """
                    "fault":"status","status":429,"retryAfter":\(after),"probability":0.5,\
                    "seed":\(index),"count":3
                    """)
            }
            let report = try await ledger.sync()
            let struck = try await portal.struck()["status"] ?? 0
            #expect(struck > 3)
            #expect(report.requests.retries == struck)
            try await portal.heal()
            try await Self.expectEqual(ledger, "after the storm")
        }

        // MARK: - Addresses

        @Test func aRedirectIsNotFollowedAndTheTokenGoesNowhereElse() async throws {
            let seen = Recorder<String>()
            let elsewhere = try LoopbackServer { request, connection in
                _ = seen.record(request.header("Authorization") ?? "no token")
                connection.respond(text: "{\"results\":[],\"total\":0}")
            }
            let portal = try await Portal(.init(scale: 0.01, seed: 835))
            let ledger = try Ledger(portal, configuration: Ledger.impatient)
            for _ in 0..<2 {
                for route in ["account", "owners", "search", "list", "batch"] {
                    try await portal.strike(
                        """
                        "fault":"redirect","value":"\(elsewhere.url)/crm","routes":["\(route)"],\
                        "count":1
                        """)
                    let ending = try await ledger.run("sync")
                    let struck = try await portal.struck()["redirect"] ?? 0
                    #expect(ending.code == (struck == 0 ? 0 : 69), "\(route)")
                    if struck > 0 { #expect(ending.errorText.contains("status 302"), "\(route)") }
                    try await portal.heal()
                    try await portal.touch("contacts", 10, "\"firstname\":\"\(UUID())\"")
                    try await portal.advance("1m")
                }
            }
            try await ledger.sync()
            #expect(elsewhere.connectionsAccepted == 0)
            #expect(seen.elements.isEmpty)
            try await Self.expectEqual(ledger, "after redirects")
        }

        @Test func anAddressWhereNobodyListensIsSaidSoonAndChangesNothing() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 836))
            // The limits of every operator: no configuration makes the pauses short.
            let ledger = try Ledger(portal, configuration: "{}")
            for address in ["http://127.0.0.1:1", "https://nowhere.invalid"] {
                let ending = try await ledger.run(
                    "sync", environment: ["HUBSPOT_BASE_URL": address], deadline: .seconds(9))
                #expect(ending.code == 69)
                #expect(ending.errorText.contains("HUBSPOT_BASE_URL"), "\(ending.errorText)")
            }
            let files = try ledger.folder.files().keys.filter { $0.hasPrefix("data") }
            #expect(files == [])
            try await ledger.sync()
        }

        // MARK: - Slowness and size

        @Test(arguments: [
            "\"fault\":\"stall\",\"milliseconds\":2500",
            "\"fault\":\"slowBody\",\"bytesPerSecond\":50",
        ])
        func anAnswerThatDoesNotComeIsGivenUpAndAskedForAgain(fault: String) async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 837))
            let ledger = try Ledger(portal, configuration: Ledger.hasty)
            try await ledger.sync()
            try await portal.touch("contacts", 20, "\"firstname\":\"\(UUID())\"")
            try await portal.advance("1m")
            let struck = "\(fault),\"routes\":[\"batch\"],\"types\":[\"contacts\"]"
            let before = try await ledger.output("log", "--json").output
            try await portal.strike(struck)
            try await portal.forgetRequests()
            let ending = try await ledger.run("sync")
            #expect(ending.code == 69, "\(ending.errorText)")
            #expect(ending.errorText.contains("batchRead of contacts"), "\(ending.errorText)")
            #expect(try await portal.requests().byObject["batch contacts"] == 6)
            #expect(try await ledger.output("log", "--json").output == before)
            try await portal.heal()
            try await portal.strike(struck + ",\"count\":2")
            let report = try await ledger.sync()
            #expect(report.requests.retries == 2)
            #expect(report.events == 20)
            try await Self.expectEqual(ledger, "after slowness")
        }

        @Test func fiveMegabytesInOneValueAreAValue() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 838))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let id = try #require(try await portal.truth("contacts").first?.id)
            let huge = String(repeating: "å\\n\"x", count: 1_000_000)
            let body = try JSONEncoder().encode(["properties": ["firstname": huge]])
            try ledger.folder.write(String(decoding: body, as: UTF8.self), to: "huge.json")
            try await portal.control(
                "PATCH", "records/contacts/\(id)", "@\(ledger.folder.path)/huge.json")
            try await portal.advance("1m")
            #expect(try await ledger.sync().events == 1)
            try await Self.expectEqual(ledger, "five megabytes")
            try await portal.control(
                "PATCH", "records/contacts/\(id)", "{\"properties\":{\"firstname\":\"Short\"}}")
            try await portal.advance("1m")
            #expect(try await ledger.sync().events == 1)
            try await Self.expectEqual(ledger, "short again")
            let events = try await ledger.events().filter { $0.id == id }
            let change = try #require(events.last?.changes?.first { $0.property == "firstname" })
            #expect(change.before == huge)
            #expect(change.after == "Short")
        }

        // MARK: - Clocks

        /// Hours by which the machine's clock is off, and what the header `Date` says.
        private struct Clocks {
            let local: Double
            /// Members of a rule for the header; nil leaves it right.
            let header: String?

            var name: String { "local \(local) h, header \(header ?? "right")" }
        }

        private static func runs(
            _ clocks: [Clocks], seed: UInt64
        ) async throws {
            let portal = try await Portal(
                .init(scale: 0.01, seed: seed, now: past(100).ISO8601Format()))
            let ledger = try Ledger(portal)
            for (round, clock) in clocks.enumerated() {
                if let header = clock.header {
                    try await portal.strike("\"fault\":\"wrongDate\",\(header)")
                }
                let now = try Date.ISO8601FormatStyle(includingFractionalSeconds: true)
                    .parse(try await portal.now())
                let local = now.addingTimeInterval(clock.local * 3_600).ISO8601Format()
                let ending = try await ledger.run(
                    "sync", "--json",
                    environment: [
                        "HUBLEDGER_TEST_SEED": "\(round)", "HUBLEDGER_TEST_CLOCK": local,
                    ])
                #expect(ending.code == 0, "\(clock.name): \(ending.errorText)")
                try await portal.heal()
                try await expectEqual(ledger, "round \(round), \(clock.name)")
                try await portal.change(
                    20, seed: seed * 100 + UInt64(round), kinds: Portal.datedChanges)
                try await portal.advance("20m")
            }
            let events = try await ledger.events()
            ledger.expectEachOnce(events, "clocks")
            let observed = events.map(\.observedTime)
            #expect(observed == observed.sorted(), "what is learned later is observed later")
        }

        @Test func aLocalClockThatJumpsLosesNothing() async throws {
            try await Self.runs(
                [0, 5, -5, 0, 48, -48, 0].map { Clocks(local: $0, header: nil) }, seed: 841)
        }

        @Test func aDateHeaderHoursOffLosesNothing() async throws {
            let headers = [
                "\"milliseconds\":18000000", "\"milliseconds\":-18000000",
                "\"milliseconds\":172800000", "\"value\":\"yesterday\"", "\"value\":\"\"",
            ]
            let clocks = headers.flatMap {
                [Clocks(local: 0, header: $0), Clocks(local: 0, header: nil)]
            }
            try await Self.runs(clocks, seed: 842)
        }

        @Test func aLocalClockAheadIsNotTrustedWhereTheServerTellsNoTime() async throws {
            try await Self.runs(
                [
                    Clocks(local: 0, header: nil), Clocks(local: 5, header: "\"value\":\"\""),
                    Clocks(local: 0, header: nil), Clocks(local: 0, header: nil),
                ], seed: 843)
            try await Self.runs(
                [Clocks(local: 5, header: "\"value\":\"\""), Clocks(local: 0, header: nil)],
                seed: 844)
        }
    }
}
