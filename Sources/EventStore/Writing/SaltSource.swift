/// Random bytes for the salts of one commit, the same ones again when its body is repeated.
final class SaltSource {
    private let randomBytes: @Sendable (Int) -> [UInt8]
    private var bytes: [UInt8] = []
    private var offset = 0

    /// Drawn at once: a system call for each salt was an eighth of the time of an ingest.
    private static let drawnByteCount = 256 * PersonalText.saltByteCount

    init(_ randomBytes: @escaping @Sendable (Int) -> [UInt8]) { self.randomBytes = randomBytes }

    /// Starts the body again: the salts given since ``keep()`` are given once more.
    func rewind() { offset = 0 }

    /// The commit stands: what was given is never given again.
    func keep() {
        bytes.removeFirst(offset)
        offset = 0
    }

    func next() -> [UInt8] {
        let end = offset + PersonalText.saltByteCount
        if end > bytes.count {
            let fresh = randomBytes(Self.drawnByteCount)
            precondition(
                fresh.count == Self.drawnByteCount,
                "randomBytes answers as many bytes as it is asked for")
            bytes += fresh
        }
        defer { offset = end }
        return Array(bytes[offset..<end])
    }
}
