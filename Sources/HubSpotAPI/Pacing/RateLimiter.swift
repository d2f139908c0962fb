/// Lets requests go when every limit they draw on has room; first come, first served by limit.
///
/// Shared by all requests of a token. A cancelled task leaves the queue at once.
actor RateLimiter {
    private var state: RateLimitState
    private let clock: RequestClock
    private var waiters: [Waiter] = []
    private var lastID: UInt64 = 0
    private var wakeUp: (due: Int64, task: Task<Void, Never>)?

    private struct Waiter {
        let id: UInt64
        let limit: RateLimit
        let since: Int64
        var wasThrottled: Bool
        let continuation: CheckedContinuation<Permit, any Error>
    }

    /// Leave to send one request.
    struct Permit: Sendable {
        let ticket: RateLimitState.Ticket
        /// How long a limit, not the number of requests in flight, held the request up.
        let throttledMilliseconds: Int64
    }

    init(state: RateLimitState, clock: RequestClock) {
        self.state = state
        self.clock = clock
    }

    /// Waits for leave to send; give it back with ``end(_:observed:)`` whatever happens.
    func acquire(_ limit: RateLimit) async throws -> Permit {
        try Task.checkCancellation()
        lastID += 1
        let id = lastID
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiters.append(
                    Waiter(
                        id: id, limit: limit, since: clock.now(), wasThrottled: false,
                        continuation: continuation))
                admitWaiters()
                // The handler below may have run before the waiter existed.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            Task { await self.cancel(id) }
        }
    }

    func end(_ permit: Permit, observed headers: RateLimitHeaders?) {
        let now = clock.now()
        state.end(permit.ticket, at: now)
        if let headers { state.observe(headers, of: permit.ticket.limit, at: now) }
        admitWaiters()
    }

    /// The server refused: requests of this limit wait so many milliseconds.
    func refused(_ limit: RateLimit, by policy: RateLimitPolicy, waitMilliseconds: Int64) {
        state.refused(limit, by: policy, until: clock.now() + waitMilliseconds)
        admitWaiters()
    }

    private func cancel(_ id: UInt64) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).continuation.resume(throwing: CancellationError())
    }

    private func admitWaiters() {
        let now = clock.now()
        var blocked: Set<RateLimit> = []
        var nextTry: Int64?
        var left: [Waiter] = []
        for var waiter in waiters {
            if blocked.contains(waiter.limit) {
                left.append(waiter)
                continue
            }
            switch state.admit(waiter.limit, at: now) {
            case .admitted(let ticket):
                let throttled = waiter.wasThrottled ? now - waiter.since : 0
                waiter.continuation.resume(
                    returning: Permit(ticket: ticket, throttledMilliseconds: throttled))
                continue
            case .wait(let milliseconds):
                nextTry = min(nextTry ?? .max, now + milliseconds)
                waiter.wasThrottled = true
            case .waitForAnswer(let isThrottled):
                waiter.wasThrottled = waiter.wasThrottled || isThrottled
            }
            blocked.insert(waiter.limit)
            left.append(waiter)
        }
        waiters = left
        if let nextTry { wake(at: nextTry) }
    }

    private func wake(at due: Int64) {
        if let wakeUp, wakeUp.due <= due { return }
        wakeUp?.task.cancel()
        let milliseconds = due - clock.now()
        let task = Task {
            guard (try? await clock.sleep(milliseconds)) != nil else { return }
            wakeUp = nil
            admitWaiters()
        }
        wakeUp = (due, task)
    }
}
