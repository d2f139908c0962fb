import HTTPClient
import HubSpotModel

/// What one request does after each failure; a struct without time, chance or network of its own.
struct RetryState: Sendable {
    private let policy: RetryPolicy
    private let request: RequestKind
    private let object: ObjectType?
    private var tries = 0
    /// Of them, those that were refused for going too fast.
    private var refusals = 0
    private var pausedMilliseconds: Int64 = 0
    private var didTryNewToken = false

    init(_ policy: RetryPolicy, _ request: RequestKind, _ object: ObjectType?) {
        self.policy = policy
        self.request = request
        self.object = object
    }

    enum Action: Equatable {
        /// Send again after a pause of this request alone.
        case retry(afterMilliseconds: Int64, reason: RetryReason)
        /// Send again; all requests of the limit pause meanwhile.
        case slowDown(RateLimitPolicy, milliseconds: Int64)
        /// Send again if the token is another one by now.
        case tryNewToken(HubSpotError)
        case fail(HubSpotError)
    }

    /// After an answer that is not a success.
    ///
    /// - Parameter chance: From 0 up to, not including, 1; spreads the pauses of many requests.
    mutating func next(after response: HTTPResponse, chance: Double) -> Action {
        tries += 1
        let body = ErrorBody(response.body)
        let correlationID = body.correlationID ?? response.headers["X-HubSpot-Correlation-Id"]
        let after = RetryAfter.seconds(response.headers)
        let (request, object) = (request, object)
        func error(_ code: HubSpotError.Code) -> HubSpotError {
            HubSpotError(code, request: request, object: object, correlationID: correlationID)
        }
        switch response.status {
        case 400: return .fail(error(.badRequest(category: body.words)))
        case 401: return invalidToken(error(.invalidToken))
        case 403:
            return body.isAuthentication
                ? invalidToken(error(.invalidToken)) : .fail(error(.missingScope(body.scopes)))
        case 404: return .fail(error(.notFound))
        case 414: return .fail(error(.requestTooLong))
        case 423:
            let unavailable = error(.unavailable(status: 423, retryAfterSeconds: after))
            return pause(
                unavailable, after, attemptsMax: policy.attemptsMax,
                atLeast: policy.lockedPauseMilliseconds, chance, .locked)
        case 429: return slowDown(body, after, response.headers, error)
        case 530: return invalidToken(error(.invalidToken))
        case 500:
            let unavailable = error(.unavailable(status: 500, retryAfterSeconds: after))
            return pause(
                unavailable, after, attemptsMax: policy.serverErrorAttemptsMax, chance, .server)
        case 408, 477, 501...599:
            let unavailable = error(
                .unavailable(status: response.status, retryAfterSeconds: after))
            return pause(unavailable, after, attemptsMax: policy.attemptsMax, chance, .server)
        default: return .fail(error(.unexpectedStatus(response.status)))
        }
    }

    /// After no answer at all.
    ///
    /// - Parameter isFirstContact: Whether this address has never answered anything.
    mutating func next(
        after error: TransportError, isFirstContact: Bool = false, chance: Double
    ) -> Action {
        tries += 1
        let failure = HubSpotError(.network(error), request: request, object: object)
        guard error.isTransient else { return .fail(failure) }
        let isUnreachable = error.code == .cannotConnect || error.code == .nameNotResolved
        let attemptsMax =
            isFirstContact && isUnreachable
            ? policy.firstContactAttemptsMax : policy.attemptsMax
        return pause(failure, nil, attemptsMax: attemptsMax, chance, .network)
    }

    /// After a success whose body cannot be read.
    mutating func next(
        afterInvalid response: HTTPResponse, what: String, chance: Double
    ) -> Action {
        tries += 1
        let failure = HubSpotError(
            .invalidResponse(what), request: request, object: object,
            correlationID: response.headers["X-HubSpot-Correlation-Id"])
        return pause(
            failure, nil, attemptsMax: policy.invalidResponseAttemptsMax, chance, .unreadable)
    }

    private mutating func invalidToken(_ error: HubSpotError) -> Action {
        if didTryNewToken { return .fail(error) }
        didTryNewToken = true
        return .tryNewToken(error)
    }

    private mutating func slowDown(
        _ body: ErrorBody, _ after: Int?, _ headers: ResponseHeaders,
        _ error: (HubSpotError.Code) -> HubSpotError
    ) -> Action {
        var limit = RateLimitPolicy(policyName: body.policyName, message: body.message)
        if limit == .daily {
            return .fail(
                error(
                    .dailyQuota(
                        until: RetryAfter.endOfDay(headers, after),
                        serverTime: headers["Date"].flatMap(ServerTime.instant))))
        }
        if limit == .unknown { limit = request.limit == .search ? .search : .burst }
        let failure = error(.rateLimited(retryAfterSeconds: after))
        refusals += 1
        guard refusals < policy.rateLimitedAttemptsMax else { return .fail(failure) }
        let own =
            limit == .search ? policy.searchPauseMilliseconds : policy.burstPauseMilliseconds
        var milliseconds = min(own * Int64(refusals), policy.pauseMillisecondsMax)
        // Another unit is known to be used elsewhere: what is beyond reason is not seconds.
        if let after, after <= policy.retryAfterSecondsMax { milliseconds = Int64(after) * 1_000 }
        return add(milliseconds)
            ? .slowDown(limit, milliseconds: milliseconds) : .fail(failure)
    }

    private mutating func pause(
        _ failure: HubSpotError, _ after: Int?, attemptsMax: Int, atLeast: Int64 = 0,
        _ chance: Double, _ reason: RetryReason
    ) -> Action {
        guard tries < attemptsMax else { return .fail(failure) }
        let doubled = policy.pauseMilliseconds << Int64(min(tries - 1, 16))
        let bounded = min(doubled, policy.pauseMillisecondsMax)
        // Between half and all of it, so that requests that failed together do not return together.
        var milliseconds = max(
            min(atLeast, policy.pauseMillisecondsMax),
            bounded / 2 + Int64(Double(bounded / 2) * chance))
        if let after {
            guard after <= policy.retryAfterSecondsMax else { return .fail(failure) }
            milliseconds = max(milliseconds, Int64(after) * 1_000)
        }
        return add(milliseconds)
            ? .retry(afterMilliseconds: milliseconds, reason: reason) : .fail(failure)
    }

    private mutating func add(_ milliseconds: Int64) -> Bool {
        guard pausedMilliseconds + milliseconds <= policy.totalPauseMillisecondsMax else {
            return false
        }
        pausedMilliseconds += milliseconds
        return true
    }
}

/// Why a request was sent again.
package enum RetryReason: String, Sendable, CaseIterable {
    case network
    case server
    case locked
    case rateLimited
    case unreadable
    case newToken
}
