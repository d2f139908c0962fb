/// Where requests go: libcurl in the service, a script of answers in tests.
package protocol HTTPTransport: Sendable {
    /// Sends `request` and waits for the whole response, whatever its status.
    ///
    /// - Throws: ``TransportError`` when there is no whole response, `CancellationError` when the
    ///   calling task is cancelled.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
