import Testing

@testable import HubSpotSimulator

@Suite struct FaultTests {
    static let path = "/crm/v3/objects/contacts?limit=20&properties=firstname"

    /// Adds a rule, asks once, and asks again when the rule has struck.
    static func strike(
        _ rule: JSONValue, path: String = path,
        check: @escaping @Sendable (SocketAnswer) throws -> Void
    ) async throws {
        try await TestPortal.run { portal in
            var rule = rule
            rule.set("count", 1)
            let added = try await portal.control("POST", "faults", rule)
            #expect(added.status == 201, "\(added.text)")
            try check(try await portal.get(path))
            let after = try await portal.get(path)
            #expect(after.status == 200)
            #expect(after.end == .complete)
            #expect(after.json != nil)
        }
    }

    @Test(arguments: [401, 403, 423, 429, 477, 500, 502, 503, 504, 520, 524])
    func everyStatusComesWithHubSpotsEnvelope(status: Int) async throws {
        try await Self.strike(["fault": "status", "status": .integer(status), "retryAfter": "7"]) {
            #expect($0.status == status)
            #expect($0.json?["status"] == "error")
            #expect($0.json?["correlationId"]?.stringValue?.count == 36)
            #expect($0.header("retry-after") == "7")
        }
    }

    @Test func a429IsOfEachPolicyAndForm() async throws {
        try await Self.strike(["fault": "status", "status": 429, "policy": "DAILY"]) {
            #expect($0.json?["policyName"] == "DAILY")
            #expect($0.header("retry-after") == nil)
        }
        try await Self.strike(
            ["fault": "status", "status": 429, "policy": "SECONDLY", "retryAfter": "soon"]
        ) {
            #expect($0.category == "RATE_LIMITS")
            #expect($0.header("retry-after") == "soon")
        }
        try await Self.strike(["fault": "status", "status": 429, "body": "text"]) {
            #expect($0.text == "error code: 1015")
            #expect($0.header("content-type") == "text/plain")
        }
    }

    @Test func bodiesCanBeHTMLOrEmpty() async throws {
        try await Self.strike(["fault": "status", "status": 502, "body": "html"]) {
            #expect($0.status == 502)
            #expect($0.text.contains("<html>"))
        }
        try await Self.strike(["fault": "status", "status": 504, "body": "empty"]) {
            #expect($0.status == 504 && $0.body.isEmpty)
        }
        try await Self.strike(["fault": "htmlBody"]) {
            #expect($0.status == 200)
            #expect($0.json == nil && $0.text.contains("<html>"))
        }
    }

    @Test func truncatedJSONEndsEarlyButHonestly() async throws {
        try await Self.strike(["fault": "truncatedJSON"]) {
            #expect($0.status == 200 && $0.end == .complete)
            #expect($0.json == nil && !$0.body.isEmpty)
        }
    }

    @Test func aTruncatedBodyIsShorterThanPromised() async throws {
        try await Self.strike(["fault": "truncatedBody"]) {
            let promised = $0.header("content-length").flatMap { Int($0) } ?? 0
            #expect($0.status == 200 && $0.end == .closed)
            #expect($0.body.count < promised && !$0.body.isEmpty)
        }
    }

    @Test func resetsResetTheConnection() async throws {
        for kind in ["resetBefore", "resetAfterComputing"] {
            try await Self.strike(["fault": .string(kind)]) {
                #expect($0.end == .reset)
                #expect($0.status == 0)
            }
        }
        try await Self.strike(["fault": "resetDuring"]) {
            #expect($0.end == .reset)
            let promised = $0.header("content-length").flatMap { Int($0) } ?? .max
            #expect($0.body.count < promised)
        }
    }

    @Test func aResetAfterComputingIsCountedLikeAnAnswer() async throws {
        try await TestPortal.run { portal in
            try await portal.control("POST", "requests/reset")
            try await portal.control(
                "POST", "faults", ["fault": "resetAfterComputing", "count": 1])
            _ = try await portal.get(Self.path)
            _ = try await portal.get(Self.path)
            let counters = try await portal.control("GET", "requests")
            #expect(counters.json?["byKind"]?["list"] == 2)
            #expect(counters.json?["byStatus"]?["200"] == 2)
        }
    }

    @Test func aStallEndsWithoutAnAnswer() async throws {
        try await Self.strike(["fault": "stall", "milliseconds": 150]) {
            #expect($0.status == 0)
            #expect($0.end == .closed)
        }
    }

    @Test func aSlowBodyArrivesWhole() async throws {
        try await Self.strike(["fault": "slowBody", "bytesPerSecond": 20_000]) {
            #expect($0.end == .complete)
            #expect($0.results.count == 20)
        }
    }

    @Test func membersCanBeMissing() async throws {
        try await Self.strike(["fault": "missingFields"]) {
            #expect($0.json != nil && $0.json?["results"] == nil)
        }
        try await Self.strike(["fault": "missingFields", "fields": ["id", "updatedAt"]]) {
            #expect($0.results.count == 20)
            #expect($0.ids.isEmpty)
        }
    }

    @Test func textCanBeNoUTF8() async throws {
        try await Self.strike(["fault": "invalidUTF8"]) {
            #expect($0.end == .complete)
            #expect($0.json == nil && $0.body.contains(0xFF))
        }
    }

    @Test func aFieldCanHoldFiveMegabytes() async throws {
        try await Self.strike(["fault": "hugeField"]) {
            #expect($0.body.count > 5_000_000)
            #expect($0.results.count == 20)
        }
    }

    @Test func aCursorCanRepeatAndAPageComeTwice() async throws {
        let second = try await TestPortal.run { portal in
            let first = try await portal.get(Self.path)
            return (first, try #require(first.json?["paging"]?["next"]?["after"]?.stringValue))
        }
        let path = "\(Self.path)&after=\(second.1)"
        try await Self.strike(["fault": "repeatedCursor"], path: path) {
            #expect($0.json?["paging"]?["next"]?["after"]?.stringValue == second.1)
        }
        try await Self.strike(["fault": "duplicatedPage"], path: path) {
            // The cursor is the one behind the page that was asked for, which nobody has seen.
            #expect($0.ids == second.0.ids)
            let next = $0.json?["paging"]?["next"]?["after"]?.stringValue
            #expect(next != nil && next != second.1)
        }
    }

    @Test func redirectsNameAnotherHostAndDatesCanBeWrong() async throws {
        try await Self.strike(["fault": "redirect", "value": "http://evil.example.com/x"]) {
            #expect($0.status == 302)
            #expect($0.header("location") == "http://evil.example.com/x")
        }
        try await Self.strike(["fault": "wrongDate", "milliseconds": -3_600_000]) {
            #expect($0.header("date") == "Sun, 22 Nov 2026 13:30:00 GMT")
        }
        try await Self.strike(["fault": "wrongDate", "value": "yesterday"]) {
            #expect($0.headerCount("date") == 1)
            #expect($0.header("date") == "yesterday")
        }
    }

    @Test func rulesStrikeWhatTheyName() async throws {
        try await TestPortal.run { portal in
            try await portal.control(
                "POST", "faults",
                [
                    "fault": "status", "status": 503, "routes": ["list"], "types": ["0-3"],
                    "method": "GET", "skip": 1, "count": 2,
                ])
            let deals = "/crm/v3/objects/deals?limit=1"
            #expect(try await portal.get(Self.path).status == 200)
            #expect(try await portal.search("deals", [:]).status == 200)
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await portal.get(deals).status) }
            #expect(statuses == [200, 503, 503, 200])
            let rules = try await portal.control("GET", "faults")
            #expect(rules.json?["rules"]?.elements?.first?["struck"] == 2)
            try await portal.control("DELETE", "faults")
            let none = try await portal.control("GET", "faults")
            #expect(none.json?["rules"] == [])
        }
    }

    @Test func chancesAreDrawnFromTheSeed() async throws {
        @Sendable func statuses(seed: Int64) async throws -> [Int] {
            try await TestPortal.run { portal in
                try await portal.control(
                    "POST", "faults",
                    [
                        "fault": "status", "status": 500, "probability": .number("0.5"),
                        "seed": .integer(seed),
                    ])
                var statuses: [Int] = []
                for _ in 0..<24 { statuses.append(try await portal.get(Self.path).status) }
                return statuses
            }
        }
        let first = try await statuses(seed: 4)
        #expect(first == (try await statuses(seed: 4)))
        #expect(Set(first) == [200, 500])
    }

    @Test func badRulesAreRefused() async throws {
        let rules: [JSONValue] = [
            ["fault": "nonsense"], ["fault": "status", "status": 200],
            ["fault": "status", "routes": ["everything"]], ["fault": "status", "typo": 1],
            ["fault": "status", "types": ["planets"]], ["fault": "status", "body": "xml"],
        ]
        try await TestPortal.run { portal in
            for rule in rules {
                let answer = try await portal.control("POST", "faults", rule)
                #expect(answer.status == 400)
                #expect(answer.json?["error"]?.stringValue?.isEmpty == false)
            }
        }
    }

    @Test func aTypeWithoutScopeIs403Everywhere() async throws {
        try await TestPortal.run { portal in
            try await portal.control(
                "PATCH", "settings", ["missingScopes": ["deals", "owners"]])
            let list = try await portal.get("/crm/v3/objects/deals")
            #expect(list.status == 403)
            #expect(list.category == "MISSING_SCOPES")
            #expect(list.text.contains("crm.objects.deals.read"))
            #expect(try await portal.search("deals", [:]).status == 403)
            #expect(try await portal.get("/crm/v3/owners").status == 403)
            #expect(try await portal.get("/crm/v3/objects/contacts").status == 200)
        }
    }
}
