package import HTTPClient

/// Answers requests by a script instead of a network, and remembers them.
package final class ScriptedTransport: HTTPTransport {
    /// Nothing is left to answer with.
    package struct ScriptEnded: Error, CustomStringConvertible {
        package let request: String
        package var description: String { "the script has no answer to \(request)" }
    }

    private let seen = Recorder<HTTPRequest>()
    private let answer: @Sendable (HTTPRequest, Int) async throws -> HTTPResponse

    /// Answers each request by calling `answer` with it and its number, from 0.
    package init(
        answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
    ) {
        self.answer = answer
    }

    /// Answers requests in order, whatever they ask.
    package convenience init(_ steps: [Step]) {
        self.init { request, number in
            guard number < steps.count else { throw ScriptEnded(request: "\(request)") }
            switch steps[number] {
            case .answer(let response): return response
            case .fail(let error): throw error
            }
        }
    }

    package enum Step: Sendable {
        case answer(HTTPResponse)
        case fail(TransportError)

        /// An answer with a JSON body.
        package static func json(
            _ text: String, status: Int = 200, headers: ResponseHeaders = .init()
        ) -> Step {
            .answer(.json(text, status: status, headers: headers))
        }
    }

    /// The requests so far, in the order they came.
    package var requests: [HTTPRequest] { seen.elements }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await answer(request, seen.record(request))
    }
}

extension HTTPResponse {
    /// An answer with a JSON body.
    package static func json(
        _ text: String, status: Int = 200, headers: ResponseHeaders = .init()
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
    }
}

extension HTTPRequest {
    /// The body as text, empty where there is none.
    package var bodyText: String { String(decoding: body ?? [], as: UTF8.self) }
}
