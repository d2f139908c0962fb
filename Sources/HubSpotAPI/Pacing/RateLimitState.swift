/// Every limit, and the number of requests in flight: who may go now, and who waits how long.
///
/// A struct without time or network of its own, so that its arithmetic is tested as arithmetic.
struct RateLimitState: Sendable {
    private var windows: [RateLimit: SlidingWindow]
    private let inFlightMax: Int
    private var inFlight = 0
    /// Limits that turned out to draw on the burst as well; HubSpot's documents leave it open.
    private var alsoDrawsOnBurst: Set<RateLimit> = []

    init(limits: [RateLimit: Int], inFlightMax: Int) {
        precondition(inFlightMax > 0, "one request at least may be in flight")
        windows = [:]
        for limit in RateLimit.allCases {
            windows[limit] = SlidingWindow(
                limit: limits[limit] ?? 1, windowMilliseconds: limit.windowMilliseconds)
        }
        self.inFlightMax = inFlightMax
    }

    /// What one admitted request holds, to be given back by ``end(_:at:)``.
    struct Ticket: Sendable {
        let limit: RateLimit
        let holdsBurst: Bool
    }

    enum Admission {
        case admitted(Ticket)
        case wait(Int64)
        case waitForAnswer(isThrottled: Bool)
    }

    mutating func admit(_ limit: RateLimit, at now: Int64) -> Admission {
        guard inFlight < inFlightMax else { return .waitForAnswer(isThrottled: false) }
        let holdsBurst = alsoDrawsOnBurst.contains(limit)
        let previous = windows
        for drawn in holdsBurst ? [limit, .burst] : [limit] {
            switch windows[drawn]?.admit(at: now) {
            case .admitted, nil: continue
            case .wait(let milliseconds):
                windows = previous
                return .wait(milliseconds)
            case .waitForAnswer:
                windows = previous
                return .waitForAnswer(isThrottled: true)
            }
        }
        inFlight += 1
        return .admitted(Ticket(limit: limit, holdsBurst: holdsBurst))
    }

    mutating func end(_ ticket: Ticket, at now: Int64) {
        inFlight -= 1
        windows[ticket.limit]?.end(at: now)
        if ticket.holdsBurst { windows[.burst]?.end(at: now) }
    }

    /// Takes in what the headers of an answer say; search answers carry none.
    mutating func observe(_ headers: RateLimitHeaders, of limit: RateLimit, at now: Int64) {
        guard limit == .burst, let serverMax = headers.max, let remaining = headers.remaining,
            headers.intervalMilliseconds ?? 10_000 == RateLimit.burst.windowMilliseconds
        else { return }
        windows[.burst]?.observe(allowed: serverMax, remaining: remaining, at: now)
    }

    /// The server refused a request for going too fast.
    mutating func refused(
        _ limit: RateLimit, by policy: RateLimitPolicy, until time: Int64
    ) {
        if policy == .burst && limit != .burst {
            alsoDrawsOnBurst.insert(limit)
            windows[.burst]?.block(until: time)
        }
        windows[limit]?.block(until: time)
    }
}
