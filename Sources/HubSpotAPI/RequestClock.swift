/// Time as requests see it: how long, never what o'clock.
///
/// Two closures, so that a test's time passes without waiting.
package struct RequestClock: Sendable {
    /// Milliseconds that only grow; where they start has no meaning.
    package let now: @Sendable () -> Int64
    /// Waits so many milliseconds, or throws `CancellationError`.
    package let sleep: @Sendable (Int64) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package static let system = RequestClock(
        now: {
            Int64((ContinuousClock.now - Self.origin) / .milliseconds(1))
        },
        sleep: { try await Task.sleep(for: .milliseconds($0)) })

    private static let origin = ContinuousClock.now
}
