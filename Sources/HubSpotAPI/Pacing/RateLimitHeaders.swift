import HTTPClient

/// The rate-limit headers of one answer.
struct RateLimitHeaders: Sendable, Equatable {
    var max: Int?
    var remaining: Int?
    var intervalMilliseconds: Int64?
    var dailyRemaining: Int?

    init() {}

    /// Reads `X-HubSpot-RateLimit-…`; the old `-Secondly` pair is not enforced and is left out.
    init(_ headers: ResponseHeaders) {
        max = headers["X-HubSpot-RateLimit-Max"].flatMap { Int($0) }
        remaining = headers["X-HubSpot-RateLimit-Remaining"].flatMap { Int($0) }
        intervalMilliseconds = headers["X-HubSpot-RateLimit-Interval-Milliseconds"]
            .flatMap { Int64($0) }
        dailyRemaining = headers["X-HubSpot-RateLimit-Daily-Remaining"].flatMap { Int($0) }
    }
}

/// Which limit a 429 names.
enum RateLimitPolicy: Sendable, Equatable {
    case burst
    case search
    case daily
    case unknown

    /// Reads `policyName`, else the word before "limit" in the message.
    ///
    /// Source: two recorded bodies of 429.
    init(policyName: String?, message: String?) {
        let words = [
            policyName ?? "",
            message?.split(separator: " limit").first?.split(separator: " ").last.map(String.init)
                ?? "",
        ]
        let text = words.first { !$0.isEmpty }?.uppercased() ?? ""
        self =
            if text.contains("TEN_SECONDLY") {
                .burst
            } else if text.contains("DAILY") {
                .daily
            } else if text.contains("SECONDLY") {
                .search
            } else {
                .unknown
            }
    }
}
