import Crypto

/// The hashes of the log: SHA-256, 32 bytes.
package enum ChainHash {
    package static let byteCount = 32

    /// What stands before the first block: the hash of the ledger's id.
    package static func origin(ledgerID: [UInt8]) -> [UInt8] {
        unsafe sha256("hubledger ledger 1".utf8.span.bytes, ledgerID.span.bytes)
    }

    /// What a block says of a personal text instead of the text.
    package static func personal(salt: [UInt8], text: String) -> [UInt8] {
        unsafe sha256(salt.span.bytes, text.utf8.span.bytes)
    }

    /// SHA-256 of two runs of bytes, one after the other.
    package static func sha256(_ first: RawSpan, _ second: RawSpan) -> [UInt8] {
        var hash = SHA256()
        hash.add(first)
        hash.add(second)
        return Array(hash.finalize())
    }
}

extension SHA256 {
    fileprivate mutating func add(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe update(bufferPointer: $0) }
    }
}
