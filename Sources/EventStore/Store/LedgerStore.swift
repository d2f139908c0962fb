import HubSpotModel
import LMDB

/// An open log: its environment and tables, shared by the writer and the readers of a process.
final class LedgerStore: Sendable {
    let directory: DataDirectory
    let environment: Environment
    let tables: LedgerTables
    let identity: LedgerIdentity

    /// Opens what is there, and refuses what is not a whole ledger of ours.
    init(
        _ directory: DataDirectory, isReadOnly: Bool, mapSizeBytes: Int = 64 << 30
    ) throws(LedgerError) {
        var configuration = Environment.Configuration()
        configuration.isReadOnly = isReadOnly
        configuration.mapSizeBytes = mapSizeBytes
        do {
            let environment = try Environment.openExisting(
                at: directory.log, configuration: configuration)
            let tables = try environment.openTables { try LedgerTables($0) }
            let (identity, head) = try environment.read {
                (try tables.identity(in: $0), try tables.head(in: $0))
            }
            try Self.refuseOldCopy(directory, head, tables, environment)
            self.directory = directory
            self.environment = environment
            self.tables = tables
            self.identity = identity
        } catch {
            throw LedgerError.of(error)
        }
    }

    private static func refuseOldCopy(
        _ directory: DataDirectory, _ head: LedgerHead, _ tables: LedgerTables,
        _ environment: Environment
    ) throws {
        guard let acknowledged = HeadFile.read(path: directory.head) else { return }
        // A writer may have gone on since `head` was read.
        let last = try environment.read { try tables.head(in: $0) }
        guard acknowledged.sequence <= last.sequence else {
            throw LedgerError(
                .behind(log: last.sequence, acknowledged: acknowledged.sequence),
                "the log ends at \(last.sequence), but \(acknowledged.sequence) was acknowledged")
        }
        guard acknowledged.sequence != last.sequence || acknowledged.hash == last.hash.hexadecimal
        else {
            throw LedgerError(
                .behind(log: last.sequence, acknowledged: acknowledged.sequence),
                "the log ends with another block than the one that was acknowledged")
        }
    }
}

extension LedgerError {
    /// Any error of a ledger operation as one of ours.
    static func of(_ error: any Error) -> LedgerError {
        switch error {
        case let error as LedgerError: error
        case let error as LMDBError: LedgerError(error)
        case let error as FileLock.Failure:
            switch error {
            case .held: LedgerError(.busy, "\(error)")
            case .failed: LedgerError(.storage(.inputOutput), "\(error)")
            }
        default: LedgerError(.storage(.inputOutput), "\(error)")
        }
    }
}
