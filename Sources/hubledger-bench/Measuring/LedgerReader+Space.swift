import EventStore
import LMDB

extension LedgerReader {
    /// Bytes of the pages that the log has in use; its file grows in larger steps.
    func usedBytes() throws -> Int {
        let info = try environmentInfo()
        return (info.lastPage + 1 - info.freePages) * info.pageSizeBytes
    }
}
