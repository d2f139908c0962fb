import ArgumentParser
import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import SyncEngine

/// One incremental run; the first one reads the whole portal.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the ledger up to date with HubSpot; the first run reads everything.")

    @OptionGroup var common: CommonOptions

    @Option(parsing: .upToNextOption, help: "Only these types: contacts, deals, …")
    var only: [String] = []

    @Flag(help: "Say how many requests and minutes it will take, and do nothing.")
    var plan = false

    func validate() throws {
        for name in only { _ = try ObjectName.parseSynced(name) }
    }

    func run() async throws {
        let launch = try Launch(common)
        let types = try only.isEmpty ? nil : Set(only.map(ObjectName.parseSynced))
        let runner = try SyncRunner(launch, only: types)
        let engine = runner.engine()
        if plan {
            let reader = try Self.existingReader(launch.directory)
            let plan = try await engine.plan(reader)
            try SyncPlanPrinter(json: common.json, launch: launch).print(plan)
            return
        }
        let writer = try runner.openLedger()
        let display = ProgressDisplay(engine.progress)
        let (report, ledger) = try await display.showing {
            try await engine.run(existing: writer) { try runner.createLedger() }
        }
        // What was synced is told even where folding it fails.
        let folded: Result<FoldReport?, any Error>
        do {
            folded = .success(try await foldNew(ledger.reader, launch))
        } catch {
            folded = .failure(error)
        }
        if common.json {
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
    private func foldNew(_ reader: LedgerReader, _ launch: Launch) async throws -> FoldReport? {
        guard try reader.portalState().firstCompletionAt != nil else { return nil }
        do {
            let engine = try ProjectionEngine(
                reader: reader, directory: launch.directory,
                configuration: launch.settings.metrics)
            return try await engine.catchUp(notSynced: try DashboardMaker.notSynced(reader))
        } catch let error where ExitStatus.isBusy(error) {
            // Another process folds; reading commands fold what is missing for themselves.
            return nil
        }
    }

    private static func existingReader(_ directory: DataDirectory) throws -> LedgerReader? {
        do {
            return try LedgerReader.open(directory)
        } catch {
            guard error.code == .noLedger else { throw error }
            return nil
        }
    }
}
