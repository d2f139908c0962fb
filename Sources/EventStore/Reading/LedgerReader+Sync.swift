package import LMDB

extension LedgerReader {
    /// The bytes of a small fact of the sync, or `nil`.
    package func sync(_ key: SyncKey) throws(LedgerError) -> [UInt8]? {
        try read { (store, transaction) in
            try store.tables.sync.value(for: key.stored, in: transaction)
        }
    }

    /// Every small fact of the sync.
    package func allSync() throws(LedgerError) -> [SyncKey: [UInt8]] {
        try read { (store, transaction) in
            var facts: [SyncKey: [UInt8]] = [:]
            try store.tables.sync.scan(in: transaction) { bytes, value in
                guard let key = SyncKey(stored: try store.tables.sync.key(bytes)) else {
                    throw LedgerError(
                        .damagedRow("sync"), "a key of the table sync cannot be read")
                }
                facts[key] = value.copied()
                return .next
            }
            return facts
        }
    }

    /// What the caller told of a run, or `nil`.
    package func run(_ number: UInt64) throws(LedgerError) -> [UInt8]? {
        try read { (store, transaction) in
            try store.tables.runs.value(for: number, in: transaction)
        }
    }

    /// The last runs, newest first.
    package func lastRuns(
        _ count: Int
    ) throws(LedgerError) -> [(number: UInt64, bytes: [UInt8])] {
        guard count > 0 else { return [] }
        return try read { (store, transaction) in
            var runs: [(number: UInt64, bytes: [UInt8])] = []
            try store.tables.runs.scan(.descending, in: transaction) { key, value in
                runs.append((try store.tables.runs.key(key), value.copied()))
                return runs.count < count ? .next : .stop
            }
            return runs
        }
    }

    /// The length of the log's file in bytes; it grows in steps and never shrinks by itself.
    package func logSizeBytes() -> Int {
        FilePresence.sizeBytes(store.path + "/data.mdb") ?? 0
    }

    /// The state of the log's environment, for status pages and alarms.
    package func environmentInfo() throws(LedgerError) -> EnvironmentInfo {
        do {
            return try store.environment.info()
        } catch {
            throw LedgerError.of(error)
        }
    }

    /// Writes a compact copy of the log to the new file `path` (0600), beside a writer.
    package func copyCompacted(to path: String) throws(LedgerError) {
        do throws(LMDBError) {
            try store.environment.copyCompacted(to: path)
        } catch {
            throw LedgerError(error)
        }
    }
}
