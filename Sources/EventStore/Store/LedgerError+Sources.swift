import LMDB

extension LedgerError {
    /// Any error of a ledger operation as one of ours.
    static func of(_ error: any Error) -> LedgerError {
        switch error {
        case let error as LedgerError: error
        case let error as LMDBError: LedgerError(error)
        case let error as FileLock.Failure:
            switch error {
            case .held(let path, let processID):
                LedgerError(
                    .busy,
                    "\(path) is locked by "
                        + (processID.map { "process \($0)" } ?? "another process"))
            case .failed: LedgerError(.storage(.inputOutput), "\(error)")
            }
        default: LedgerError(.storage(.inputOutput), "\(error)")
        }
    }
}
