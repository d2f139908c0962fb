import EventStore
import Synchronization

/// Random bytes for ids and salts: the system's, or a seeded sequence for reproducible runs.
enum RandomBytes {
    static func source(seed: UInt64?) -> @Sendable (Int) -> [UInt8] {
        guard let seed else { return LedgerEnvironment.systemRandomBytes }
        let generator = SharedGenerator(seed: seed)
        return { generator.bytes($0) }
    }

    /// SplitMix64: short, and the same everywhere; never used where secrecy matters.
    private final class SharedGenerator: Sendable {
        private let state: Mutex<UInt64>

        init(seed: UInt64) { state = Mutex(seed) }

        func bytes(_ count: Int) -> [UInt8] {
            state.withLock { state in
                (0..<count).map { _ in
                    state &+= 0x9E37_79B9_7F4A_7C15
                    var mixed = state
                    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                    return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
                }
            }
        }
    }
}
