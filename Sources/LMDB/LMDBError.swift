import CLMDB
import Glibc

/// A storage call that failed: what was being done, the code, and what to try next.
package struct LMDBError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The codes a caller reacts to; everything else is carried as the raw code.
    package enum Code: Equatable, Sendable {
        /// The map could not grow further (`MDB_MAP_FULL` at `mapSizeBytesMax`, or no address space).
        case mapFull
        /// Every reader slot is taken, also after clearing those of dead processes.
        case readersFull
        /// The key exists (`put` without overwriting) or is not the greatest (`append`).
        case keyExists
        /// A key of no bytes or of more than 511.
        case badKeySize
        /// The file is damaged: LMDB found an impossible page, or a key has a wrong shape.
        case corrupted
        /// A meta page could not be written; the environment must be closed and reopened.
        case panicked
        /// Not an LMDB file, or one of another format.
        case foreignFile
        /// More dirty pages than one transaction can hold.
        case transactionFull
        /// `openExisting` found no database file there.
        case missing
        /// `create` found a database file there.
        case alreadyExists
        /// The database file has no bytes, which LMDB would take for a new database.
        case emptyFile
        /// The file is shorter than the pages it says it has; reading it would kill the process.
        case truncated(sizeBytes: Int, neededBytes: Int)
        /// Locks and shared memory do not work over this file system, named here.
        case networkFileSystem(String)
        /// liblmdb is older than 0.9.24.
        case libraryTooOld(String)
        /// This process has the same directory open already.
        case alreadyOpen
        /// A table, named here, that the file does not have.
        case tableMissing(String)
        /// A table, named here, was made with other flags than ours.
        case tableIncompatible(String)
        /// The disk, or the quota, is full.
        case diskFull
        /// The disk failed; a full disk can look like this too.
        case inputOutput
        /// The operating system forbids it, or the environment was opened for reading.
        case permissionDenied
        case other(CInt)

        init(rawCode: CInt) {
            switch rawCode {
            case MDB_MAP_FULL: self = .mapFull
            case MDB_READERS_FULL: self = .readersFull
            case MDB_KEYEXIST: self = .keyExists
            case MDB_BAD_VALSIZE: self = .badKeySize
            case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_CURSOR_FULL: self = .corrupted
            case MDB_PANIC: self = .panicked
            case MDB_VERSION_MISMATCH, MDB_INVALID: self = .foreignFile
            case MDB_TXN_FULL: self = .transactionFull
            case ENOENT: self = .missing
            case EEXIST: self = .alreadyExists
            case ENOSPC, EDQUOT: self = .diskFull
            case EIO: self = .inputOutput
            case EACCES, EPERM, EROFS: self = .permissionDenied
            default: self = .other(rawCode)
            }
        }
    }

    package let code: Code
    /// The operation, in the words of the caller: "append to events", "open table events".
    package let operation: String
    /// What LMDB or the operating system calls it.
    package let message: String

    package init(_ code: Code, operation: String, message: String) {
        self.code = code
        self.operation = operation
        self.message = message
    }

    /// Whether the same call can succeed later, once the operator or another process made room.
    package var isTemporary: Bool {
        switch code {
        case .mapFull, .readersFull, .diskFull, .inputOutput: true
        default: false
        }
    }

    /// One sentence telling the operator what to do, or `nil` when no action is known to help.
    package var remedy: String? {
        switch code {
        case .mapFull:
            "Raise the address-space limit of the process (ulimit -v) or storage.mapSizeBytes; the "
                + "map is sparse, so this does not use disk."
        case .readersFull:
            "Too many processes read this data directory at once; end some of them, then try again."
        case .keyExists, .badKeySize:
            nil
        case .corrupted:
            "Stop using this data directory, keep a copy of it, and restore the last backup."
        case .panicked:
            "Check the disk, then start again; what was committed before is kept."
        case .foreignFile:
            "Check that the path is a hubledger data directory written by this or an older version."
        case .transactionFull:
            "Write fewer changes at once."
        case .missing:
            "Check the path of the data directory; `hubledger sync` creates a new one."
        case .alreadyExists:
            "Choose another directory; nothing that exists is overwritten."
        case .emptyFile, .truncated:
            "The file was cut off outside of this program; restore the last backup."
        case .networkFileSystem:
            "Move the data directory to a local disk (ext4, xfs, btrfs, zfs)."
        case .libraryTooOld:
            "Install liblmdb 0.9.24 or newer."
        case .alreadyOpen:
            "Open a directory once and share the environment."
        case .tableMissing, .tableIncompatible:
            "The data directory was written by another version; use that version, or restore."
        case .diskFull:
            "Free disk space; nothing was lost, and the same write can be tried again."
        case .inputOutput:
            "Check the disk and its free space; the same write can be tried again."
        case .permissionDenied:
            "Check the owner and the modes of the data directory (0700) and its files (0600)."
        case .other:
            nil
        }
    }

    package var description: String {
        "could not \(operation): \(message)" + (remedy.map { ". \($0)" } ?? "")
    }
}

extension LMDBError {
    /// The error of a code that LMDB or the operating system returned.
    init(rawCode: CInt, operation: String) {
        self.init(
            Code(rawCode: rawCode), operation: operation,
            message: unsafe String(cString: mdb_strerror(rawCode)))
    }

    /// The error of the system call that just failed, from `errno`.
    init(systemCall operation: String) {
        self.init(rawCode: errno, operation: operation)
    }
}

/// Throws unless `code` is `MDB_SUCCESS`.
@inline(__always)
func check(_ code: CInt, _ operation: @autoclosure () -> String) throws(LMDBError) {
    guard code != MDB_SUCCESS else { return }
    throw LMDBError(rawCode: code, operation: operation())
}
