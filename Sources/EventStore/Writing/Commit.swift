package import HubSpotModel

/// What a commit came to.
package struct Commit<Value: Sendable>: Sendable {
    /// What the body returned.
    package let value: Value
    /// How many events were appended; 0 when nothing differed and no block was written.
    package let eventCount: Int
    /// The head after the commit.
    package let head: LedgerHead

    /// The sequence number of the first event that was appended, if any.
    package var firstSequence: SequenceNumber? {
        eventCount == 0
            ? nil : SequenceNumber(head.sequence.rawValue - UInt64(eventCount) + 1)
    }
}
