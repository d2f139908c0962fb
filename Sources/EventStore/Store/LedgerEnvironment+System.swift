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
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            for start in stride(from: 0, to: count, by: entropyBytesMax) {
                let size = min(entropyBytesMax, count - start)
                let chunk = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: buffer[start..<start + size])
                precondition(
                    unsafe getentropy(chunk.baseAddress, size) == 0,
                    "every kernel since Linux 3.17 has a random generator")
            }
        }
        return bytes
    }

    /// What one call of getentropy(3) gives at most.
    private static let entropyBytesMax = 256
}
