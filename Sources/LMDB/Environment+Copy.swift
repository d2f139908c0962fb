import CLMDB
import Glibc

extension Environment {
    /// Writes a compact copy of the last committed state to the new file `path`, mode 0600.
    ///
    /// Works beside a writer. Deleted and overwritten bytes are not in the copy; its pages lie in
    /// order. The copy is on disk when this returns; the name is once the directory is synced. It
    /// takes as long as writing the file takes and is a long reader meanwhile: a map that must grow
    /// waits for it. Run it on a thread of its own. A partial file is removed.
    package func copyCompacted(to path: String) throws(LMDBError) {
        let descriptor = unsafe open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw LMDBError(systemCall: "create \(path)") }
        do throws(LMDBError) {
            defer { close(descriptor) }
            try copy(to: descriptor, naming: path)
            guard fsync(descriptor) == 0 else { throw LMDBError(systemCall: "sync \(path)") }
        } catch {
            unsafe unlink(path)
            throw error
        }
    }
}
