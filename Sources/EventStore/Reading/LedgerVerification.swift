package import HubSpotModel

/// What a check of the whole ledger went through.
package struct LedgerVerification: Sendable, Equatable {
    package internal(set) var blocks = 0
    package internal(set) var events = 0
    package internal(set) var head = SequenceNumber.zero
    package internal(set) var records = 0
    package internal(set) var personalTexts = 0
    /// Personal values whose texts were erased.
    package internal(set) var erasedTexts = 0
}
