import CLMDB

/// What an environment looks like from outside, for status pages and alarms.
package struct EnvironmentInfo: Equatable, Sendable {
    package let pageSizeBytes: Int
    package let mapSizeBytes: Int
    /// Length of the file; pages that were never written take no disk.
    package let fileSizeBytes: Int
    /// Number of the last page in use.
    package let lastPage: Int
    /// Pages inside the file that the next writes will use first.
    package let freePages: Int
    /// Number of the last committed write.
    package let lastTransaction: Int
    /// Open read transactions of all processes, without the one that asked.
    package let readers: Int
    /// How many commits the oldest open reader is behind; pages freed since then are not reused.
    package let oldestReaderLag: Int
}

extension Environment {
    /// Reads the state of the environment; walks the list of free pages.
    package func info() throws -> EnvironmentInfo {
        let readers = unsafe ReaderTable.snapshots(handle)
        return try read { transaction in
            var free = 0
            guard FreePages.forEach(in: transaction, { _ in free += 1 }),
                let extent = unsafe FileExtent(of: handle)
            else {
                throw LMDBError(
                    .corrupted, operation: "read the free pages of \(path)",
                    message: "the list has an impossible length")
            }
            var info = unsafe MDB_envinfo()
            try check(unsafe mdb_env_info(handle, &info), "read the state of \(path)")
            let last = unsafe Int(info.me_last_txnid)
            return unsafe EnvironmentInfo(
                pageSizeBytes: extent.pageSizeBytes, mapSizeBytes: Int(info.me_mapsize),
                fileSizeBytes: extent.sizeBytes, lastPage: Int(info.me_last_pgno), freePages: free,
                lastTransaction: last, readers: readers.count,
                oldestReaderLag: max(0, last - (readers.min() ?? last)))
        }
    }
}

/// The table of readers that all processes share.
private enum ReaderTable {
    /// The transaction number that each open read transaction sees.
    static func snapshots(_ environment: OpaquePointer) -> [Int] {
        var lines: [String] = []
        unsafe withUnsafeMutablePointer(to: &lines) { lines in
            let context = UnsafeMutableRawPointer(lines)
            _ = unsafe mdb_reader_list(
                environment,
                { line, context in
                    guard let line = unsafe line, let context = unsafe context else { return 0 }
                    unsafe context.assumingMemoryBound(to: [String].self).pointee.append(
                        String(cString: line))
                    return 0
                }, context)
        }
        // "pid thread txnid", the last a dash for a slot that is kept but not in use; one heading.
        return lines.compactMap { line in
            line.split { $0 == " " || $0 == "\n" }.last.flatMap { Int($0) }
        }
    }
}
