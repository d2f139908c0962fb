import LMDB

/// Rewrites a log without the bytes that were deleted or overwritten in it.
///
/// An erasure is complete only after this: LMDB keeps deleted bytes in its file.
package enum LedgerCompaction {
    /// Compacts the log of a data directory that no writer has open.
    ///
    /// Copies, checks the copy, and puts it in place of the log. Readers of other processes go on
    /// with what they had opened.
    ///
    /// - Returns: The sizes of the file before and after, in bytes.
    /// - Throws: ``LedgerError``: `.noLedger`, `.busy`, `.storage`, or what checking the copy found.
    @discardableResult
    package static func compact(
        _ directory: DataDirectory
    ) throws(LedgerError) -> (before: Int, after: Int) {
        try LogDirectory.requireLog(directory)
        do {
            let lock = try FileLock(path: directory.lock)
            defer { withExtendedLifetime(lock) {} }
            let file = "/data.mdb"
            let before = FilePresence.sizeBytes(directory.log + file) ?? 0
            try LogDirectory.remove(directory.compactedLog)
            _ = try LogDirectory.copy(
                LedgerReader(try LedgerStore(directory, isReadOnly: true)),
                to: directory.compactedLog)
            // A crash between the two is undone by whoever opens the ledger next.
            try LogDirectory.remove(directory.replacedLog)
            try FilePresence.rename(directory.log, to: directory.replacedLog)
            try FilePresence.rename(directory.compactedLog, to: directory.log)
            try FilePresence.synchronizeDirectory(directory.path)
            try LogDirectory.remove(directory.replacedLog)
            return (before, FilePresence.sizeBytes(directory.log + file) ?? 0)
        } catch {
            throw LedgerError.of(error)
        }
    }
}
