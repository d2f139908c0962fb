import Foundation

/// Ends a task that runs for ever when the operator asks for it.
enum Interruptible {
    /// Runs `body`; SIGTERM and SIGINT cancel it, which counts as a clean end.
    static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await body() }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        do {
            try await task.value
        } catch is CancellationError {
            // Asked for.
        }
    }
}
