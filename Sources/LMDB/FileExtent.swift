import CLMDB
import Glibc

/// The length of the database file against the pages its last commit counts.
///
/// LMDB opens a truncated file without complaint and the first read past its end kills the process
/// with SIGBUS, so the length is compared first. It is not the whole story: LMDB does not write
/// trailing pages that one transaction allocated and freed again, yet counts them (39 of 4,000
/// random commits), so a sound file can be short too. ``cover(_:)`` fills such a file up after its
/// commit; after a power cut in between, ``missingPagesAreFree(_:)`` tells the two apart.
///
/// The descriptor is LMDB's own: opening and closing the file again would drop its locks.
struct FileExtent {
    let descriptor: CInt
    let sizeBytes: Int
    let neededBytes: Int
    let pageSizeBytes: Int

    var isShort: Bool { sizeBytes < neededBytes }

    /// Reads both lengths, or returns `nil` when a system call fails.
    init?(of environment: OpaquePointer) {
        var info = unsafe MDB_envinfo()
        var statistics = MDB_stat()
        var status = stat()
        var descriptor: CInt = -1
        guard unsafe mdb_env_info(environment, &info) == MDB_SUCCESS,
            unsafe mdb_env_stat(environment, &statistics) == MDB_SUCCESS,
            unsafe mdb_env_get_fd(environment, &descriptor) == MDB_SUCCESS,
            unsafe fstat(descriptor, &status) == 0
        else { return nil }
        self.descriptor = descriptor
        sizeBytes = Int(status.st_size)
        pageSizeBytes = Int(statistics.ms_psize)
        neededBytes = unsafe (info.me_last_pgno + 1) * pageSizeBytes
    }

    /// Makes the file as long as the pages it counts; one `fstat` where it is.
    ///
    /// A failure changes nothing that was committed, so there is none to report.
    static func cover(_ environment: OpaquePointer) {
        guard let extent = unsafe FileExtent(of: environment), extent.isShort else { return }
        ftruncate(extent.descriptor, extent.neededBytes)
    }

    /// Whether every page past the end of a short file lies in LMDB's list of free pages.
    ///
    /// Lengthens the file for the walk, since the list itself may be cut off, and shortens it again
    /// when the answer is no. No other process may have the file open.
    func missingPagesAreFree(_ environment: OpaquePointer) -> Bool {
        guard ftruncate(descriptor, neededBytes) == 0 else { return false }
        let firstMissing = sizeBytes / pageSizeBytes
        var missing = Set(firstMissing..<(neededBytes / pageSizeBytes))
        let isRead = unsafe FreePages.forEach(environment) { missing.remove($0) }
        if isRead && missing.isEmpty { return true }
        ftruncate(descriptor, sizeBytes)
        return false
    }
}

/// LMDB's list of free pages: a table of transaction number to counted list of page numbers.
enum FreePages {
    /// Calls `body` with every free page; `false` when the list cannot be read.
    static func forEach(_ environment: OpaquePointer, _ body: (Int) -> Void) -> Bool {
        var handle: OpaquePointer?
        guard unsafe mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &handle) == MDB_SUCCESS,
            let handle = unsafe handle
        else { return false }
        let transaction = unsafe ReadTransaction(handle: handle, progress: nil)
        return forEach(in: transaction, body)
    }

    static func forEach(in transaction: borrowing ReadTransaction, _ body: (Int) -> Void) -> Bool {
        do {
            // Table 0 is the list; lmdb.h does not name it, mdb_stat.c reads it the same way.
            let cursor = try Cursor(0, name: "free pages", in: transaction)
            var row = unsafe try cursor.move(MDB_FIRST)
            while let found = unsafe row {
                let words = unsafe found.value.count / MemoryLayout<UInt>.size
                guard words > 0 else { return false }
                let count = unsafe found.value.loadUnaligned(as: UInt.self)
                guard count < UInt(words) else { return false }
                for word in 0..<Int(count) {
                    let offset = (word + 1) * MemoryLayout<UInt>.size
                    body(
                        Int(unsafe found.value.loadUnaligned(fromByteOffset: offset, as: UInt.self))
                    )
                }
                unsafe row = try cursor.move(MDB_NEXT)
            }
            return true
        } catch {
            return false
        }
    }
}
