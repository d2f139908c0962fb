import HubSpotModel
import LMDB

/// Makes an empty log.
///
/// Under another name first, so that a log of that name is always whole: the identity stands in it
/// before it is called `log`.
enum LedgerCreation {
    static func create(
        _ directory: DataDirectory, _ environment: LedgerEnvironment
    ) throws {
        for path in [directory.log, directory.replacedLog] where FilePresence.exists(path) {
            throw LedgerError(.alreadyExists, "there is something at \(path) already")
        }
        try FilePresence.removeFile(directory.head)  // Of a ledger that is gone.
        try LogDirectory.remove(directory.unfinishedLog)
        try write(directory.unfinishedLog, environment)
        try FilePresence.rename(directory.unfinishedLog, to: directory.log)
        try FilePresence.synchronizeDirectory(directory.path)
    }

    private static func write(_ path: String, _ environment: LedgerEnvironment) throws {
        let ledgerID = environment.randomBytes(16)
        let identity = LedgerIdentity(
            ledgerID: ledgerID, format: LedgerIdentity.newestFormat,
            storageListVersion: StorageClass.listVersion, createdAt: environment.now())
        let head = LedgerHead(
            sequence: .zero, hash: ChainHash.origin(ledgerID: ledgerID), observedTime: nil,
            blocks: 0, symbols: 0)
        let database = try Environment.create(at: path)
        let tables = try database.openTables { try LedgerTables($0) }
        try database.write { transaction in
            let meta = tables.meta
            try meta.put(LedgerTables.MetaKey.identity, identity.stored, in: transaction)
            try meta.put(LedgerTables.MetaKey.head, head.stored, in: transaction)
            try meta.put(LedgerTables.MetaKey.counts, CountTable().stored, in: transaction)
        }
    }
}
