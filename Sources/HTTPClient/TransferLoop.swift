import CCurl
import Glibc

/// What the driver's thread does: starts what waits, moves bytes, hands out what is finished.
@safe struct TransferLoop: ~Copyable {
    private let curl: CurlLibrary
    private let multi: UnsafeMutableRawPointer
    private let configuration: CurlClient.Configuration
    private var running: [UInt64: Transfer] = [:]
    private var waiting = WaitingRequests()
    /// Handles of transfers that ran to their end, kept for the next ones.
    private var idle: [EasyHandle] = []

    init(
        curl: CurlLibrary, multi: UnsafeMutableRawPointer,
        configuration: CurlClient.Configuration
    ) {
        self.curl = curl
        unsafe self.multi = multi
        self.configuration = configuration
    }

    /// Runs until it takes ``CurlDriver/Command/close``; every continuation is resumed by then.
    mutating func run(_ takeCommands: () -> [CurlDriver.Command]) {
        while true {
            for command in takeCommands() {
                switch command {
                case .start(let id, let request, let continuation):
                    enqueue(id, request, continuation)
                case .cancel(let id):
                    cancel(id)
                case .close:
                    close()
                    return
                }
            }
            startWaiting()
            var count: CInt = 0
            unsafe ccurl_multi_perform(curl.functions, multi, &count)
            let finished = finishTransfers()
            failStalled()
            // What has ended made room; what takes its place must be performed before waiting.
            if finished && !waiting.isEmpty { continue }
            unsafe ccurl_multi_poll(curl.functions, multi, pollMilliseconds)
        }
    }

    /// Transfers wake the poll themselves; only silence has to be looked for.
    private var pollMilliseconds: CInt {
        let idle: CInt = 60_000
        if running.isEmpty { return idle }
        return CInt(min(1_000, max(10, configuration.stallTimeoutMilliseconds / 4)))
    }

    private mutating func enqueue(
        _ id: UInt64, _ request: HTTPRequest,
        _ continuation: CheckedContinuation<HTTPResponse, any Error>
    ) {
        let free = configuration.transfersMax - running.count
        guard waiting.count < configuration.waitingMax + free else {
            let limit = configuration.waitingMax
            let error = TransportError(
                .queueFull(limit: limit), "more than \(limit) requests wait for a connection")
            return continuation.resume(throwing: error)
        }
        waiting.append(.init(id: id, request: request, continuation: continuation))
    }

    private mutating func startWaiting() {
        while running.count < configuration.transfersMax, let next = waiting.popFirst() {
            let handle: EasyHandle
            do {
                handle = try idle.popLast() ?? EasyHandle(curl)
            } catch {
                next.continuation.resume(throwing: error)
                continue
            }
            let transfer = Transfer(next, handle, configuration)
            do {
                unsafe try transfer.start(next.request, configuration, in: multi)
                running[next.id] = transfer
            } catch {
                end(transfer, with: .failure(error))
            }
        }
    }

    private mutating func cancel(_ id: UInt64) {
        if let transfer = running.removeValue(forKey: id) {
            end(transfer, with: .failure(CancellationError()))
        } else if let request = waiting.remove(id) {
            request.continuation.resume(throwing: CancellationError())
        }
    }

    /// Resumes those that are done, and returns whether there were any.
    private mutating func finishTransfers() -> Bool {
        var code = CURLE_OK
        var didFinish = false
        while let easy = unsafe ccurl_multi_finished(curl.functions, multi, &code) {
            guard let transfer = unsafe Transfer.of(easy, curl) else { continue }
            didFinish = true
            running[transfer.id] = nil
            end(transfer, with: transfer.result(code))
            // An interrupted one keeps its buffer and refuses to be given another size for it.
            if code == CURLE_OK && idle.count < configuration.transfersMax {
                idle.append(transfer.handle)
            }
        }
        return didFinish
    }

    private mutating func failStalled() {
        let now = ContinuousClock.now
        let limit = Duration.milliseconds(configuration.stallTimeoutMilliseconds)
        for transfer in running.values {
            guard let last = transfer.lastReceived, now - last > limit else { continue }
            running[transfer.id] = nil
            let error = TransportError(
                .stalled,
                "the answer stopped for \(configuration.stallTimeoutMilliseconds) ms")
            end(transfer, with: .failure(error))
        }
    }

    private mutating func end(_ transfer: Transfer, with result: Result<HTTPResponse, any Error>) {
        unsafe transfer.stop(in: multi)
        transfer.continuation.resume(with: result)
    }

    private mutating func close() {
        let error = TransportError(.clientClosed, "the HTTP client was closed")
        for transfer in running.values { end(transfer, with: .failure(error)) }
        running = [:]
        while let request = waiting.popFirst() { request.continuation.resume(throwing: error) }
        idle = []  // Before the multi handle that their connections belong to.
    }
}
