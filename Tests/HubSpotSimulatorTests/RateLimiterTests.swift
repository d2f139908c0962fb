import Testing

@testable import HubSpotSimulator

@Suite struct RateLimiterTests {
    private static func admit(
        _ limiter: inout RateLimiter, _ budget: RateLimiter.Budget, at instant: Stamp,
        limits: RateLimiter.Limits = .init(), day: Int = 1
    ) -> RateLimiter.Verdict {
        limiter.admit(budget, limits: limits, at: instant, day: day, midnightIn: 5000)
    }

    @Test func theWindowRolls() {
        var limiter = RateLimiter()
        for index in 0..<100 {
            #expect(Self.admit(&limiter, .burst, at: Stamp(index) * 10) == .allowed)
        }
        #expect(
            Self.admit(&limiter, .burst, at: 1000)
                == .refused(policy: "TEN_SECONDLY_ROLLING", waitMilliseconds: 9000))
        // The first request leaves the window ten seconds after it came, not before.
        #expect(Self.admit(&limiter, .burst, at: 9999) != .allowed)
        #expect(Self.admit(&limiter, .burst, at: 10_000) == .allowed)
        #expect(Self.admit(&limiter, .burst, at: 10_000) != .allowed)
    }

    @Test func searchHasFiveASecondOfItsOwn() {
        var limiter = RateLimiter()
        for _ in 0..<5 { #expect(Self.admit(&limiter, .search, at: 0) == .allowed) }
        #expect(
            Self.admit(&limiter, .search, at: 400)
                == .refused(policy: "SECONDLY", waitMilliseconds: 600))
        #expect(Self.admit(&limiter, .burst, at: 400) == .allowed)
        #expect(Self.admit(&limiter, .search, at: 1000) == .allowed)
    }

    @Test func theDayEndsAtMidnight() {
        var limiter = RateLimiter()
        var limits = RateLimiter.Limits()
        limits.daily = 2
        for _ in 0..<2 {
            #expect(Self.admit(&limiter, .burst, at: 0, limits: limits) == .allowed)
        }
        #expect(
            Self.admit(&limiter, .associations, at: 0, limits: limits)
                == .refused(policy: "DAILY", waitMilliseconds: 5000))
        #expect(Self.admit(&limiter, .burst, at: 1, limits: limits, day: 2) == .allowed)
    }

    @Test func bothBodiesAndAMissingRetryAfterOccur() async throws {
        try await TestPortal.run(TestPortal.small(rateLimits: true)) { portal in
            var burst: [SocketAnswer] = []
            try await portal.control("PATCH", "settings", ["burst": 3])
            for _ in 0..<6 { burst.append(try await portal.get("/crm/v3/owners")) }
            #expect(burst.map(\.status) == [200, 200, 200, 429, 429, 429])
            #expect(burst[3].json?["policyName"] == "TEN_SECONDLY_ROLLING")
            #expect(burst[3].json?["errorType"] == "RATE_LIMIT")
            #expect(burst[3].category == nil)
            let waits = burst.suffix(3).map { $0.header("retry-after") }
            #expect(waits.contains(nil))
            #expect(waits.contains { $0.flatMap { Int($0) }.map { 1...10 ~= $0 } == true })
            try await portal.control("PATCH", "settings", ["searchPerSecond": 1])
            _ = try await portal.search("deals", [:])
            let search = try await portal.search("deals", [:])
            #expect(search.status == 429)
            #expect(search.category == "RATE_LIMITS")
            #expect(search.json?["policyName"] == nil)
            // Moving the clock rolls the windows too.
            try await portal.control("POST", "clock", ["advance": "10s"])
            #expect(try await portal.get("/crm/v3/owners").status == 200)
            #expect(try await portal.search("deals", [:]).status == 200)
        }
    }

    @Test func withoutEnforcementNothingIsRefused() async throws {
        try await TestPortal.run { portal in
            for _ in 0..<20 {
                let answer = try await portal.search("deals", [:])
                #expect(answer.status == 200)
            }
        }
    }
}
