/// How many records of one type the ledger knows, by state.
package struct ObjectCounts: Hashable, Sendable {
    package internal(set) var live: UInt64 = 0
    package internal(set) var archived: UInt64 = 0
    package internal(set) var merged: UInt64 = 0
    package internal(set) var purged: UInt64 = 0
    /// Of all these, how many are erased.
    package internal(set) var erased: UInt64 = 0

    package init() {}
}

extension ObjectCounts {
    /// Wraps instead of trapping: the stored counts may have been tampered with; `verify` says so.
    mutating func count(_ image: RecordImage, _ step: (inout UInt64) -> Void) {
        switch image.state {
        case .live: step(&live)
        case .archived: step(&archived)
        case .merged: step(&merged)
        case .purged: step(&purged)
        }
        if image.isErased { step(&erased) }
    }
}
