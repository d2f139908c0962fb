import Foundation
import Synchronization

/// An answer to one request of the curl program: a client that shares no code with the server.
struct Answer {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: String

    struct NoAnswer: Error {}

    static func get(_ url: String, _ headers: [String: String]) async throws -> Answer {
        let arguments = headers.sorted { $0.key < $1.key }.flatMap { ["-H", "\($0): \($1)"] }
        let output = try await run(["-s", "-i", "--max-time", "20"] + arguments + [url])
        guard let end = output.range(of: "\r\n\r\n") else { throw NoAnswer() }
        var lines = output[..<end.lowerBound].components(separatedBy: "\r\n")[...]
        let statusLine = lines.removeFirst().split(separator: " ")
        guard statusLine.count >= 2, let status = Int(statusLine[1]) else { throw NoAnswer() }
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return Answer(status: status, headers: fields, body: String(output[end.upperBound...]))
    }

    private static func run(_ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // Waiting blocks a thread, which must not be one of the pool that runs the server.
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        let data = try output.fileHandleForReading.readToEnd() ?? Data()
                        process.waitUntilExit()
                        return String(decoding: data, as: UTF8.self)
                    })
            }
        }
    }
}

/// A page that listens to a stream of events, as a browser with the dashboard open does.
final class OpenPage: Sendable {
    struct NotReceived: Error {}

    private let received = Mutex("")
    private let process: Process

    init(listeningTo url: String) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-s", "-N", "--max-time", "30", url]
        let output = Pipe()
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [self] handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            received.withLock { $0 += text }
        }
        try process.run()
    }

    func wait(for part: String) async throws {
        for _ in 0..<800 {
            if received.withLock({ $0.contains(part) }) { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw NotReceived()
    }

    func close() { process.terminate() }
}
