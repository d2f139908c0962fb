import CLMDB
import Glibc

extension Environment {
    /// How to open an environment; every default is safe, none trades durability for speed.
    package struct Configuration: Sendable {
        /// First upper bound of the file, in bytes; address space, not disk.
        ///
        /// Halved down to 1 GiB where the operating system refuses so much, and doubled at run time
        /// when the file is full.
        package var mapSizeBytes = 64 << 30
        /// Where growing stops, in bytes.
        package var mapSizeBytesMax = 4 << 40
        /// Most read transactions open at once, across processes.
        package var readersMax: UInt32 = 512
        /// Most named tables.
        package var tablesMax: UInt32 = 16
        /// Only read; the file may have a writer in another process.
        package var isReadOnly = false
        package var durability = Durability.full
        /// Told of each transaction that was open too long, once it has ended, on its thread.
        package var onLongTransaction: (@Sendable (LongTransaction) -> Void)?
        package var longReadMilliseconds = LongTransaction.readLimitMilliseconds
        package var longWriteMilliseconds = LongTransaction.writeLimitMilliseconds

        package init() {}
    }

    /// What a commit waits for.
    package enum Durability: Sendable {
        /// Data and root are on disk when a write returns.
        case full
        /// The root may be one commit behind after a power cut; the file is never damaged.
        ///
        /// For what can be made again, never for the log.
        case noMetaSync
    }

    /// Creates the database in directory `path`, and the directory (0700) where absent.
    ///
    /// - Throws: ``LMDBError`` with code `.alreadyExists` when the directory has a database file,
    ///   `.networkFileSystem`, or what the operating system said.
    package static func create(
        at path: String, configuration: Configuration = .init()
    ) throws(LMDBError) -> Environment {
        if unsafe mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw LMDBError(systemCall: "create the directory \(path)")
        }
        let file = path + "/data.mdb"
        var status = stat()
        guard unsafe lstat(file, &status) != 0 else {
            throw LMDBError(.alreadyExists, operation: "create \(file)", message: "it exists")
        }
        var configuration = configuration
        configuration.isReadOnly = false
        let environment = try open(path, configuration)
        try synchronizeDirectory(path)
        try synchronizeDirectory(path + "/..")
        return environment
    }

    /// Opens the database in directory `path`, which must have one that is whole.
    ///
    /// - Throws: ``LMDBError`` with code `.missing`, `.emptyFile`, `.truncated`, `.foreignFile`,
    ///   `.networkFileSystem`, `.alreadyOpen`, or what the operating system said.
    package static func openExisting(
        at path: String, configuration: Configuration = .init()
    ) throws(LMDBError) -> Environment {
        let file = path + "/data.mdb"
        var status = stat()
        guard unsafe stat(file, &status) == 0 else { throw LMDBError(systemCall: "open \(file)") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LMDBError(.foreignFile, operation: "open \(file)", message: "no regular file")
        }
        guard status.st_size > 0 else {
            throw LMDBError(.emptyFile, operation: "open \(file)", message: "the file is empty")
        }
        let environment = try open(path, configuration)
        try environment.refuseTruncatedFile()
        return environment
    }

    private static func open(
        _ path: String, _ configuration: Configuration
    ) throws(LMDBError) -> Environment {
        try refuseOldLibrary()
        try refuseNetworkFileSystem(path)
        let registration = try OpenDirectory(path)
        var configuration = configuration
        let handle = unsafe try openHandle(path, &configuration)
        let environment = unsafe Environment(
            handle: handle, path: path, configuration: configuration, registration: registration)
        try environment.clearStaleReaders()
        return environment
    }

    /// Opens with the largest map the operating system grants, and says which in `configuration`.
    private static func openHandle(
        _ path: String, _ configuration: inout Configuration
    ) throws(LMDBError) -> OpaquePointer {
        while true {
            do throws(LMDBError) {
                return unsafe try openHandle(path, configuration)
            } catch {
                let smaller = configuration.mapSizeBytes / 2
                guard error.code == .other(ENOMEM), smaller >= 1 << 30 else { throw error }
                configuration.mapSizeBytes = smaller
            }
        }
    }

    private static func openHandle(
        _ path: String, _ configuration: Configuration
    ) throws(LMDBError) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(unsafe mdb_env_create(&handle), "create an environment")
        guard let handle = unsafe handle else {
            preconditionFailure("mdb_env_create set no handle")
        }
        do throws(LMDBError) {
            // Sizes are refused once the environment is open.
            try check(
                unsafe mdb_env_set_mapsize(handle, configuration.mapSizeBytes), "set the map size")
            try check(
                unsafe mdb_env_set_maxreaders(handle, configuration.readersMax), "set readers")
            try check(unsafe mdb_env_set_maxdbs(handle, configuration.tablesMax), "set tables")
            // NOTLS ties a reader slot to its transaction instead of its thread, so a reader may
            // run on whichever thread its task is given.
            var flags = UInt32(MDB_NOTLS)
            if configuration.isReadOnly { flags |= UInt32(MDB_RDONLY) }
            if configuration.durability == .noMetaSync { flags |= UInt32(MDB_NOMETASYNC) }
            try check(unsafe mdb_env_open(handle, path, flags, 0o600), "open \(path)")
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
        return unsafe handle
    }
}

// MARK: - Checks before the first transaction

extension Environment {
    private static func refuseOldLibrary() throws(LMDBError) {
        var (major, minor, patch): (CInt, CInt, CInt) = (0, 0, 0)
        unsafe mdb_version(&major, &minor, &patch)
        guard (major, minor, patch) >= (0, 9, 24) else {
            throw LMDBError(
                .libraryTooOld("\(major).\(minor).\(patch)"), operation: "use liblmdb",
                message: "its version is \(major).\(minor).\(patch)")
        }
    }

    /// The version of liblmdb in this process, as "0.9.24".
    package static var libraryVersion: String {
        var (major, minor, patch): (CInt, CInt, CInt) = (0, 0, 0)
        unsafe mdb_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    private static func refuseNetworkFileSystem(_ path: String) throws(LMDBError) {
        let type = unsafe clmdb_file_system_type(path)
        guard type != -1 else { throw LMDBError(systemCall: "open \(path)") }
        if let name = networkFileSystem(type: type) {
            throw LMDBError(
                .networkFileSystem(name), operation: "open \(path)",
                message: "it lies on \(name), where locks and shared memory cannot be trusted")
        }
    }

    /// The name of a file system that is not local, by its magic number, or `nil`.
    ///
    /// Source: statfs(2) and linux/magic.h.
    static func networkFileSystem(type: Int) -> String? {
        switch UInt32(truncatingIfNeeded: type) {
        case 0x6969: "NFS"
        case 0x517B: "SMB"
        case 0xFF53_4D42: "CIFS"
        case 0xFE53_4D42: "SMB2"
        case 0x0102_1997: "9P"
        case 0x6573_5546: "FUSE"
        case 0x5346_414F, 0x6B41_4653: "AFS"
        case 0x00C3_6400: "Ceph"
        case 0x0BD0_0BD0: "Lustre"
        case 0x0161_1970: "GFS"
        case 0x7461_636F: "OCFS2"
        case 0x73757245: "Coda"
        default: nil
        }
    }

    private func refuseTruncatedFile() throws(LMDBError) {
        // A writer in another process fills the file up right after its commit: look again.
        var looks = 0
        while true {
            guard let extent = unsafe FileExtent(of: handle) else {
                throw LMDBError(systemCall: "read the size of \(path)/data.mdb")
            }
            guard extent.isShort else { return }
            if !configuration.isReadOnly, unsafe extent.missingPagesAreFree(handle) { return }
            looks += 1
            guard configuration.isReadOnly, looks < 20 else {
                throw LMDBError(
                    .truncated(sizeBytes: extent.sizeBytes, neededBytes: extent.neededBytes),
                    operation: "open \(path)/data.mdb",
                    message: "it has \(extent.sizeBytes) B of \(extent.neededBytes) B")
            }
            usleep(5_000)
        }
    }

    /// Makes the names of new files survive a power cut.
    private static func synchronizeDirectory(_ path: String) throws(LMDBError) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(systemCall: "open \(path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw LMDBError(systemCall: "sync \(path)") }
    }
}
