import Foundation
import SyncEngine

/// Shows how far a run has come: one moving line on a terminal, nothing elsewhere.
struct ProgressDisplay {
    private let progress: SyncProgress
    private static let interval = Duration.milliseconds(250)

    init(_ progress: SyncProgress) { self.progress = progress }

    /// Runs `body` with the line moving beside it, and clears the line at the end.
    func showing<Result: Sendable>(
        _ body: @Sendable @escaping () async throws -> Result
    ) async throws -> Result {
        guard StandardError.isTerminal else { return try await body() }
        let started = ContinuousClock.now
        let line = Task { [progress] in
            while !Task.isCancelled {
                let snapshot = await progress.snapshot
                let seconds = (ContinuousClock.now - started) / .seconds(1)
                StandardError.write("\r\u{1B}[K" + Self.line(snapshot, seconds))
                try? await Task.sleep(for: Self.interval)  // Cancelled: the loop ends.
            }
        }
        defer {
            line.cancel()
            StandardError.write("\r\u{1B}[K")
        }
        return try await body()
    }

    /// What is being read, the rate, and the time left where the portal said how much there is.
    static func line(_ snapshot: SyncProgress.Snapshot, _ seconds: Double) -> String {
        let read = snapshot.lines.reduce(0) { $0 + $1.read }
        let expected = snapshot.lines.reduce(0) { $0 + ($1.expected ?? 0) }
        let rate = seconds > 0 ? Double(read) / seconds : 0
        var text = "\(Counted.grouped(read))"
        if expected > read { text += " of \(Counted.grouped(expected))" }
        text += " records, \(Counted.grouped(Int(rate)))/s"
        if expected > read, rate > 0 {
            text += ", \(timeLeft(Double(expected - read) / rate)) left"
        }
        if snapshot.linksRead > 0 {
            text += ", links of \(Counted.grouped(snapshot.linksRead)) read"
        }
        return text
    }

    private static func timeLeft(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
