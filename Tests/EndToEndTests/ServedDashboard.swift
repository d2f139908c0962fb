import Foundation
import Testing

/// `hubledger serve` on a free port.
final class ServedDashboard: Sendable {
    private let program: RunningProgram
    private let portFile: String

    init(_ ledger: Ledger, _ arguments: [String] = []) throws {
        portFile = ledger.folder.path + "/serve-\(UUID()).port"
        program = try RunningProgram(
            ["serve", "--port", "0", "--port-file", portFile] + arguments,
            environment: ledger.variables, in: ledger.folder.path)
    }

    var errors: String { String(decoding: program.errors, as: UTF8.self) }
    var isRunning: Bool { program.isRunning }

    /// Waits until requests are answered and a dashboard is there to be shown.
    ///
    /// - Returns: the address without the last slash.
    func start() async throws -> String {
        try await program.wait { [portFile] _ in
            FileManager.default.fileExists(atPath: portFile)
        }
        let port = try #require(
            FileManager.default.contents(atPath: portFile).map {
                String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines)
            })
        let base = "http://127.0.0.1:\(port)"
        for _ in 0..<600 {
            if try await WebAnswer.fetch(base + "/api/metrics").status == 200 { return base }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw WebAnswer.NoAnswer(url: base, reason: "no dashboard within thirty seconds: \(errors)")
    }

    /// Asks it to end, as a service manager does.
    func stop() async throws -> Ending {
        program.signal(SIGTERM)
        return try await program.ending(within: .seconds(15))
    }
}
