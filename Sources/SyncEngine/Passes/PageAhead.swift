/// Fetches the next page while the caller commits the one it has.
///
/// At most one page is under way; it is cancelled when this goes out of scope.
final class PageAhead<Page: Sendable> {
    private var pending: Task<Page, any Error>?

    /// Starts fetching.
    func start(_ fetch: @escaping @Sendable () async throws -> Page) {
        precondition(pending == nil, "one page at a time")
        pending = Task { try await fetch() }
    }

    /// The page that was started last.
    func page() async throws -> Page {
        guard let pending else { preconditionFailure("no page was started") }
        self.pending = nil
        return try await withTaskCancellationHandler {
            try await pending.value
        } onCancel: {
            pending.cancel()
        }
    }

    deinit { pending?.cancel() }
}
