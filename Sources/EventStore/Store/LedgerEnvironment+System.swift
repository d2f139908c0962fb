import Glibc

extension LedgerEnvironment {
    /// The clock and the randomness of the operating system.
    package static var system: LedgerEnvironment {
        LedgerEnvironment(now: systemTime, randomBytes: systemRandomBytes)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z by the system's clock.
    package static let systemTime: @Sendable () -> Int64 = {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Bytes of the system's generator, which suits keys.
    package static let systemRandomBytes: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            let word = generator.next()
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
