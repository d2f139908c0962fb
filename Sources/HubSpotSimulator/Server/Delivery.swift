import Glibc
import HTTPTypes
import HummingbirdCore
import NIOCore

/// Sends an answer over a connection, in the way the answer says.
struct Delivery: Sendable {
    /// The connection ends here on purpose; the server closes it when this is thrown.
    struct Ended: Error {}

    let channel: any Channel

    @concurrent
    func send(_ answer: Answer, _ writer: consuming ResponseWriter) async throws {
        let head = head(of: answer)
        switch answer.delivery {
        case .whole:
            try await writer.write(
                response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        case .truncated(let count):
            var body = try await writer.writeHead(head)
            try await body.write(ByteBuffer(bytes: answer.body.prefix(count)))
            throw Ended()
        case .reset(let count):
            if let count {
                var body = try await writer.writeHead(head)
                try await body.write(ByteBuffer(bytes: answer.body.prefix(count)))
            }
            try await reset()
            throw Ended()
        case .stall(let milliseconds):
            try await Task.sleep(for: .milliseconds(milliseconds))
            throw Ended()
        case .slow(let bytesPerSecond):
            var body = try await writer.writeHead(head)
            // Ten portions a second.
            let portion = max(1, bytesPerSecond / 10)
            var rest = answer.body[...]
            while !rest.isEmpty {
                try await body.write(ByteBuffer(bytes: rest.prefix(portion)))
                rest = rest.dropFirst(portion)
                if !rest.isEmpty { try await Task.sleep(for: .milliseconds(100)) }
            }
            try await body.finish(nil)
        }
    }

    /// Closes with nothing left to linger for: the peer gets RST instead of FIN.
    private func reset() async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.close().get()
    }

    private func head(of answer: Answer) -> HTTPResponse {
        var fields = HTTPFields()
        fields.reserveCapacity(answer.headers.count + 3)
        if !answer.date.isEmpty { fields.append(HTTPField(name: .date, value: answer.date)) }
        fields.append(HTTPField(name: .contentType, value: answer.contentType))
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        fields.append(HTTPField(name: .contentLength, value: "\(answer.body.count)"))
        return HTTPResponse(status: .init(code: answer.status), headerFields: fields)
    }
}
