import Glibc
import Synchronization

/// A small HTTP/1.1 server on a free port of this machine, one thread a connection.
///
/// It speaks as badly as a test wants: the handler writes raw bytes, waits, or resets.
package final class LoopbackServer: Sendable {
    /// One request as it came.
    package struct Request: Sendable {
        /// For example `GET /path?query HTTP/1.1`.
        package let line: String
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        /// Path and query.
        package var target: String { String(line.split(separator: " ")[1]) }

        /// The value of the first header of this name, whatever its case.
        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    private struct State {
        var accepted = 0
        var open = 0
        var openMax = 0
        var requests = 0
    }

    package let port: UInt16
    private let descriptor: CInt
    private let shared: Shared

    private final class Shared: Sendable {
        let state = Mutex(State())
        let handle: @Sendable (Request, borrowing Connection) -> Void

        init(_ handle: @escaping @Sendable (Request, borrowing Connection) -> Void) {
            self.handle = handle
        }
    }

    /// Starts listening; `handle` is called for each request, on the thread of its connection.
    package init(
        _ handle: @escaping @Sendable (Request, borrowing Connection) -> Void
    ) throws(SocketError) {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, length) == 0 && listen(descriptor, 512) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw SocketError(errno: errno) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
        let shared = Shared(handle)
        self.shared = shared
        startThread { Self.acceptAll(descriptor, shared) }
    }

    deinit {
        shutdown(descriptor, CInt(SHUT_RDWR))  // Ends the accepting thread, which closes it.
    }

    package var url: String { "http://127.0.0.1:\(port)" }
    /// Connections accepted so far.
    package var connectionsAccepted: Int { shared.state.withLock { $0.accepted } }
    /// Connections open right now.
    package var connectionsOpen: Int { shared.state.withLock { $0.open } }
    /// Most connections open at the same time.
    package var connectionsOpenMax: Int { shared.state.withLock { $0.openMax } }
    package var requestsReceived: Int { shared.state.withLock { $0.requests } }

    private static func acceptAll(_ listener: CInt, _ shared: Shared) {
        while true {
            let client = accept(listener, nil, nil)
            if client < 0 && errno == EINTR { continue }
            guard client >= 0 else {
                close(listener)
                return
            }
            shared.state.withLock {
                $0.accepted += 1
                $0.open += 1
                $0.openMax = max($0.openMax, $0.open)
            }
            startThread {
                var connection = Connection(client)
                while let request = connection.readRequest() {
                    shared.state.withLock { $0.requests += 1 }
                    shared.handle(request, connection)
                }
                shared.state.withLock { $0.open -= 1 }
            }
        }
    }
}

/// A system call of a test server that failed.
package struct SocketError: Error {
    package let errno: CInt
}

/// One accepted connection; closed when its thread is done.
package struct Connection: ~Copyable {
    private let descriptor: CInt
    private var buffer: [UInt8] = []

    fileprivate init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Writes all bytes; a client that has gone away is no error.
    package func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe send(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
                    CInt(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    package func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes a whole response with its length.
    package func respond(
        _ status: Int = 200, headers: [String] = ["Content-Type: application/json"],
        body: [UInt8] = []
    ) {
        let lines = ["HTTP/1.1 \(status) Status"] + headers + ["Content-Length: \(body.count)"]
        write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    package func respond(_ status: Int = 200, headers: [String] = [], text: String) {
        respond(status, headers: headers, body: Array(text.utf8))
    }

    /// Ends the connection with RST, as a crashed or overloaded server does.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        // The descriptor stays ours until deinit; putting a closed pair over it sends the RST now.
        let closed = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        dup2(closed, descriptor)
        close(closed)
    }

    /// Ends the connection in order, after what was written.
    package func end() {
        shutdown(descriptor, CInt(SHUT_RDWR))
    }

    /// Waits until the client closes; for answers that never come.
    package func waitForEnd() {
        var byte: UInt8 = 0
        while unsafe recv(descriptor, &byte, 1, 0) > 0 {}
    }

    fileprivate mutating func readRequest() -> LoopbackServer.Request? {
        guard let headEnd = readUntil({ Self.endOfHead($0) }) else { return nil }
        let head = String(decoding: buffer[..<headEnd], as: UTF8.self)
        buffer.removeFirst(headEnd)
        var lines = head.split(separator: "\r\n").map(String.init)
        guard !lines.isEmpty else { return nil }
        let line = lines.removeFirst()
        let headers = lines.compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        let length =
            headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) }
            ?? 0
        guard readUntil({ $0.count >= length ? length : nil }) != nil else { return nil }
        let body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return .init(line: line, headers: headers, body: body)
    }

    private mutating func readUntil(_ isEnough: ([UInt8]) -> Int?) -> Int? {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            if let end = isEnough(buffer) { return end }
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        let mark: [UInt8] = [13, 10, 13, 10]
        return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(mark) }
            .map { $0 + 4 }
    }
}

/// Runs `body` on a thread of its own.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(Box(body)).toOpaque()
    unsafe pthread_create(
        &thread, nil,
        { context in
            guard let context = unsafe context else { return nil }
            unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, context)
    pthread_detach(thread)
}
