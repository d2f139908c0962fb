import Foundation

/// A chromedriver process on a port that it chose itself.
struct Driver {
    let address: URL
    private let process: Process

    /// Starts a driver; a second one if the first does not come up.
    static func start() async throws -> Driver {
        do {
            return try await startOnce()
        } catch {
            return try await startOnce()
        }
    }

    /// Waits at most 20 seconds for the driver to say its port.
    private static func startOnce() async throws -> Driver {
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
                    throw Browser.Failure(description: "chromedriver did not say its port in time.")
                }
                defer { group.cancelAll() }
                guard let port = try await group.next() else {
                    throw Browser.Failure(description: "chromedriver said no port.")
                }
                return port
            }
            guard let address = URL(string: "http://127.0.0.1:\(port)") else {
                throw Browser.Failure(description: "chromedriver's port is no port: \(port)")
            }
            return Driver(address: address, process: process)
        } catch {
            process.terminate()
            throw error
        }
    }

    /// Lets the driver end its browsers and itself, and ends it if it does not.
    func stop() async {
        _ = try? await Browser.send("GET", address.appending(path: "shutdown"), nil)
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
                    throwing: Browser.Failure(
                        description: "chromedriver did not start: install chromium and "
                            + "chromium-driver."))
            }
        }
    }
}
