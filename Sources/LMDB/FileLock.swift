import Glibc

/// An exclusive lock on a file, held as long as this value lives and released by the kernel at exit.
///
/// It marks the one writing process of a data directory. The file stays; it holds the process id of
/// the last holder, so that a refusal can say who. Source: flock(2).
package final class FileLock: Sendable {
    /// Why a lock was not taken.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// Another holder has it; its process id, where the file says so.
        case held(path: String, processID: Int?)
        /// A system call failed.
        case failed(operation: String, message: String)

        package var description: String {
            switch self {
            case .held(let path, let processID):
                "\(path) is locked by "
                    + (processID.map { "process \($0)" } ?? "another process")
                    + ". Only one process may write a data directory; wait for it to end, or stop it."
            case .failed(let operation, let message):
                "could not \(operation): \(message). Check the owner and mode of the data directory."
            }
        }
    }

    private let descriptor: CInt

    /// Takes the lock or throws at once; never waits.
    ///
    /// Creates the file (mode 0600) where absent; the directory must exist.
    package init(path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("open \(path)") }
        guard Self.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let failure: Failure =
                isHeld
                ? .held(path: path, processID: Self.processID(in: descriptor))
                : .system("lock \(path)")
            close(descriptor)
            throw failure
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0,
            unsafe pwrite(descriptor, text, text.count, 0) == text.count
        else {
            let failure = Failure.system("write \(path)")
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func processID(in descriptor: CInt) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }

    private static func retrying(_ call: () -> CInt) -> CInt {
        while true {
            let result = call()
            if result != -1 || errno != EINTR { return result }
        }
    }
}

extension FileLock.Failure {
    fileprivate static func system(_ operation: String) -> Self {
        .failed(operation: operation, message: unsafe String(cString: strerror(errno)))
    }
}
