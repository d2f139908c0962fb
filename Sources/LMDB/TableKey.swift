/// A value LMDB can use as a key, whose bytes sort in the order the table shall have.
///
/// LMDB compares keys byte by byte, most significant first, and takes 1 to 511 of them.
package protocol TableKey: Sendable {
    /// Lends the key's bytes to `body`; must not allocate where the key has a fixed size.
    func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Decodes stored bytes, or returns `nil` when they are not a key of this type.
    init?(keyBytes: RawSpan)
}

/// Eight bytes, big-endian, so that the order of bytes is the order of numbers.
extension UInt64: TableKey {
    package func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let stored = bigEndian
        return try unsafe Swift.withUnsafeBytes(of: stored) {
            (bytes) throws(Failure) -> Result in
            try body(unsafe bytes.bytes)
        }
    }

    package init?(keyBytes: RawSpan) {
        guard keyBytes.byteCount == 8 else { return nil }
        // Stored keys have no alignment.
        self.init(bigEndian: unsafe keyBytes.unsafeLoadUnaligned(as: UInt64.self))
    }
}

/// The bytes as they are; composite keys are built by the caller.
extension Array: TableKey where Element == UInt8 {
    package func withKeyBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe span.bytes)
    }

    package init?(keyBytes: RawSpan) {
        self = keyBytes.copied()
    }
}

extension RawSpan {
    /// The bytes in an array of their own, which may outlive the transaction that lent them.
    package func copied() -> [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }
}
