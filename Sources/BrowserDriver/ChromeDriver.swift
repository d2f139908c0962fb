import Foundation
import HTTPClient

/// A chromedriver process on a port that it chose itself.
package struct ChromeDriver: Sendable {
    let base: BaseURL
    private let process: Process

    /// Starts a driver; a second one if the first does not come up.
    ///
    /// - Throws: ``BrowserError``, which says what to install where there is no driver.
    package static func start() async throws -> ChromeDriver {
        do {
            return try await startOnce()
        } catch {
            return try await startOnce()
        }
    }

    /// Waits at most 20 seconds for the driver to say its port.
    private static func startOnce() async throws -> ChromeDriver {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["chromedriver", "--port=0"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        do {
            let port = try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await readPort(from: output.fileHandleForReading) }
                group.addTask {
                    try await Task.sleep(for: .seconds(20))
                    process.terminate()  // Ends the output, and with it the reader.
                    throw BrowserError("chromedriver did not say its port in time")
                }
                defer { group.cancelAll() }
                guard let port = try await group.next() else {
                    throw BrowserError("chromedriver said no port")
                }
                return port
            }
            return ChromeDriver(base: try BaseURL("http://127.0.0.1:\(port)"), process: process)
        } catch {
            process.terminate()
            throw error
        }
    }

    /// Lets the driver end its browsers and itself, and ends it if it does not.
    package func stop() async {
        _ = try? await CurlClient().send(HTTPRequest(.get, base, path: "/shutdown"))
        for _ in 0..<50 where process.isRunning {
            try? await Task.sleep(for: .milliseconds(20))
        }
        // A driver whose browser hangs ignores a request to end.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Reads what the driver says until it names its port, `… successfully on port 12345.`.
    private static func readPort(from handle: FileHandle) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                var text = ""
                while true {
                    let data = handle.availableData
                    guard !data.isEmpty else { break }
                    text += String(decoding: data, as: UTF8.self)
                    if let match = text.firstMatch(of: /successfully on port (\d+)/),
                        let port = Int(match.1)
                    {
                        continuation.resume(returning: port)
                        return
                    }
                }
                continuation.resume(
                    throwing: BrowserError("chromedriver did not start: \(BrowserError.remedy)"))
            }
        }
    }
}
