import HTTPClient
import Synchronization

/// Every request of a sync with its answer, to be played again without a network.
///
/// A request is known by method, path, query and body, without the properties it asks for: another
/// list of properties gets the answer that was recorded.
final class RecordedExchange: Sendable {
    struct Entry: Sendable {
        let path: String
        let target: String
        let response: HTTPResponse
    }

    private let entries = Mutex<[String: Entry]>([:])

    /// Sends through another transport and keeps the answers.
    struct Recorder: HTTPTransport {
        let exchange: RecordedExchange
        let transport: any HTTPTransport

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let response = try await transport.send(request)
            if (200..<300).contains(response.status) { exchange.add(request, response) }
            return response
        }
    }

    /// Answers from memory.
    struct Player: HTTPTransport {
        let exchange: RecordedExchange

        /// A request that was not recorded, and is no search.
        struct Unknown: Error, CustomStringConvertible {
            let description: String
        }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            if let response = exchange.response(to: request) { return response }
            // What changed since: nothing does while the exchange is played.
            guard request.target.hasSuffix("/search") else {
                throw Unknown(description: "\(request) was not recorded")
            }
            return HTTPResponse(status: 200, body: Array(#"{"total":0,"results":[]}"#.utf8))
        }
    }

    /// The bodies of the list pages of live records, by type name, in the order of their cursors.
    func listPages() -> [String: [[UInt8]]] {
        var pages: [String: [(cursor: UInt64, body: [UInt8])]] = [:]
        for entry in entries.withLock({ Array($0.values) }) {
            guard entry.target.contains("limit=100"), !entry.target.contains("archived=true"),
                let type = entry.path.split(separator: "/").last
            else { continue }
            let cursor = entry.target.split(separator: "&").first { $0.contains("after=") }
                .flatMap { UInt64($0.split(separator: "=").last ?? "") }
            pages[String(type), default: []].append((cursor ?? 0, entry.response.body))
        }
        return pages.mapValues { $0.sorted { $0.cursor < $1.cursor }.map(\.body) }
    }

    /// Bytes of the bodies of list pages, archived records included.
    var listBytes: Int {
        entries.withLock { entries in
            entries.values.reduce(0) {
                $0 + ($1.target.contains("limit=100") ? $1.response.body.count : 0)
            }
        }
    }

    /// Bytes of all bodies.
    var bytes: Int {
        entries.withLock { $0.values.reduce(0) { $0 + $1.response.body.count } }
    }

    private func add(_ request: HTTPRequest, _ response: HTTPResponse) {
        let path = String(request.target.prefix { $0 != "?" })
        let entry = Entry(path: path, target: request.target, response: response)
        entries.withLock { $0[Self.key(of: request)] = entry }
    }

    private func response(to request: HTTPRequest) -> HTTPResponse? {
        entries.withLock { $0[Self.key(of: request)]?.response }
    }

    private static func key(of request: HTTPRequest) -> String {
        let query = request.target.split(separator: "&").filter { !$0.contains("properties=") }
        let body = String(decoding: request.body ?? [], as: UTF8.self)
        return request.method.rawValue + query.joined(separator: "&") + " "
            + withoutProperties(body)
    }

    private static func withoutProperties(_ body: String) -> String {
        guard let start = body.firstRange(of: #""properties":["#),
            let end = body[start.upperBound...].firstIndex(of: "]")
        else { return body }
        return String(body[..<start.lowerBound]) + body[end...]
    }
}
