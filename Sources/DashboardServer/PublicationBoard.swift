/// Holds the latest dashboard and tells the open pages when a newer one is there.
package actor PublicationBoard {
    /// Pages that may listen at once; a further one is told to come back later.
    package static let listenersMax = 256

    private var latest: DashboardPublication?
    private var listeners: [Int: AsyncStream<DashboardPublication>.Continuation] = [:]
    private var nextListener = 0
    private var isClosed = false

    package init() {}

    package var current: DashboardPublication? { latest }

    /// Shows a dashboard from now on.
    ///
    /// - Parameter isNews: whether its figures can differ, so that open pages are told.
    package func publish(_ publication: DashboardPublication, isNews: Bool = true) {
        latest = publication
        guard isNews else { return }
        for listener in listeners.values { listener.yield(publication) }
    }

    /// Ends every stream, so that a stopping server does not wait for open pages.
    package func close() {
        isClosed = true
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }

    /// The publications from now on, the newest only; `nil` when too many listen.
    func listen() -> AsyncStream<DashboardPublication>? {
        guard !isClosed, listeners.count < Self.listenersMax else { return nil }
        let id = nextListener
        nextListener += 1
        let (stream, continuation) = AsyncStream.makeStream(
            of: DashboardPublication.self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { [weak self] _ in
            Task { await self?.remove(id) }
        }
        listeners[id] = continuation
        return stream
    }

    private func remove(_ id: Int) { listeners[id] = nil }
}
