import Glibc
import HubSpotModel
import LMDB

/// The last head that was acknowledged, beside the log.
///
/// Written after each commit without waiting for the disk, so it may be behind the log but never
/// ahead: a log that ends before it was replaced by an older copy. Text of one fixed length: the
/// sequence number in 20 digits, a blank, the hash in hexadecimal, a line feed.
struct HeadFile: ~Copyable {
    private let descriptor: CInt

    /// Opens the file for writing, and creates it (0600) where absent.
    init(path: String) throws(LedgerError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw LedgerError(.storage(.inputOutput), "could not open \(path): \(Self.reason)")
        }
    }

    deinit { close(descriptor) }

    /// Overwrites the file; what it says is a precaution, so a failure here fails nothing.
    func write(_ head: LedgerHead) {
        let digits = String(head.sequence.rawValue)
        let zeros = String(repeating: "0", count: 20 - digits.utf8.count)
        let line = Array("\(zeros)\(digits) \(head.hash.hexadecimal)\n".utf8)
        _ = unsafe pwrite(descriptor, line, line.count, 0)
    }

    /// What the file says; `nil` when there is none, or when a power cut left it half written.
    static func read(path: String) -> (sequence: SequenceNumber, hash: String)? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        guard count == 86 else { return nil }
        let parts = String(decoding: bytes[..<85], as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let sequence = UInt64(parts[0]), parts[1].utf8.count == 64 else {
            return nil
        }
        return (SequenceNumber(sequence), String(parts[1]))
    }

    private static var reason: String { unsafe String(cString: strerror(errno)) }
}
