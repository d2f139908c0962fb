import Foundation

/// Holds all threads of this process on one processor for a while.
enum OneCore {
    /// Runs `body` on one processor where `taskset` is there.
    ///
    /// - Returns: What `body` returned, and whether it ran on one.
    static func run<Value>(
        _ body: () async throws -> Value
    ) async throws -> (value: Value, isPinned: Bool) {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        let isPinned = setAffinity("0")
        defer { if isPinned { _ = setAffinity("0-\(processors - 1)") } }
        return (try await body(), isPinned)
    }

    /// Of every thread; threads made later inherit it.
    private static func setAffinity(_ processors: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "taskset", "-a", "-c", "-p", processors,
            "\(ProcessInfo.processInfo.processIdentifier)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
