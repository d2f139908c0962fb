import Foundation
import Glibc

@testable import HubSpotSimulator

/// What came back over a socket, however it ended.
struct SocketAnswer: Sendable {
    enum End: Sendable, Equatable {
        /// As many bytes as `Content-Length` promised, or the last chunk.
        case complete
        /// The peer closed before.
        case closed
        /// The peer reset the connection.
        case reset
        /// Nothing more came within the deadline.
        case timedOut
    }

    var status = 0
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var end = End.closed

    var json: JSONValue? { JSONParser.parse(body) }
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a header, by lower-case name.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    func headerCount(_ name: String) -> Int {
        headers.count { $0.name == name }
    }

    var results: [JSONValue] { json?["results"]?.elements ?? [] }
    var ids: [String] { results.compactMap { $0["id"]?.stringValue } }
    var total: Int64? { json?["total"]?.integerValue }
    var category: String? { json?["category"]?.stringValue }
}

struct SocketError: Error {
    let operation: String
    let code: Int32
}

/// Speaks HTTP/1.1 over plain sockets, so that resets and short bodies are seen as they are.
enum SocketClient {
    static func send(
        _ method: String, _ path: String, headers: [String], body: [UInt8], port: Int,
        deadlineSeconds: Int = 120
    ) async throws -> SocketAnswer {
        var request = Array("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n".utf8)
        for header in headers { request += Array("\(header)\r\n".utf8) }
        request += Array("Content-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8) + body
        let bytes = request
        return try await withCheckedThrowingContinuation { continuation in
            // Blocking calls need a thread of their own: tasks run on the queues of Dispatch.
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try exchange(bytes, port: port, deadlineSeconds: deadlineSeconds)
                    })
            }
        }
    }

    private static func exchange(
        _ request: [UInt8], port: Int, deadlineSeconds: Int
    ) throws -> SocketAnswer {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError(operation: "socket", code: errno) }
        defer { close(descriptor) }
        var deadline = timeval(tv_sec: deadlineSeconds, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline,
            socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw SocketError(operation: "connect", code: errno) }
        var sent = 0
        while sent < request.count {
            let count = unsafe request[sent...].withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            // A peer that answers early may close early; what it said is still read below.
            guard count > 0 else { break }
            sent += count
        }
        return receive(descriptor)
    }

    private static func receive(_ descriptor: Int32) -> SocketAnswer {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var end = SocketAnswer.End.closed
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            }
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
                continue
            }
            if count < 0 { end = errno == ECONNRESET ? .reset : .timedOut }
            break
        }
        return parse(bytes, end: end)
    }

    private static func parse(_ bytes: [UInt8], end: SocketAnswer.End) -> SocketAnswer {
        var answer = SocketAnswer()
        answer.end = end
        let separator: [UInt8] = [13, 10, 13, 10]
        guard
            let split = bytes.indices.dropLast(3).first(where: {
                bytes[$0...].starts(with: separator)
            })
        else { return answer }
        let head = String(decoding: bytes[..<split], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        answer.status = Int(lines.first?.split(separator: " ")[1] ?? "") ?? 0
        answer.headers = lines.dropFirst().map { line in
            let sides = line.split(separator: ":", maxSplits: 1)
            let value = sides.count > 1 ? sides[1].drop { $0 == " " } : ""
            return (name: sides[0].lowercased(), value: String(value))
        }
        let body = Array(bytes[(split + 4)...])
        if answer.header("transfer-encoding") == "chunked" {
            answer.body = unchunked(body, &answer.end)
        } else {
            answer.body = body
            let promised = answer.header("content-length").flatMap { Int($0) }
            if end == .closed, promised == body.count { answer.end = .complete }
        }
        return answer
    }

    private static func unchunked(_ bytes: [UInt8], _ end: inout SocketAnswer.End) -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let line = rest.firstIndex(of: 13) {
            let size = String(decoding: rest[..<line], as: UTF8.self)
            guard let count = Int(size, radix: 16) else { return body }
            if count == 0 {
                end = .complete
                return body
            }
            body += rest.dropFirst(line + 2 - rest.startIndex).prefix(count)
            rest = rest.dropFirst(line + 2 - rest.startIndex + count + 2)
        }
        return body
    }
}
