import Foundation
import Synchronization

/// A program under way; its output goes into files, so that no pipe can fill up.
final class RunningProgram: Sendable {
    private struct State {
        var code: Int32?
        var waiting: [CheckedContinuation<Int32?, Never>] = []
    }

    private let process: Process
    private let arguments: [String]
    private let folder: String
    private let state = Mutex(State())
    /// Signals and deadlines are served here, away from the pool that runs the tests.
    private static let clock = DispatchQueue(label: "end-to-end.deadlines")

    /// Starts the program with an environment of its own: PATH and what is given, nothing else.
    init(
        _ arguments: [String], executable: String? = nil, environment: [String: String] = [:],
        in directory: String
    ) throws {
        self.arguments = arguments
        folder = FileManager.default.temporaryDirectory.appending(path: "hubledger-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        process = Process()
        // Whatever thread this runs on may block signals, which a child would inherit.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--default-signal", try executable ?? Program.path()] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = environment.merging(["PATH": path]) { given, _ in given }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file("\(folder)/output")
        process.standardError = try Self.file("\(folder)/errors")
        process.terminationHandler = { [weak self] process in
            let isSignal = process.terminationReason == .uncaughtSignal
            self?.ended(isSignal ? 128 + process.terminationStatus : process.terminationStatus)
        }
        try process.run()
    }

    deinit {
        // What a failed test left running ends here.
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func file(_ path: String) throws -> FileHandle {
        let url = URL(fileURLWithPath: path)
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    // MARK: - Output so far

    var output: Data { FileManager.default.contents(atPath: "\(folder)/output") ?? Data() }
    var errors: Data { FileManager.default.contents(atPath: "\(folder)/errors") ?? Data() }
    var isRunning: Bool { state.withLock { $0.code == nil } }

    /// Waits until `isReached` says so.
    ///
    /// - Throws: `Program.TookTooLong` when that does not come in time, or the program ends before.
    func wait(
        within deadline: Duration = .seconds(30), until isReached: (RunningProgram) -> Bool
    ) async throws {
        let end = ContinuousClock.now + deadline
        while !isReached(self) {
            guard ContinuousClock.now < end, isRunning || isReached(self) else {
                throw Program.TookTooLong(
                    arguments: arguments, errors: String(decoding: errors, as: UTF8.self))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    // MARK: - Ending

    func signal(_ number: Int32) {
        guard isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, number)
    }

    func kill(after delay: Duration) {
        Self.clock.asyncAfter(deadline: .now() + .nanoseconds(Int(delay / .nanoseconds(1)))) {
            [weak self] in
            self?.signal(SIGKILL)
        }
    }

    /// Waits for the end.
    ///
    /// - Throws: `Program.TookTooLong` after killing a program that does not end by itself.
    func ending(within deadline: Duration) async throws -> Ending {
        let nanoseconds = Int(deadline / .nanoseconds(1))
        Self.clock.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { [weak self] in
            self?.giveUp()
        }
        let code = await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Int32? in
                if state.code == nil { state.waiting.append(continuation) }
                return state.code
            }
            if let known { continuation.resume(returning: known) }
        }
        guard let code else {
            throw Program.TookTooLong(
                arguments: arguments, errors: String(decoding: errors, as: UTF8.self))
        }
        return Ending(code: code, output: output, errors: errors)
    }

    private func ended(_ code: Int32) {
        let waiting = state.withLock { state in
            state.code = code
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: code) }
    }

    private func giveUp() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.code == nil ? state.waiting : []
        }
        guard !waiting.isEmpty else { return }
        signal(SIGKILL)
        for continuation in waiting { continuation.resume(returning: nil) }
    }
}
