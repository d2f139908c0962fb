import Dashboard
import DashboardServer
import EventStore
import Foundation
import HubSpotAPI
import HubSpotModel
import Logging
import ProjectionEngine
import Projections
import ServiceLifecycle
import SyncEngine

/// Syncs, folds and publishes, again and again, until it is told to stop.
///
/// What may pass by itself is logged and tried again in the next round; what someone must mend ends
/// the loop with that error.
actor RefreshLoop: Service {
    private let launch: Launch
    private let runner: SyncRunner
    private let board: PublicationBoard
    private let logger: Logger
    private var writer: LedgerWriter?
    private var projections: ProjectionEngine?
    /// The log position and instant of the dashboard that is shown.
    private var shown: SequenceNumber?

    init(_ launch: Launch, board: PublicationBoard, logger: Logger) throws {
        self.launch = launch
        self.board = board
        self.logger = logger
        runner = try SyncRunner(launch)
        writer = try runner.openLedger()
    }

    func run() async throws {
        // Shutting down cancels the wait between two runs; a run under way ends its commit.
        try await cancelWhenGracefulShutdown { try await self.loop() }
    }

    private func loop() async throws {
        do {
            try await publish()
            while !Task.isCancelled {
                try await round()
                try await Task.sleep(for: .milliseconds(launch.settings.sync.interval))
            }
        } catch is CancellationError {
            // The service was told to stop.
        }
    }

    private func round() async throws {
        do {
            let runner = runner
            let existing = try writer ?? runner.openLedger()
            let (report, ledger) = try await runner.engine().run(existing: existing) {
                try runner.createLedger()
            }
            writer = ledger
            logger.notice(
                "sync completed",
                metadata: [
                    "run": "\(report.run)", "events": "\(report.events)",
                    "requests": "\(report.requests.total)", "seconds": "\(report.seconds)",
                ])
            try await publish()
        } catch let error where Self.isPassing(error) {
            logger.warning(
                "sync failed, next try in the next round", metadata: ["error": "\(error)"])
        }
    }

    private static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case is CancellationError: false
        case let error as HubSpotError: error.isTransient
        case let error as SyncError: error.exitCode == 69
        case let error as LedgerError: error.exitCode == 75 || error.exitCode == 74
        default: false
        }
    }

    /// Folds what is new and shows it; does nothing before the first sync has completed.
    private func publish() async throws {
        guard let writer, try writer.reader.portalState().firstCompletionAt != nil else { return }
        let reader = writer.reader
        let engine =
            try projections
            ?? ProjectionEngine(
                reader: reader, directory: launch.directory, configuration: launch.settings.metrics)
        projections = engine
        _ = try await engine.catchUp()
        let state = try await engine.state()
        let maker = DashboardMaker(
            reader: reader, states: .engine(engine), configuration: launch.settings.metrics,
            now: launch.clock.now())
        let made = try maker.make(state, asOf: launch.clock.now(), reading: .head)
        await board.publish(
            DashboardPublication(
                page: made.page, metrics: made.metrics, sequence: state.sequence.rawValue,
                asOf: made.document.asOf, logHash: made.document.logHash ?? ""),
            isNews: shown != state.sequence)
        shown = state.sequence
    }

    /// The ledger and its states as they are open in this process; nil before they are.
    var opened: (reader: LedgerReader?, states: ProjectionEngine?) { (writer?.reader, projections) }
}
