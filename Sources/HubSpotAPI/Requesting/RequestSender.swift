import HTTPClient
import HubSpotModel
import Logging

/// Sends one request at the pace HubSpot allows, again where that can help, and reads the answer.
struct RequestSender: Sendable {
    let transport: any HTTPTransport
    let base: BaseURL
    let token: @Sendable () async throws -> Secret
    let limiter: RateLimiter
    let policy: RetryPolicy
    let clock: RequestClock
    /// From 0 up to, not including, 1.
    let chance: @Sendable () -> Double
    let counter: RequestCounter
    let logger: Logger

    /// Sends `request` until it is answered or will not be, and reads the answer with `read`.
    ///
    /// Runs off the caller's actor: reading a page takes a while.
    ///
    /// - Throws: ``HubSpotError``, `CancellationError`, or what the token's source throws.
    @concurrent
    func send<Value: Sendable>(
        _ request: APIRequest, read: @Sendable (HTTPResponse) throws(JSONError) -> Value
    ) async throws -> Answered<Value> {
        var retries = RetryState(policy, request.kind, request.object)
        while true {
            let token = try await token()
            let action: RetryState.Action
            do throws(AttemptError) {
                let response = try await attempt(request, token)
                if response.status == 200 || response.status == 207 {
                    do {
                        let value = try read(response)
                        let time = response.headers["Date"].flatMap(ServerTime.instant)
                        return Answered(value: value, serverTime: time)
                    } catch {
                        action = retries.next(
                            afterInvalid: response, what: "\(error)", chance: chance())
                    }
                } else {
                    action = retries.next(after: response, chance: chance())
                }
            } catch {
                switch error {
                case .transport(let error):
                    action = retries.next(
                        after: error, isFirstContact: counter.current.answers == 0,
                        chance: chance())
                case .other(let error): throw error
                }
            }
            try await perform(action, request, token)
        }
    }

    private enum AttemptError: Error {
        case transport(TransportError)
        case other(any Error)
    }

    private func attempt(
        _ request: APIRequest, _ token: Secret
    ) async throws(AttemptError) -> HTTPResponse {
        do {
            let wire = try httpRequest(request, token)
            let permit = try await limiter.acquire(request.kind.limit)
            counter.change {
                $0.sent[request.kind, default: 0] += 1
                $0.throttledMilliseconds += permit.throttledMilliseconds
            }
            do {
                let response = try await transport.send(wire)
                await limiter.end(permit, observed: RateLimitHeaders(response.headers))
                counter.change {
                    $0.answers += 1
                    $0.bodyBytes += response.body.count
                }
                return response
            } catch {
                await limiter.end(permit, observed: nil)
                throw error
            }
        } catch let error as TransportError {
            throw .transport(error)
        } catch {
            throw .other(error)
        }
    }

    private func httpRequest(
        _ request: APIRequest, _ token: Secret
    ) throws(TransportError) -> HTTPRequest {
        var headers = [
            try RequestHeader.bearer(token), try RequestHeader("Accept", "application/json"),
        ]
        if request.body != nil {
            headers.append(try RequestHeader("Content-Type", "application/json"))
        }
        return HTTPRequest(
            request.method, base, path: request.path, query: request.query, headers: headers,
            body: request.body)
    }

    private func perform(
        _ action: RetryState.Action, _ request: APIRequest, _ token: Secret
    ) async throws {
        switch action {
        case .fail(let error): throw error
        case .tryNewToken(let error):
            guard try await self.token() != token else { throw error }
            note(.newToken, request, 0)
        case .slowDown(let limit, let milliseconds):
            note(.rateLimited, request, milliseconds)
            await limiter.refused(
                request.kind.limit, by: limit, waitMilliseconds: milliseconds)
        case .retry(let milliseconds, let reason):
            note(reason, request, milliseconds)
            try await clock.sleep(milliseconds)
        }
    }

    private func note(_ reason: RetryReason, _ request: APIRequest, _ milliseconds: Int64) {
        counter.change { $0.retries[reason, default: 0] += 1 }
        logger.notice(
            "HubSpot request is sent again",
            metadata: [
                "request": "\(request.kind.rawValue)", "object": "\(request.object?.name ?? "-")",
                "reason": "\(reason.rawValue)", "pause_ms": "\(milliseconds)",
            ])
    }
}
