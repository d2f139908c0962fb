import Foundation
import Testing

/// An answer over HTTP, fetched with the curl program: a client that shares no code with ours.
struct WebAnswer: Sendable {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    struct NoAnswer: Error, CustomStringConvertible {
        let url: String
        let reason: String

        var description: String { "\(url) gave no answer: \(reason)" }
    }

    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    static func fetch(
        _ url: String, method: String = "GET", headers: [String] = [], body: String? = nil,
        secondsMax: Int = 60
    ) async throws -> WebAnswer {
        var arguments = ["-s", "-i", "--max-time", "\(secondsMax)", "-X", method]
        for header in headers { arguments += ["-H", header] }
        if let body { arguments += ["--data-binary", body] }
        let ending = try await Program.run(
            arguments + [url], executable: "/usr/bin/curl",
            in: FileManager.default.temporaryDirectory.path,
            deadline: .seconds(secondsMax + 10))
        guard ending.code == 0, let answer = WebAnswer(ending.output) else {
            throw NoAnswer(url: url, reason: "curl ended with \(ending.code)")
        }
        return answer
    }

    private init?(_ bytes: Data) {
        guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        var lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")[...]
        let first = lines.removeFirst().split(separator: " ")
        guard first.count >= 2, let status = Int(first[1]) else { return nil }
        self.status = status
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        headers = fields
        body = Data(bytes[end.upperBound...])
    }

    /// The body of an answer that must be a success.
    func successful(_ place: SourceLocation = #_sourceLocation) throws -> Data {
        guard (200..<300).contains(status) else {
            throw Refused(description: "status \(status): \(text.prefix(500))")
        }
        return body
    }
}
