import Foundation
import Synchronization

/// A directory of this run, removed at its end.
final class TemporaryFolder: Sendable {
    /// On the disk: what is written durably waits for it.
    let path: String
    /// In memory where the system has such a file system: for data that is only read.
    let fastPath: String
    private let lastNumber = Mutex(0)

    init() throws {
        let name = "hubledger-bench-\(ProcessInfo.processInfo.processIdentifier)"
        let files = FileManager.default
        path = files.temporaryDirectory.path + "/" + name
        let shared = "/dev/shm"
        fastPath = files.isWritableFile(atPath: shared) ? "\(shared)/\(name)" : path
        for folder in Set([path, fastPath]) {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
    }

    var isFastInMemory: Bool { fastPath != path }

    /// The path of a new, absent directory.
    func new(_ name: String, isFast: Bool = false) -> String {
        let number = lastNumber.withLock { number in
            number += 1
            return number
        }
        return "\(isFast ? fastPath : path)/\(name)-\(number)"
    }

    func remove() {
        for folder in Set([path, fastPath]) { try? FileManager.default.removeItem(atPath: folder) }
    }
}
