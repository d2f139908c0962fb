import HTTPClient
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("Rate limiter", .timeLimit(.minutes(1)))
struct RateLimiterTests {
    private func state(
        burst: Int = 100, search: Int = 5, associations: Int = 100, inFlight: Int = 8
    ) -> RateLimitState {
        RateLimitState(
            limits: [.burst: burst, .search: search, .associations: associations],
            inFlightMax: inFlight)
    }

    private func ticket(_ admission: RateLimitState.Admission) -> RateLimitState.Ticket? {
        if case .admitted(let ticket) = admission { return ticket }
        return nil
    }

    @Test func eachLimitHasABudgetOfItsOwn() {
        var state = state(burst: 1, search: 1, associations: 1)
        for limit in RateLimit.allCases {
            #expect(ticket(state.admit(limit, at: 0)) != nil)
            #expect(ticket(state.admit(limit, at: 0)) == nil)
        }
    }

    @Test func aSearchThatIsRefusedByTheBurstLimitCountsThereFromThenOn() throws {
        var state = state(burst: 2, search: 5)
        let first = try #require(ticket(state.admit(.search, at: 0)))
        state.end(first, at: 0)
        state.refused(.search, by: .burst, until: 1_000)
        for _ in 0..<2 {
            let next = try #require(ticket(state.admit(.search, at: 1_000)))
            #expect(next.holdsBurst)
            state.end(next, at: 1_000)
        }
        // The search limit has room, the burst limit has none.
        #expect(ticket(state.admit(.search, at: 2_000)) == nil)
        #expect(ticket(state.admit(.search, at: 11_000)) != nil)
    }

    @Test func aRefusedSearchDoesNotHoldUpLists() {
        var state = state()
        state.refused(.search, by: .search, until: 5_000)
        #expect(ticket(state.admit(.search, at: 0)) == nil)
        #expect(ticket(state.admit(.burst, at: 0)) != nil)
    }

    @Test func noMoreThanAllowedAreInFlightAndAllAreServed() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(state: state(inFlight: 3), clock: clock.requestClock)
        let changes = Recorder<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    let permit = try await limiter.acquire(.associations)
                    changes.record(1)
                    await Task.yield()
                    changes.record(-1)
                    await limiter.end(permit, observed: nil)
                }
            }
            try await group.waitForAll()
        }
        var flying = 0
        let most = changes.elements.map { change in
            flying += change
            return flying
        }.max()
        #expect(most == 3)
        #expect(changes.count == 120)
    }

    @Test func waitingForALimitIsCountedAndWaitingForAnswersIsNot() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(state: state(search: 2), clock: clock.requestClock)
        var throttled: [Int64] = []
        for _ in 0..<5 {
            let permit = try await limiter.acquire(.search)
            throttled.append(permit.throttledMilliseconds)
            await limiter.end(permit, observed: nil)
        }
        #expect(throttled == [0, 0, 1_000, 0, 1_000])
        #expect(clock.now == 2_000)
    }

    @Test func aCancelledWaiterLeavesTheQueueAndTakesNoPlace() async throws {
        let limiter = RateLimiter(state: state(inFlight: 1), clock: TestClock().requestClock)
        let permit = try await limiter.acquire(.burst)
        let waiting = Task { try await limiter.acquire(.burst) }
        let behind = Task { try await limiter.acquire(.burst) }
        await Task.yield()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await limiter.end(permit, observed: nil)
        await limiter.end(try await behind.value, observed: nil)
        // The one place is free again.
        await limiter.end(try await limiter.acquire(.burst), observed: nil)
    }

    @Test func headersAreReadInAnyCaseAndTheOldOnesAreLeftOut() {
        let headers = RateLimitHeaders([
            "x-hubspot-ratelimit-max": "190", "X-HubSpot-RateLimit-Remaining": "12",
            "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
            "X-HubSpot-RateLimit-Secondly": "10", "X-HubSpot-RateLimit-Daily-Remaining": "99",
        ])
        #expect(headers.max == 190)
        #expect(headers.remaining == 12)
        #expect(headers.intervalMilliseconds == 10_000)
        #expect(headers.dailyRemaining == 99)
    }

    @Test(arguments: [
        (String?("TEN_SECONDLY_ROLLING"), String?.none, RateLimitPolicy.burst),
        ("SECONDLY", nil, .search),
        ("DAILY", nil, .daily), (nil, "You have reached your secondly limit.", .search),
        (nil, "You have reached your ten_secondly_rolling limit.", .burst),
        (nil, "You have reached your daily limit.", .daily), (nil, nil, .unknown),
        (nil, "error code: 1015", .unknown),
    ])
    func thePolicyIsReadFromNameOrMessage(
        name: String?, message: String?, expected: RateLimitPolicy
    ) {
        #expect(RateLimitPolicy(policyName: name, message: message) == expected)
    }
}
