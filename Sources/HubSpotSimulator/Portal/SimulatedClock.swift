import FoundationEssentials

/// The portal's clock: real, shifted, or frozen until it is advanced.
struct SimulatedClock: Sendable {
    private var base: Stamp
    private var reference: ContinuousClock.Instant
    private(set) var isRunning: Bool
    /// What control calls added in all; moves the windows of the rate limiter too.
    private(set) var advanced: Stamp = 0
    private let start = ContinuousClock.now

    /// - Parameter now: epoch milliseconds.
    init(now: Stamp, runs: Bool) {
        base = now
        reference = .now
        isRunning = runs
    }

    var now: Stamp {
        isRunning ? base + Self.milliseconds(reference.duration(to: .now)) : base
    }

    /// Milliseconds that only grow: real time since the start plus what was advanced by hand.
    var monotonic: Stamp {
        Self.milliseconds(start.duration(to: .now)) + advanced
    }

    mutating func advance(_ milliseconds: Stamp) {
        base += milliseconds
        advanced += max(0, milliseconds)
    }

    mutating func set(_ now: Stamp) {
        base = now
        reference = .now
    }

    mutating func setRunning(_ runs: Bool) {
        set(now)
        isRunning = runs
    }

    /// The real clock, epoch milliseconds.
    static func real() -> Stamp {
        Stamp((Date().timeIntervalSince1970 * 1000).rounded(.down))
    }

    private static func milliseconds(_ duration: Duration) -> Stamp {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
