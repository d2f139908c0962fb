import HTTPClient
import HubSpotModel

/// Reads `Retry-After`, which is not always there and not always in the same unit.
enum RetryAfter {
    /// No local day is longer, with an hour more where clocks go back.
    private static let daySecondsMax = 25 * 3_600

    /// Whole seconds, or a date against the `Date` header; `nil` without one that can be read.
    ///
    /// Source: RFC 9110, section 10.2.3.
    static func seconds(_ headers: ResponseHeaders) -> Int? {
        guard let text = headers["Retry-After"] else { return nil }
        if let seconds = Int(text) { return seconds < 0 ? nil : seconds }
        guard let due = ServerTime.instant(text),
            let now = headers["Date"].flatMap(ServerTime.instant)
        else { return nil }
        return max(0, Int((due.milliseconds - now.milliseconds) / 1_000))
    }

    /// The instant at which the account's next day begins; `nil` when the answer does not tell.
    static func endOfDay(_ headers: ResponseHeaders, _ seconds: Int?) -> Instant? {
        guard let seconds, seconds <= daySecondsMax,
            let now = headers["Date"].flatMap(ServerTime.instant)
        else { return nil }
        return Instant(milliseconds: now.milliseconds + Int64(seconds) * 1_000)
    }
}
