import Foundation
import HubSpotModel

/// The clock of the program: the machine's, or one that stands still for reproducible runs.
struct WallClock: Sendable {
    let fixed: Instant?

    func now() -> Instant {
        fixed ?? Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
