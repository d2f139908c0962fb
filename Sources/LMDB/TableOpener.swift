import CLMDB

/// Opens tables at start-up; lent by ``Environment/openTables(_:)``.
@safe package struct TableOpener: ~Copyable {
    private let handle: OpaquePointer
    private let mayCreate: Bool

    fileprivate init(_ handle: OpaquePointer, mayCreate: Bool) {
        unsafe self.handle = handle
        self.mayCreate = mayCreate
    }

    /// Opens the table `name`, creating it if absent and the environment is open for writing.
    ///
    /// - Throws: ``LMDBError`` with code `.tableMissing`, or `.tableIncompatible` when the stored
    ///   table has flags: LMDB does not compare them and would sort its keys in another order.
    package func table<Key: TableKey>(
        _ name: String, keyedBy: Key.Type = Key.self
    ) throws(LMDBError) -> Table<Key> {
        var id: MDB_dbi = 0
        let code = unsafe mdb_dbi_open(handle, name, mayCreate ? UInt32(MDB_CREATE) : 0, &id)
        if code == MDB_NOTFOUND {
            throw LMDBError(
                .tableMissing(name), operation: "open table \(name)", message: "there is none")
        }
        try check(code, "open table \(name)")
        var flags: UInt32 = 0
        try check(unsafe mdb_dbi_flags(handle, id, &flags), "read the flags of table \(name)")
        guard flags == 0 else {
            throw LMDBError(
                .tableIncompatible(name), operation: "open table \(name)",
                message: "it has the flags 0x\(String(flags, radix: 16))")
        }
        return Table(name: name, id: id)
    }
}

extension Environment {
    /// Opens named tables, all of them or none; call once, at start-up, and keep what it returns.
    ///
    /// Missing tables are created, unless the environment is read-only.
    package func openTables<Result>(
        _ body: (borrowing TableOpener) throws -> Result
    ) throws -> Result {
        // A handle outlives its transaction only when that commits, a reading one too.
        if configuration.isReadOnly {
            return try readCommitting { transaction in
                try body(unsafe TableOpener(transaction.handle, mayCreate: false))
            }
        }
        return try write { transaction in
            try body(unsafe TableOpener(transaction.handle, mayCreate: true))
        }
    }

    /// Opens one table; see ``openTables(_:)``.
    package func table<Key: TableKey>(
        _ name: String, keyedBy: Key.Type = Key.self
    ) throws -> Table<Key> {
        try openTables { try $0.table(name) }
    }
}
