import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("Sliding window")
struct SlidingWindowTests {
    @Test func theLimitGoesAtOnceAndTheNextWaitsForTheWindow() {
        var window = SlidingWindow(limit: 3, windowMilliseconds: 10_000)
        for _ in 0..<3 { #expect(window.admit(at: 0) == .admitted) }
        #expect(window.admit(at: 0) == .waitForAnswer)
        window.end(at: 200)
        #expect(window.admit(at: 200) == .wait(10_000))
        #expect(window.admit(at: 10_199) == .wait(1))
        #expect(window.admit(at: 10_200) == .admitted)
        #expect(window.admit(at: 10_200) == .waitForAnswer)
    }

    @Test func aRefusalBlocksUntilItsTime() {
        var window = SlidingWindow(limit: 3, windowMilliseconds: 1_000)
        window.block(until: 5_000)
        window.block(until: 2_000)
        #expect(window.admit(at: 0) == .wait(5_000))
        #expect(window.admit(at: 4_999) == .wait(1))
        #expect(window.admit(at: 5_000) == .admitted)
    }

    @Test func whatOthersUseIsLeftToThemForOneWindow() {
        var window = SlidingWindow(limit: 100, windowMilliseconds: 10_000)
        #expect(window.admit(at: 0) == .admitted)
        window.end(at: 100)
        // 110 allowed, 108 used: one by us, 107 by others. Two are left.
        window.observe(allowed: 110, remaining: 2, at: 100)
        #expect(window.admit(at: 100) == .admitted)
        #expect(window.admit(at: 100) == .admitted)
        #expect(window.admit(at: 100) == .wait(10_000))
        #expect(window.admit(at: 10_100) == .admitted)
    }

    @Test func aServerThatAllowsLessThanConfiguredIsObeyed() {
        var window = SlidingWindow(limit: 100, windowMilliseconds: 10_000)
        #expect(window.admit(at: 0) == .admitted)
        window.observe(allowed: 5, remaining: 4, at: 0)
        for _ in 0..<4 { #expect(window.admit(at: 0) == .admitted) }
        #expect(window.admit(at: 0) != .admitted)
    }

    @Test(arguments: [(0, 0), (-5, 1), (10, -1), (10, 11)])
    func nonsenseOfHeadersChangesNothing(allowed: Int, remaining: Int) {
        var window = SlidingWindow(limit: 2, windowMilliseconds: 10_000)
        window.observe(allowed: allowed, remaining: remaining, at: 0)
        #expect(window.admit(at: 0) == .admitted)
        #expect(window.admit(at: 0) == .admitted)
    }

    /// The law: whenever the server counts a request, between its start and its answer, no window of
    /// the server's holds more than the limit.
    @Test(arguments: UInt64(0)..<40)
    func noWindowOfTheServerEverExceedsTheLimit(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let limit = Int.random(in: 1...20, using: &random)
        let length = Int64.random(in: 100...2_000, using: &random)
        var window = SlidingWindow(limit: limit, windowMilliseconds: length)
        var now: Int64 = 0
        var flying: [Int64] = []
        var counted: [Int64] = []
        while counted.count < 400 {
            flying.sort()
            while let answer = flying.first, answer <= now {
                window.end(at: answer)
                flying.removeFirst()
            }
            switch window.admit(at: now) {
            case .admitted:
                let travel = Int64.random(in: 0...400, using: &random)
                counted.append(now + Int64.random(in: 0...travel, using: &random))
                flying.append(now + travel)
            case .wait(let milliseconds):
                #expect(milliseconds > 0)
                now = min(now + milliseconds, flying.min() ?? .max)
            case .waitForAnswer:
                now = flying.min() ?? now
            }
        }
        counted.sort()
        for (index, first) in counted.enumerated() {
            let inside = counted[index...].prefix { $0 < first + length }.count
            #expect(inside <= limit, "seed \(seed)")
        }
    }
}
