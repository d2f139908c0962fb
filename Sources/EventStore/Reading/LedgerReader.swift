package import HubSpotModel
import LMDB
import Synchronization

/// Reads a log, beside its writer; any number of tasks may share one.
///
/// Every call sees the last committed state at its start; long ones go through the log in pages, so
/// that no snapshot stays open.
package final class LedgerReader: Sendable {
    let store: LedgerStore
    /// The symbols read so far; only ever grows, as the log does.
    private let known = Mutex(SymbolTable())

    init(_ store: LedgerStore) { self.store = store }

    /// Opens an existing ledger for reading.
    ///
    /// In a process that has a ``LedgerWriter``, use its ``LedgerWriter/reader`` instead.
    ///
    /// - Throws: ``LedgerError``: `.noLedger`, `.foreign`, `.behind`, `.storage`.
    package static func open(_ directory: DataDirectory) throws(LedgerError) -> LedgerReader {
        try LogDirectory.requireLog(directory)
        return LedgerReader(try LedgerStore(directory, isReadOnly: true))
    }

    package var identity: LedgerIdentity { store.identity }

    /// Where the log ends now.
    package func head() throws(LedgerError) -> LedgerHead {
        try read { (store, transaction) in try store.tables.head(in: transaction) }
    }

    /// The portal the ledger is bound to; `nil` before the first commit that binds it.
    package func portalID() throws(LedgerError) -> UInt64? {
        try read { (store, transaction) in try store.tables.portalID(in: transaction) }
    }

    /// How many records of each type there are, by state; one row, whatever the size of the log.
    package func counts() throws(LedgerError) -> [ObjectType: ObjectCounts] {
        let table = try read { (store, transaction) in try store.tables.counts(in: transaction) }
        return Dictionary(uniqueKeysWithValues: ObjectType.allCases.map { ($0, table[$0]) })
    }

    /// The symbols that the blocks up to the one that holds `sequence` define; `nil` for all.
    package func symbols(upTo sequence: SequenceNumber? = nil) throws(LedgerError) -> SymbolTable {
        try read { (store, transaction) in
            var count = Int(try store.tables.head(in: transaction).symbols)
            if let sequence {
                let header = try store.header(holding: sequence, in: transaction)
                count = Int(header?.symbolsAfter ?? 0)
            }
            return try self.symbols(count, in: transaction)
        }
    }

    /// The first `count` symbols.
    func symbols(
        _ count: Int, in transaction: borrowing ReadTransaction
    ) throws -> SymbolTable {
        var table = known.withLock { $0 }
        if table.count < count {
            try store.tables.extend(&table, to: count, in: transaction)
            let extended = table
            known.withLock { if $0.count < extended.count { $0 = extended } }
        }
        table.removeLast(keeping: count)
        return table
    }

    /// Runs a read of the store and turns errors of LMDB into ours.
    func read<Value>(
        _ body: (LedgerStore, borrowing ReadTransaction) throws -> Value
    ) throws(LedgerError) -> Value {
        do {
            return try store.environment.read { try body(store, $0) }
        } catch {
            throw LedgerError.of(error)
        }
    }
}
