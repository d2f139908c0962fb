package import HTTPClient
package import Logging

/// HubSpot's API for one token, read-only.
///
/// A value that may be kept and used by many tasks at once: all of them share its limits, its
/// connections and its counters. The token goes to the configured host only.
package struct HubSpotClient: Sendable {
    package struct Configuration: Sendable {
        package var version = APIVersion.current
        /// Requests of all kinds but search in any ten seconds; HubSpot allows 100 to 250.
        package var requestsPerTenSeconds = 100
        /// Searches in any second; HubSpot allows 5.
        package var searchRequestsPerSecond = 5
        /// Association reads in any ten seconds; HubSpot allows 100 to 200.
        package var associationRequestsPerTenSeconds = 100
        /// Requests on their way at the same time.
        package var inFlightMax = 8
        package var retry = RetryPolicy()

        package init() {}
    }

    let sender: RequestSender
    let version: APIVersion

    /// - Parameters:
    ///   - token: Asked before each request, so that a rotated token is used at once.
    ///   - chance: From 0 up to, not including, 1; spreads retries.
    package init(
        base: BaseURL, transport: any HTTPTransport,
        token: @escaping @Sendable () async throws -> Secret,
        configuration: Configuration = .init(), clock: RequestClock = .system,
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        logger: Logger = Logger(label: "hubledger.hubspot")
    ) {
        version = configuration.version
        let limits: [RateLimit: Int] = [
            .burst: configuration.requestsPerTenSeconds,
            .search: configuration.searchRequestsPerSecond,
            .associations: configuration.associationRequestsPerTenSeconds,
        ]
        let limiter = RateLimiter(
            state: RateLimitState(limits: limits, inFlightMax: configuration.inFlightMax),
            clock: clock)
        sender = RequestSender(
            transport: transport, base: base, token: token, limiter: limiter,
            policy: configuration.retry, clock: clock, chance: chance, counter: RequestCounter(),
            logger: logger)
    }

    /// What was sent so far, retries and time held up; subtract two readings for one run.
    package var counts: RequestCounts { sender.counter.current }
}
