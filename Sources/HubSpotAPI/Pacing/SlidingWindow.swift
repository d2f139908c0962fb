/// At most so many requests in any stretch of time, counted the way the other side may count.
///
/// A request holds its place from its start until one window after its answer: whenever in between
/// HubSpot counted it, it has left HubSpot's window by then. So the limit holds however long
/// requests travel.
struct SlidingWindow: Sendable {
    let windowMilliseconds: Int64
    /// How many we plan to use.
    let limit: Int

    private var inFlight = 0
    /// When answers came, oldest first.
    private var answered: [Int64] = []
    private var blockedUntil = Int64.min
    /// What the server allows, and what others used of it, as its headers last said.
    private var serverMax: Int?
    private var usedByOthers = 0
    private var usedByOthersUntil = Int64.min

    init(limit: Int, windowMilliseconds: Int64) {
        precondition(limit > 0 && windowMilliseconds > 0, "a limit allows something")
        self.limit = limit
        self.windowMilliseconds = windowMilliseconds
    }

    enum Admission: Equatable {
        case admitted
        /// Try again after so many milliseconds, more than 0.
        case wait(Int64)
        /// Try again when a request has ended.
        case waitForAnswer
    }

    /// Admits one request, or says how long to wait.
    mutating func admit(at now: Int64) -> Admission {
        let decision = decide(at: now)
        if decision == .admitted { inFlight += 1 }
        return decision
    }

    private mutating func decide(at now: Int64) -> Admission {
        if let first = answered.firstIndex(where: { $0 + windowMilliseconds > now }) {
            answered.removeFirst(first)
        } else {
            answered.removeAll(keepingCapacity: true)
        }
        if now < blockedUntil { return .wait(blockedUntil - now) }
        let used = answered.count + inFlight
        let isOthersKnown = now < usedByOthersUntil
        let available = min(
            limit - used, (serverMax ?? limit) - used - (isOthersKnown ? usedByOthers : 0))
        if available > 0 { return .admitted }
        var next: Int64?
        if let oldest = answered.first { next = oldest + windowMilliseconds - now }
        if isOthersKnown && usedByOthers > 0 {
            next = min(next ?? .max, usedByOthersUntil - now)
        }
        return next.map { .wait($0) } ?? .waitForAnswer
    }

    /// A request was answered, or failed.
    mutating func end(at now: Int64) {
        precondition(inFlight > 0, "a request ended that had not begun")
        inFlight -= 1
        answered.append(now)
    }

    /// The server said how many it allows and how many are left.
    mutating func observe(allowed serverMax: Int, remaining: Int, at now: Int64) {
        guard serverMax > 0, (0...serverMax).contains(remaining) else { return }
        self.serverMax = serverMax
        let used = answered.count + inFlight
        usedByOthers = max(0, serverMax - remaining - used)
        usedByOthersUntil = now + windowMilliseconds
    }

    /// The server refused: nothing is admitted before `time`.
    mutating func block(until time: Int64) {
        blockedUntil = max(blockedUntil, time)
    }
}
