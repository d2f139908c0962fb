import EventStore
import Foundation
import ProjectionEngine
import SyncEngine

/// One run of `sync` or `reconcile` with its progress line, its folds and its report.
struct SyncRun {
    let launch: Launch
    let runner: SyncRunner
    let json: Bool

    func run(existing writer: LedgerWriter?) async throws {
        let engine = runner.engine()
        let display = ProgressDisplay(engine.progress)
        let runner = runner
        let (report, ledger) = try await display.showing {
            try await engine.run(existing: writer) { try runner.createLedger() }
        }
        // What was synced is told even where folding it fails.
        let folded: Result<FoldReport?, any Error>
        do {
            folded = .success(try await foldNew(ledger.reader))
        } catch {
            folded = .failure(error)
        }
        if json {
            let projections = try? folded.get()  // A failure is thrown below.
            StandardOutput.write(try RunReportText.json(report, projections: projections ?? nil))
        } else {
            StandardOutput.write(RunReportText.sentence(report))
        }
        _ = try folded.get()
    }

    /// Keeps the projections in step, so that reading commands find little to do.
    ///
    /// - Returns: what that took; `nil` before the first completed sync, and while another process
    ///   folds.
    private func foldNew(_ reader: LedgerReader) async throws -> FoldReport? {
        guard try reader.portalState().firstCompletionAt != nil else { return nil }
        do {
            let engine = try ProjectionEngine(
                reader: reader, directory: launch.directory,
                configuration: launch.settings.metrics)
            return try await engine.catchUp()
        } catch let error where ExitStatus.isBusy(error) {
            // Another process folds; reading commands fold what is missing for themselves.
            return nil
        }
    }
}
