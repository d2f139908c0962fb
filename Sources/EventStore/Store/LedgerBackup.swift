import LMDB

/// Copies of a log that can be put back.
package enum LedgerBackup {
    /// Writes a compact, checked copy of the log to the new directory `path`, beside a writer.
    ///
    /// The copy is a log directory: ``restore(from:to:)`` takes it.
    ///
    /// - Returns: What was checked in the copy; its `head` is what the copy holds.
    /// - Throws: ``LedgerError``: `.alreadyExists` when there is something at `path`.
    package static func write(
        _ reader: LedgerReader, to path: String
    ) throws(LedgerError) -> LedgerVerification {
        guard !FilePresence.exists(path) else {
            throw LedgerError(.alreadyExists, "there is something at \(path) already")
        }
        do {
            return try LogDirectory.copy(reader, to: path)
        } catch {
            throw LedgerError.of(error)
        }
    }

    /// Makes a copy of a checked backup the log of a data directory that has none.
    ///
    /// - Throws: ``LedgerError``: `.noLedger` when `path` has no log, `.alreadyExists` when the data
    ///   directory has one, `.busy`, or what checking found.
    package static func restore(
        from path: String, to directory: DataDirectory
    ) throws(LedgerError) -> LedgerVerification {
        do {
            try FilePresence.makeDirectory(directory.path)
            let lock = try FileLock(path: directory.lock)
            defer { withExtendedLifetime(lock) {} }
            guard !FilePresence.exists(directory.log) else {
                throw LedgerError(.alreadyExists, "there is something at \(directory.log) already")
            }
            try LogDirectory.remove(directory.unfinishedLog)
            // What was acknowledged after the backup is given up knowingly.
            try FilePresence.removeFile(directory.head)
            let verification = try LogDirectory.copy(
                LedgerReader(try LedgerStore(log: path)), to: directory.unfinishedLog)
            try FilePresence.rename(directory.unfinishedLog, to: directory.log)
            try FilePresence.synchronizeDirectory(directory.path)
            return verification
        } catch {
            throw LedgerError.of(error)
        }
    }
}
