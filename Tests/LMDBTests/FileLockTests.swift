import Foundation
import LMDB
import Testing

@Suite("File lock", .timeLimit(.minutes(1)))
struct FileLockTests {
    let directory: TemporaryDirectory
    private var path: String { directory.path + "/hubledger.lock" }

    init() throws { directory = try TemporaryDirectory() }

    @Test func aSecondHolderIsRefusedAndToldWhoHasIt() throws {
        let first = try FileLock(path: path)
        #expect(throws: FileLock.Failure.held(path: path, processID: Int(getpid()))) {
            try FileLock(path: path)
        }
        withExtendedLifetime(first) {}
    }

    @Test func lettingGoReleasesTheLock() throws {
        do { _ = try FileLock(path: path) }
        _ = try FileLock(path: path)
    }

    @Test func aLockOfAnotherProcessIsNamedAndEndsWithThatProcess() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        let output = Pipe()
        let input = Pipe()
        process.standardOutput = output
        process.standardInput = input
        // The shell holds the lock on descriptor 9 until its input ends.
        process.arguments = [
            "-c", "exec 9<>\"$1\"; flock -x 9; echo $$ >&9; echo locked; read x", "sh", path,
        ]
        try process.run()
        _ = output.fileHandleForReading.availableData
        let child = Int(process.processIdentifier)
        let failure = #expect(throws: FileLock.Failure.self) { try FileLock(path: path) }
        #expect(failure == .held(path: path, processID: child))
        #expect(failure?.description.contains("process \(child)") == true)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        _ = try FileLock(path: path)
    }

    @Test func theFileIsForTheOwnerOnlyAndNoSymbolicLink() throws {
        do { _ = try FileLock(path: path) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let link = directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(throws: FileLock.Failure.self) { try FileLock(path: link) }
    }

    @Test func aMissingDirectoryIsAnErrorWithItsReason() {
        let failure = #expect(throws: FileLock.Failure.self) {
            try FileLock(path: directory.path + "/absent/lock")
        }
        guard case .failed = failure else {
            Issue.record("unexpected \(String(describing: failure))")
            return
        }
    }
}
