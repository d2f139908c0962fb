import Glibc
import LMDB

/// The few questions a ledger asks of the file system.
enum FilePresence {
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    /// The length of a file in bytes, or `nil` when there is none.
    static func sizeBytes(_ path: String) -> Int? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Makes a directory (0700) where absent; its parent must exist.
    static func makeDirectory(_ path: String) throws(LedgerError) {
        guard unsafe mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        throw failure("create the directory \(path)")
    }

    static func rename(_ path: String, to other: String) throws(LedgerError) {
        guard unsafe Glibc.rename(path, other) == 0 else { throw failure("rename \(path)") }
    }

    static func removeFile(_ path: String) throws(LedgerError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("remove \(path)") }
    }

    static func removeDirectory(_ path: String) throws(LedgerError) {
        guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw failure("remove \(path)") }
    }

    /// Makes the names in a directory survive a power cut.
    static func synchronizeDirectory(_ path: String) throws(LedgerError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open \(path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync \(path)") }
    }

    private static func failure(_ operation: String) -> LedgerError {
        LedgerError(
            .storage(.inputOutput),
            "could not \(operation): \(unsafe String(cString: strerror(errno)))")
    }
}
