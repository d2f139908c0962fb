import Glibc
import Synchronization

/// A directory that this process has open as an environment; released when it goes out of scope.
///
/// A second environment of the same files in one process breaks LMDB's locks when either closes.
///
/// Source: lmdb.h, "Caveats": "Do not have open an LMDB database twice in the same process".
struct OpenDirectory: ~Copyable {
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt
    }

    private static let open = Mutex<Set<Identity>>([])

    private let identity: Identity

    init(_ path: String) throws(LMDBError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw LMDBError(systemCall: "open \(path)") }
        let identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
        guard Self.open.withLock({ $0.insert(identity).inserted }) else {
            throw LMDBError(
                .alreadyOpen, operation: "open \(path)", message: "this process has it open")
        }
        self.identity = identity
    }

    deinit {
        _ = Self.open.withLock { $0.remove(identity) }
    }
}
