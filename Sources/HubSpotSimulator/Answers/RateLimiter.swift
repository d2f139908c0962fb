/// HubSpot's limits: a burst window, search per second, associations, and the day.
struct RateLimiter: Sendable {
    struct Limits: Sendable, Equatable {
        /// Requests in any ten seconds.
        var burst = 100
        var searchPerSecond = 5
        /// Association batch reads in any ten seconds.
        var associations = 100
        var daily = 250_000
    }

    enum Budget: Sendable {
        case burst, search, associations
    }

    /// What a request gets.
    enum Verdict: Equatable, Sendable {
        case allowed
        /// The policy that refused, and the milliseconds until the next request would pass.
        case refused(policy: String, waitMilliseconds: Stamp)
    }

    private var burst: [Stamp] = []
    private var search: [Stamp] = []
    private var associations: [Stamp] = []
    private(set) var usedToday = 0
    private var day: Int?
    private(set) var refusals = 0

    /// Counts a request against its budget.
    ///
    /// - Parameters:
    ///   - instant: monotonic milliseconds.
    ///   - day: the local date of the account; the daily quota starts anew with it.
    mutating func admit(
        _ budget: Budget, limits: Limits, at instant: Stamp, day: Int, midnightIn: Stamp
    ) -> Verdict {
        if self.day != day {
            self.day = day
            usedToday = 0
        }
        if usedToday >= limits.daily {
            refusals += 1
            return .refused(policy: "DAILY", waitMilliseconds: midnightIn)
        }
        let verdict =
            switch budget {
            case .burst:
                Self.roll(
                    &burst, at: instant, window: 10_000, limit: limits.burst,
                    policy: "TEN_SECONDLY_ROLLING")
            case .search:
                Self.roll(
                    &search, at: instant, window: 1000, limit: limits.searchPerSecond,
                    policy: "SECONDLY")
            case .associations:
                Self.roll(
                    &associations, at: instant, window: 10_000, limit: limits.associations,
                    policy: "TEN_SECONDLY_ROLLING")
            }
        if verdict == .allowed { usedToday += 1 } else { refusals += 1 }
        return verdict
    }

    /// Requests left in the burst window.
    func burstRemaining(_ limits: Limits) -> Int {
        max(0, limits.burst - burst.count)
    }

    private static func roll(
        _ window: inout [Stamp], at instant: Stamp, window length: Stamp, limit: Int,
        policy: String
    ) -> Verdict {
        if let first = window.firstIndex(where: { $0 > instant - length }) {
            window.removeFirst(first)
        } else {
            window.removeAll()
        }
        if window.count >= limit {
            let oldest = window.first ?? instant
            return .refused(policy: policy, waitMilliseconds: oldest + length - instant)
        }
        window.append(instant)
        return .allowed
    }
}
