import HubSpotModel

/// How far the stored states have come, and what they were made with.
///
/// Stored in the same transaction as the rows it speaks of.
struct Checkpoint: Equatable {
    /// Last event folded; zero before the first.
    var sequence: SequenceNumber
    /// Chain hash of the block that ends there: a log restored to another past is noticed.
    var hash: [UInt8]
    /// What the rows depend on besides the events; another one means a rebuild.
    var fingerprint: [UInt8]

    /// Sequence (8 bytes, big-endian), hash (32 bytes), fingerprint (the rest).
    var stored: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: sequence.rawValue >> (56 - 8 * $0)) }
            + hash + fingerprint
    }

    static let hashBytes = 32

    init(sequence: SequenceNumber, hash: [UInt8], fingerprint: [UInt8]) {
        precondition(hash.count == Self.hashBytes, "a chain hash has 32 bytes")
        self.sequence = sequence
        self.hash = hash
        self.fingerprint = fingerprint
    }

    /// `nil` for bytes of another form: the states are made again then.
    init?(stored bytes: [UInt8]) {
        guard bytes.count >= 8 + Self.hashBytes else { return nil }
        sequence = SequenceNumber(bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) })
        hash = Array(bytes[8..<8 + Self.hashBytes])
        fingerprint = Array(bytes[(8 + Self.hashBytes)...])
    }
}
