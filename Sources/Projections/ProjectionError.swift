/// What stops a fold or the making of a document.
package enum ProjectionError: Error, Equatable, CustomStringConvertible {
    /// A batch defines symbols from a position that the fold has not reached.
    case symbolGap(expected: Int, found: Int)
    /// A stored row does not have the form that this version writes.
    case corruptRow(table: String)
    /// A key of the configuration has a value that is not allowed.
    case configuration(key: String, allowed: String)
    /// The account record lacks what every date and amount depends on.
    case account(missing: String)
    /// The pipeline movement of a period does not balance: a defect of the program.
    case unbalancedMovement(period: String)
    /// The state in memory has changes that were not drained.
    case undrained

    package var description: String {
        switch self {
        case .symbolGap(let expected, let found):
            "A block defines symbols after \(found), but \(expected) are known. "
                + "Rebuild the projections from the first block."
        case .corruptRow(let table):
            "A row of the table \(table) cannot be read. Rebuild the projections from the log."
        case .configuration(let key, let allowed):
            "metrics.\(key) has a value that is not allowed. Allowed: \(allowed)."
        case .account(let missing):
            "The account has no \(missing). Allow the token to read account details, "
                + "or set hubspot.account in the configuration."
        case .unbalancedMovement(let period):
            "The pipeline movement of \(period) does not balance. Report this."
        case .undrained:
            "Rows were dropped before their changes were drained. Rebuild the projections."
        }
    }
}
