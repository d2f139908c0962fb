package import HubSpotModel
package import LMDB

/// What went wrong with a ledger, in words for the operator, with the exit code that fits.
///
/// Holds no personal value and no token.
package struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: Equatable, Sendable {
        /// There is no ledger in the data directory.
        case noLedger
        /// A ledger is to be created where there is one.
        case alreadyExists
        /// The file is not a ledger of ours, or of a newer format.
        case foreign
        /// The block that starts at, or holds, this sequence number cannot be trusted.
        case damaged(SequenceNumber)
        /// A table beside the blocks does not say what the blocks say; found at this event.
        case inconsistent(SequenceNumber)
        /// A row of a table beside the blocks, named here, cannot be read.
        case damagedRow(String)
        /// The log ends before what was acknowledged: an old copy was put in its place.
        case behind(log: SequenceNumber, acknowledged: SequenceNumber)
        /// Another writer has the data directory.
        case busy
        /// The ledger belongs to another portal.
        case portalMismatch(bound: UInt64, met: UInt64)
        /// A change that cannot be written: an id too long, a name twice; the caller's mistake.
        case badDraft
        /// More than one commit may hold; the caller must split it.
        case commitTooLarge
        /// A sequence number or a time that this log does not have.
        case notInLedger
        /// What the operating system or LMDB said.
        case storage(LMDBError.Code)
    }

    package let code: Code
    /// What is wrong, without a final stop.
    package let message: String
    private let storageRemedy: String?

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        storageRemedy = nil
    }

    /// Carries an error of LMDB, told apart where an operator has to do something else.
    package init(_ error: LMDBError) {
        switch error.code {
        case .missing: code = .noLedger
        case .emptyFile, .truncated, .foreignFile, .tableMissing, .tableIncompatible:
            code = .foreign
        default: code = .storage(error.code)
        }
        message = "could not \(error.operation): \(error.message)"
        storageRemedy = error.remedy
    }

    /// The exit code after sysexits.h: 65 bad data, 66 no input, 70, 73, 74 I/O, 75 try again, 78.
    package var exitCode: Int32 {
        switch code {
        case .noLedger: 66
        case .alreadyExists: 73
        case .foreign, .damaged, .damagedRow, .inconsistent, .behind, .notInLedger: 65
        case .busy: 75
        case .portalMismatch: 78
        case .badDraft, .commitTooLarge: 70
        case .storage(let code):
            LMDBError(code, operation: "", message: "").isTemporary ? 75 : 74
        }
    }

    /// One sentence to the operator, or `nil` when none is known.
    package var remedy: String? {
        switch code {
        case .noLedger: "Check --data; `hubledger sync` creates a ledger"
        case .alreadyExists: "Choose another data directory; nothing that exists is overwritten"
        case .foreign: storageRemedy ?? "Check --data, or restore the last backup"
        case .damaged: "Stop writing, keep a copy of the data directory and restore a backup"
        case .inconsistent, .damagedRow:
            "Keep a copy of the data directory and restore the last backup"
        case .behind: "Put the newer log back, or remove the file `head` to accept the loss"
        case .busy:
            "Only one process may write a data directory; wait for the other to end, or stop it"
        case .portalMismatch: "Use another data directory for this portal, or check the token"
        case .badDraft, .notInLedger: nil
        case .commitTooLarge: "Split the commit"
        case .storage: storageRemedy
        }
    }

    package var description: String {
        let remedy = remedy.map { $0.hasSuffix(".") ? $0 : $0 + "." }
        return message + (remedy.map { ". \($0)" } ?? "")
    }
}

extension LedgerError {
    /// The token reads another portal than the one that the ledger is bound to.
    package static func portalMismatch(bound: UInt64, met: UInt64) -> LedgerError {
        LedgerError(
            .portalMismatch(bound: bound, met: met),
            "this ledger belongs to portal \(bound), the token to portal \(met)")
    }
}
