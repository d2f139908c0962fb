import ArgumentParser
import DashboardServer
import EventStore
import Foundation
import HubSpotAPI
import HubSpotSimulator
import LMDB
import ProjectionEngine
import Projections
import SyncEngine

/// An error of the command line itself, with its exit code.
struct CommandError: Error, CustomStringConvertible {
    let exitCode: Int32
    let description: String

    init(_ exitCode: Int32, _ description: String) {
        self.exitCode = exitCode
        self.description = description
    }
}

/// Turns errors into one sentence on standard error and an exit code after sysexits.h.
enum ExitStatus {
    static func exit(with error: any Error) -> Never {
        guard let code = code(of: error) else {
            // ArgumentParser's own: help, version, malformed arguments (64).
            Hubledger.exit(withError: error)
        }
        StandardError.write("hubledger: \(error)\n")
        Foundation.exit(code)
    }

    /// The exit code of an error of ours; `nil` for one of the argument parser.
    static func code(of error: any Error) -> Int32? {
        switch error {
        case let error as CommandError: error.exitCode
        case let error as LedgerError: error.exitCode
        case let error as SyncError: error.exitCode
        case let error as HubSpotError: error.exitCode
        case is SettingsError: 78
        case is MissingToken: 77
        case let error as LMDBError: error.isTemporary ? 75 : 74
        case is FileLock.Failure: 75
        case let error as ProjectionError: code(of: error)
        case is StateDifference, is GapError, is BeforeAllHistory, is UnknownMetric: 65
        case is DashboardService.SecretRequired: 78
        case is SimulatorError: 69
        case is CancellationError: 75
        case is DecodingError, is EncodingError: 70
        default: isOfArguments(error) ? nil : 70
        }
    }

    /// Matches what another process that has the file causes.
    static func isBusy(_ error: any Error) -> Bool { code(of: error) == 75 }

    private static func code(of error: ProjectionError) -> Int32 {
        switch error {
        case .configuration: 78
        case .account, .symbolGap, .corruptRow: 65
        case .unbalancedMovement, .undrained: 70
        }
    }

    private static func isOfArguments(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || error is ExitCode
            || Hubledger.exitCode(for: error) == .validationFailure
            || Hubledger.exitCode(for: error) == .success
    }
}
