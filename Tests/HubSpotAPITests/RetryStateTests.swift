import HTTPClient
import HubSpotModel
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("Retries")
struct RetryStateTests {
    private func state(_ kind: RequestKind = .list) -> RetryState {
        RetryState(RetryPolicy(), kind, .deals)
    }

    private func response(
        _ status: Int, _ body: String = "", _ headers: ResponseHeaders = .init()
    ) -> HTTPResponse {
        .json(body, status: status, headers: headers)
    }

    private func failure(_ action: RetryState.Action) -> HubSpotError.Code? {
        if case .fail(let error) = action { return error.code }
        return nil
    }

    @Test(arguments: [
        (
            400, #"{"category":"VALIDATION_ERROR"}"#,
            HubSpotError.Code.badRequest(category: "VALIDATION_ERROR")
        ),
        (400, #"{"status":"error","message":"There was a problem"}"#, .badRequest(category: nil)),
        (
            403,
            #"{"category":"MISSING_SCOPES","errors":[{"context":{"requiredGranularScopes":["crm.objects.deals.read"]}}]}"#,
            .missingScope(["crm.objects.deals.read"])
        ),
        (
            403,
            #"{"category":"MISSING_SCOPES","errors":[{"context":{"requiredScopes":["a","b"]}}]}"#,
            .missingScope(["a", "b"])
        ),
        (403, "This user does not have proper permissions", .missingScope([])),
        (404, "", .notFound), (414, "<html>", .requestTooLong), (418, "", .unexpectedStatus(418)),
        (302, "", .unexpectedStatus(302)),
    ])
    func whatTryingAgainCannotHelpFailsAtOnce(
        status: Int, body: String, expected: HubSpotError.Code
    ) {
        var state = state()
        #expect(failure(state.next(after: response(status, body), chance: 0)) == expected)
    }

    @Test(arguments: [401, 530]) func aRefusedTokenIsTriedOnceMoreIfItChanged(status: Int) {
        var state = state()
        let answer = response(
            status, #"{"category":"EXPIRED_AUTHENTICATION","correlationId":"c-1"}"#)
        guard case .tryNewToken(let error) = state.next(after: answer, chance: 0) else {
            Issue.record("not asked for another token")
            return
        }
        #expect(error.code == .invalidToken)
        #expect(error.exitCode == 77)
        #expect(error.correlationID == "c-1")
        #expect(failure(state.next(after: answer, chance: 0)) == .invalidToken)
    }

    @Test(arguments: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 477, 408])
    func anOutageIsWaitedForWithGrowingPausesUpToABound(status: Int) {
        var state = state()
        var pauses: [Int64] = []
        while case .retry(let milliseconds, .server) = state.next(
            after: response(status, "<html>"), chance: 0)
        {
            pauses.append(milliseconds)
        }
        #expect(pauses == [250, 500, 1_000, 2_000, 4_000])
        #expect(
            failure(state.next(after: response(status), chance: 0))
                == .unavailable(status: status, retryAfterSeconds: nil))
    }

    @Test func chanceSpreadsAPauseBetweenHalfAndWhole() {
        for (chance, expected) in [(0.0, Int64(250)), (0.5, 375), (0.999, 499)] {
            var state = state()
            #expect(
                state.next(after: response(503), chance: chance)
                    == .retry(afterMilliseconds: expected, reason: .server))
        }
    }

    @Test func aStatus500IsTriedLessOften() {
        var state = state()
        var retries = 0
        while case .retry = state.next(after: response(500), chance: 0) { retries += 1 }
        #expect(retries == RetryPolicy().serverErrorAttemptsMax - 1)
    }

    @Test func aLockIsWaitedForTwoSecondsAtLeast() {
        var state = state()
        #expect(
            state.next(after: response(423), chance: 0)
                == .retry(afterMilliseconds: 2_000, reason: .locked))
    }

    @Test func retryAfterIsObeyedUpToItsCap() {
        var state = state()
        #expect(
            state.next(after: response(503, "", ["Retry-After": "7"]), chance: 0)
                == .retry(afterMilliseconds: 7_000, reason: .server))
        #expect(
            failure(state.next(after: response(477, "", ["Retry-After": "86400"]), chance: 0))
                == .unavailable(status: 477, retryAfterSeconds: 86_400))
    }

    @Test func aBurstLimitSlowsAllDownMoreEachTime() {
        var state = state()
        let body = #"{"policyName":"TEN_SECONDLY_ROLLING","errorType":"RATE_LIMIT"}"#
        for expected in [Int64(10_000), 20_000, 30_000, 30_000] {
            #expect(
                state.next(after: response(429, body), chance: 0)
                    == .slowDown(.burst, milliseconds: expected))
        }
    }

    @Test func aSearchLimitPausesSeconds() {
        var state = state(.search)
        let body = #"{"message":"You have reached your secondly limit.","category":"RATE_LIMITS"}"#
        #expect(
            state.next(after: response(429, body), chance: 0)
                == .slowDown(.search, milliseconds: 1_000))
        #expect(
            state.next(after: response(429, "error code: 1015"), chance: 0)
                == .slowDown(.search, milliseconds: 2_000))
    }

    @Test func retryAfterOfALimitCountsInSecondsUnlessAbsurd() {
        var state = state()
        #expect(
            state.next(after: response(429, "", ["Retry-After": "3"]), chance: 0)
                == .slowDown(.burst, milliseconds: 3_000))
        #expect(
            state.next(after: response(429, "", ["Retry-After": "10000"]), chance: 0)
                == .slowDown(.burst, milliseconds: 20_000))
    }

    @Test(arguments: [
        ("soon", Int64(10_000)), ("-5", 10_000), ("", 10_000), ("1e3", 10_000), ("0", 0),
        ("Sun, 22 Nov 2026 18:00:07 GMT", 7_000), ("Sun, 22 Nov 2026 17:00:00 GMT", 0),
    ])
    func aRetryAfterThatCannotBeReadIsNone(text: String, expected: Int64) {
        var state = state()
        let headers: ResponseHeaders = [
            "Retry-After": text, "Date": "Sun, 22 Nov 2026 18:00:00 GMT",
        ]
        #expect(
            state.next(after: response(429, "", headers), chance: 0)
                == .slowDown(.burst, milliseconds: expected))
    }

    @Test func noPauseOfOurOwnIsLongerThanTheLongest() {
        var policy = RetryPolicy()
        policy.pauseMillisecondsMax = 1_000
        for status in [423, 429, 500, 503] {
            var state = RetryState(policy, .list, .deals)
            for _ in 0..<3 {
                switch state.next(after: response(status), chance: 0.99) {
                case .retry(let milliseconds, _), .slowDown(_, let milliseconds):
                    #expect(milliseconds <= 1_000)
                case .fail, .tryNewToken: Issue.record("\(status) is not tried again")
                }
            }
        }
    }

    @Test func anAddressThatNeverAnsweredIsGivenUpSoon() {
        for (code, isFirst, expected) in [
            (TransportError.Code.cannotConnect, true, 3), (.nameNotResolved, true, 3),
            (.cannotConnect, false, 6), (.connectionLost, true, 6),
        ] {
            var state = state()
            var tries = 1
            while case .retry = state.next(
                after: TransportError(code, "x"), isFirstContact: isFirst, chance: 0)
            {
                tries += 1
            }
            #expect(tries == expected)
        }
    }

    @Test func theQuotaOfTheDayIsNotWaitedFor() {
        var state = state()
        let date = "Sun, 22 Nov 2026 18:00:00 GMT"
        let cases: [(headers: ResponseHeaders, until: Int64?)] = [
            (["Retry-After": "4000", "Date": date], 1_795_374_400_000),
            (["Retry-After": "86400000", "Date": date], nil), (["Retry-After": "4000"], nil),
            (["Date": date], nil),
        ]
        for (headers, until) in cases {
            let answer = response(429, #"{"policyName":"DAILY"}"#, headers)
            #expect(
                failure(state.next(after: answer, chance: 0))
                    == .dailyQuota(
                        until: until.map { Instant(milliseconds: $0) },
                        serverTime: headers["Date"].map { _ in
                            Instant(milliseconds: 1_795_370_400_000)
                        }))
        }
    }

    @Test func allPausesTogetherAreBounded() {
        var policy = RetryPolicy()
        policy.totalPauseMillisecondsMax = 25_000
        var state = RetryState(policy, .list, .deals)
        #expect(
            state.next(after: response(429), chance: 0) == .slowDown(.burst, milliseconds: 10_000))
        #expect(
            failure(state.next(after: response(429), chance: 0))
                == .rateLimited(retryAfterSeconds: nil))
    }

    @Test func aLostConnectionIsTriedAgainAndARefusedCertificateIsNot() {
        var state = state()
        let lost = TransportError(.connectionLost, "reset")
        #expect(
            state.next(after: lost, chance: 0)
                == .retry(afterMilliseconds: 250, reason: .network))
        let refused = TransportError(.certificateRefused, "self-signed")
        #expect(failure(state.next(after: refused, chance: 0)) == .network(refused))
    }

    @Test func everyErrorNamesARemedyAndAnExitCode() {
        let codes: [HubSpotError.Code] = [
            .invalidToken, .missingScope([]), .missingScope(["s"]), .notFound,
            .badRequest(category: nil), .requestTooLong, .rateLimited(retryAfterSeconds: 1),
            .dailyQuota(until: nil, serverTime: nil),
            .unavailable(status: 503, retryAfterSeconds: 2),
            .network(TransportError(.timedOut, "slow")), .invalidResponse("x"),
            .unexpectedStatus(418),
        ]
        for code in codes {
            let error = HubSpotError(code, request: .list, object: .deals, correlationID: "c-9")
            #expect(error.remedy.hasSuffix("."))
            #expect([69, 70, 75, 77].contains(error.exitCode))
            #expect(error.description.contains("c-9"))
            #expect(error.description.contains("deals"))
        }
    }
}
