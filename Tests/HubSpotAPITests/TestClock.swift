import Synchronization

@testable import HubSpotAPI

/// Time that passes only by sleeping, and then at once.
final class TestClock: Sendable {
    private let milliseconds = Mutex<Int64>(0)
    private let sleeps = Mutex<[Int64]>([])

    var now: Int64 { milliseconds.withLock { $0 } }
    /// Every pause that was asked for, in order.
    var pauses: [Int64] { sleeps.withLock { $0 } }

    func advance(_ by: Int64) {
        milliseconds.withLock { $0 += by }
    }

    var requestClock: RequestClock {
        RequestClock(
            now: { self.now },
            sleep: { pause in
                try Task.checkCancellation()
                self.sleeps.withLock { $0.append(pause) }
                self.advance(pause)
                await Task.yield()
            })
    }
}
