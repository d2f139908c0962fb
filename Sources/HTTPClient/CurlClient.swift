import Synchronization

/// An HTTP client on libcurl's multi interface: many concurrent transfers, one thread.
///
/// A multi handle may be touched by one thread only, so one thread owns it and everything else
/// talks to that thread through a queue. Connections are kept and reused, answers may be
/// compressed, HTTP/2 is used where TLS offers it, certificates are always verified, redirects are
/// never followed. Cancelling the calling task cancels the transfer. libcurl is loaded and the
/// thread started by the first ``send(_:)``.
///
/// Source: libcurl-thread(3), curl_multi_poll(3), curl_multi_wakeup(3).
package final class CurlClient: HTTPTransport {
    package struct Configuration: Sendable {
        package var connectTimeoutMilliseconds = 10_000
        /// From the start of a transfer to its last byte, without the time it waited for its turn.
        ///
        /// HubSpot's edge itself gives up after 100 s.
        package var totalTimeoutMilliseconds = 120_000
        /// Longest silence once the answer has begun.
        package var stallTimeoutMilliseconds = 30_000
        /// A larger body, after decompression, fails the transfer instead of filling memory.
        package var bodyBytesMax = 64 << 20
        /// More header bytes fail the transfer.
        package var headerBytesMax = 64 << 10
        /// Transfers, and so connections, at once; further requests wait in order.
        package var transfersMax = 8
        /// Requests that may wait; one more is refused.
        package var waitingMax = 10_000
        package var userAgent = "hubledger"
        /// A PEM file of certificate authorities instead of the system's.
        package var certificateAuthorityFile: String?

        package init() {}
    }

    private let configuration: Configuration
    private let driver = Mutex<CurlDriver?>(nil)
    private let lastID = Atomic<UInt64>(0)

    package init(configuration: Configuration = .init()) {
        self.configuration = configuration
    }

    deinit {
        driver.withLock { $0?.post(.close) }
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let driver = try startedDriver()
        let id = lastID.add(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                driver.post(.start(id, request, continuation))
                // The handler below may have run before the transfer existed. Cancelling an
                // unknown transfer does nothing, so cancelling twice is safe.
                if Task.isCancelled { driver.post(.cancel(id)) }
            }
        } onCancel: {
            driver.post(.cancel(id))  // Only the driver's thread touches the multi handle.
        }
    }

    /// libcurl and the libraries it uses, with versions; loads it.
    package static func libraryVersion() throws(TransportError) -> String {
        try CurlLibrary.version()
    }

    private func startedDriver() throws -> CurlDriver {
        try driver.withLock { driver in
            if let driver { return driver }
            let started = try CurlDriver.start(configuration: configuration)
            driver = started
            return started
        }
    }
}
