import LMDB

/// A directory of an LMDB environment that is not the log in use, by its two files.
enum LogDirectory {
    /// Refuses a data directory without a log, and ends a compaction that was killed.
    static func requireLog(_ directory: DataDirectory) throws(LedgerError) {
        if !FilePresence.exists(directory.log), FilePresence.exists(directory.replacedLog) {
            let lock = try lock(directory)
            defer { withExtendedLifetime(lock) {} }
            if !FilePresence.exists(directory.log) {
                try FilePresence.rename(directory.replacedLog, to: directory.log)
            }
        }
        guard FilePresence.exists(directory.log) else {
            throw LedgerError(.noLedger, "there is no ledger in \(directory.path)")
        }
    }

    private static func lock(_ directory: DataDirectory) throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock(path: directory.lock)
        } catch {
            throw LedgerError.of(error)
        }
    }

    /// Removes what a compaction that was killed left, texts that were erased among it.
    ///
    /// The caller holds the lock of the data directory, and there is a log.
    static func removeRemains(_ directory: DataDirectory) throws(LedgerError) {
        try remove(directory.compactedLog)
        try remove(directory.replacedLog)
    }

    /// Removes an environment that nobody has open, if it is there.
    static func remove(_ path: String) throws(LedgerError) {
        for name in ["data.mdb", "lock.mdb"] {
            try FilePresence.removeFile("\(path)/\(name)")
        }
        try FilePresence.removeDirectory(path)
    }

    /// Writes a compact copy of a log to the new directory `path` and proves that it is whole.
    ///
    /// - Returns: What was checked.
    static func copy(
        _ reader: LedgerReader, to path: String
    ) throws -> LedgerVerification {
        try FilePresence.makeDirectory(path)
        do {
            try reader.copyCompacted(to: path + "/data.mdb")
            try FilePresence.synchronizeDirectory(path)
            return try verify(path, belongsTo: reader.identity)
        } catch {
            try? remove(path)
            throw error
        }
    }

    /// Checks a log that is not in use: chain, tables and, where given, whose it is.
    static func verify(
        _ path: String, belongsTo identity: LedgerIdentity?
    ) throws -> LedgerVerification {
        let copy = LedgerReader(try LedgerStore(log: path))
        if let identity, copy.identity != identity {
            throw LedgerError(.foreign, "\(path) is a copy of another ledger")
        }
        _ = try copy.verifyChain()
        return try copy.verifyCurrent()
    }
}
