import HubSpotModel
import LMDB

/// An open log: its environment and tables, shared by the writer and the readers of a process.
final class LedgerStore: Sendable {
    /// The directory of the environment.
    let path: String
    let environment: Environment
    let tables: LedgerTables
    let identity: LedgerIdentity

    /// Opens what is there, and refuses what is not a whole ledger of ours.
    convenience init(
        _ directory: DataDirectory, isReadOnly: Bool, mapSizeBytes: Int = 64 << 30
    ) throws(LedgerError) {
        try self.init(log: directory.log, isReadOnly: isReadOnly, mapSizeBytes: mapSizeBytes)
        do {
            try refuseOldCopy(directory)
        } catch {
            throw LedgerError.of(error)
        }
    }

    /// Opens a log wherever it lies, without asking what was acknowledged.
    init(
        log path: String, isReadOnly: Bool = true, mapSizeBytes: Int = 64 << 30
    ) throws(LedgerError) {
        var configuration = Environment.Configuration()
        configuration.isReadOnly = isReadOnly
        configuration.mapSizeBytes = mapSizeBytes
        do {
            let environment = try Environment.openExisting(
                at: path, configuration: configuration)
            let tables = try environment.openTables { try LedgerTables($0) }
            identity = try environment.read { try tables.identity(in: $0) }
            self.path = path
            self.environment = environment
            self.tables = tables
        } catch {
            throw LedgerError.of(error)
        }
    }

    private func refuseOldCopy(_ directory: DataDirectory) throws {
        guard let acknowledged = HeadFile.read(path: directory.head) else { return }
        // Read after the file: a writer may be going on.
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
