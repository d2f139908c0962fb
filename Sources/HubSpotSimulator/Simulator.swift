import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A HubSpot account on loopback: the CRM's reading endpoints over real HTTP, and a control
/// interface under `/_control/` that changes records, moves the clock and injects faults.
///
/// Every answer is a function of the seed, the clock and what control calls did. It listens on
/// 127.0.0.1 only.
package final class Simulator: Sendable {
    private let configuration: SimulatorConfiguration
    private let portal: Mutex<Portal>
    private let logger: Logger

    /// Makes the default portal.
    ///
    /// - Throws: `SimulatorError` when the configuration is out of range.
    package init(configuration: SimulatorConfiguration) throws {
        guard (0...65_535).contains(configuration.port) else {
            throw SimulatorError(
                code: .invalidConfiguration,
                detail: "port \(configuration.port) is outside 0…65535")
        }
        guard configuration.scale >= 0.01, configuration.scale <= 10 else {
            throw SimulatorError(
                code: .invalidConfiguration,
                detail: "scale \(configuration.scale) is outside 0.01…10")
        }
        self.configuration = configuration
        var logger = Logger(label: "hubspot-simulator")
        logger.logLevel = .warning
        self.logger = logger
        portal = Mutex(DefaultPortal.make(configuration))
    }

    /// Serves until the task is cancelled; requests in flight are answered first, for up to a
    /// second.
    ///
    /// - Parameter onReady: called once with the port that is listened on.
    /// - Throws: `SimulatorError` when the port cannot be had.
    package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let server = Server(
            childChannelSetup: HTTP1Channel { request, writer, channel in
                try await self.respond(to: request, writer, channel)
            },
            configuration: ServerConfiguration(
                address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        // The server runs in a task of its own: cancelling it at once would cut answers short.
        let serving = Task { try await server.run() }
        do {
            try await withTaskCancellationHandler {
                try await serving.value
            } onCancel: {
                Task {
                    let patience = Task {
                        try await Task.sleep(for: .seconds(1))
                        serving.cancel()
                    }
                    try? await server.shutdownGracefully()
                    patience.cancel()
                    serving.cancel()
                }
            }
        } catch let error as IOError {
            throw SimulatorError(
                code: .cannotListen,
                detail: "127.0.0.1:\(configuration.port), error \(error.errnoCode)")
        }
    }

    @concurrent
    private func respond(
        to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let path = request.head.path ?? "/"
        let body: [UInt8]
        do {
            var buffer = try await request.body.collect(upTo: Self.bodyBytesMax)
            body = buffer.readBytes(length: buffer.readableBytes) ?? []
        } catch is NIOTooManyBytesError {
            let answer = Answer.edge(413, "Request Entity Too Large")
            return try await Delivery(channel: channel).send(answer, writer)
        }
        let method = request.method.rawValue
        let delivery = Delivery(channel: channel)
        if path.hasPrefix("/_control") {
            let control = ControlRequest(method: method, path: path, body: body)
            if let dump = control.dump {
                return try await send(dump, writer)
            }
            let answer = portal.withLock { $0.control(control, configuration: configuration) }
            return try await delivery.send(answer, writer)
        }
        try await answerAPI(
            APIRequest(
                method: method, path: path, authorization: request.headers[.authorization],
                body: body), delivery, writer)
    }

    @concurrent
    private func answerAPI(
        _ request: APIRequest, _ delivery: Delivery, _ writer: consuming ResponseWriter
    ) async throws {
        let latency = portal.withLock { portal in
            portal.counters.begin(request)
            return portal.settings.latencyMilliseconds
        }
        do {
            if latency > 0 { try await Task.sleep(for: .milliseconds(latency)) }
            let answer = portal.withLock { $0.answer(request) }
            if answer.extraLatencyMilliseconds > 0 {
                try await Task.sleep(for: .milliseconds(answer.extraLatencyMilliseconds))
            }
            // Counted before the last byte leaves: whoever has the answer finds it counted.
            let isPrompt = answer.delivery == .whole
            if isPrompt { count(answer) }
            do {
                try await delivery.send(answer, writer)
            } catch {
                if !isPrompt { count(answer) }
                throw error
            }
            if !isPrompt { count(answer) }
        } catch is CancellationError {
            portal.withLock { $0.counters.end(status: 0, bytes: 0) }
            throw CancellationError()
        }
    }

    private func count(_ answer: Answer) {
        portal.withLock { $0.counters.end(status: answer.status, bytes: answer.body.count) }
    }

    /// Streams the truth about one type, a slice of records at a time.
    @concurrent
    private func send(_ dump: TruthDump, _ writer: consuming ResponseWriter) async throws {
        let head = HTTPResponse(
            status: .ok, headerFields: [.contentType: "application/x-ndjson; charset=utf-8"])
        var body = try await writer.writeHead(head)
        var dump = dump
        while true {
            let current = dump
            let (next, lines) = portal.withLock { $0.lines(current) }
            if !lines.isEmpty { try await body.write(ByteBuffer(bytes: lines)) }
            guard let next else { break }
            dump = next
        }
        try await body.finish(nil)
    }

    /// Control calls may carry whole portals.
    private static let bodyBytesMax = 256 << 20
}
