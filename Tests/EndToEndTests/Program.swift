import Foundation
import Synchronization
import Testing

/// How a program ended, and what it wrote.
struct Ending: Sendable {
    /// The exit code; 128 and the number of the signal where one ended it.
    let code: Int32
    let output: Data
    let errors: Data

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    var lines: [String] { text.split(separator: "\n").map(String.init) }
    var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }
}

/// The built program, as an operator starts it.
enum Program {
    struct NotGiven: Error, CustomStringConvertible {
        var description: String {
            "HUBLEDGER_PROGRAM names no program: set it to the built hubledger, as ops/test does"
        }
    }

    struct TookTooLong: Error, CustomStringConvertible {
        let arguments: [String]
        let errors: String

        var description: String {
            "\(arguments.joined(separator: " ")) did not end in time and was killed: \(errors)"
        }
    }

    /// The path that the environment variable names.
    ///
    /// - Throws: ``NotGiven``: without the program there is nothing that could be tested.
    static func path() throws -> String {
        guard let path = ProcessInfo.processInfo.environment["HUBLEDGER_PROGRAM"],
            FileManager.default.isExecutableFile(atPath: path)
        else { throw NotGiven() }
        return path
    }

    /// The repository that the tests were built from.
    static var repository: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - killedAfter: the instant at which it is killed with SIGKILL, which is then no failure.
    ///   - deadline: how long it may take at most.
    /// - Throws: ``TookTooLong``.
    static func run(
        _ arguments: [String], executable: String? = nil, environment: [String: String] = [:],
        in directory: String, killedAfter: Duration? = nil, deadline: Duration = .seconds(60)
    ) async throws -> Ending {
        let running = try RunningProgram(
            arguments, executable: executable, environment: environment, in: directory)
        if let killedAfter { running.kill(after: killedAfter) }
        return try await running.ending(within: deadline)
    }
}
