package import EventStore
package import HubSpotModel
package import Projections

/// What a reading with hindsight rests on, besides the read models.
package struct HindsightState: Sendable {
    package let state: FoldedState
    /// Every record of that instant, where it was asked for.
    package let book: RecordBook?
    /// Values that are the first known ones: of them the log knows nothing earlier.
    package let reconstructedValues: Int
    package let reconstructedRecords: Int
}

/// An instant before everything that the log knows.
package struct BeforeAllHistory: Error, CustomStringConvertible {
    package let asked: Instant
    /// The earliest instant that can be asked for.
    package let earliest: Instant

    package var description: String {
        "nothing is known of \(asked), even with hindsight: what the log knows begins at "
            + "\(earliest), the earliest time to ask for"
    }
}

extension LedgerReader {
    /// The read models of all that is known about an instant; see `HindsightFold`.
    ///
    /// Walks the whole log: nothing is stored for instants, and any event can speak of any.
    ///
    /// - Parameters:
    ///   - exactSince: when the first sync completed: without any history nothing earlier is known.
    ///   - sequence: the last event of a block that may be used; `nil` for the head.
    ///   - isExplained: whether every record is wanted besides.
    /// - Throws: ``BeforeAllHistory``, `LedgerError` for a block that cannot be trusted.
    package func hindsightState(
        _ configuration: MetricsConfiguration, before instant: Instant, exactSince: Instant,
        through sequence: SequenceNumber? = nil,
        isExplained: Bool = false
    ) throws -> HindsightState {
        let end = try sequence ?? head().sequence
        let symbols = try symbols(upTo: end)
        var past = HindsightFold(before: instant, symbols: symbols)
        var last: (sequence: SequenceNumber, hash: [UInt8]) = (.zero, identity.originHash)
        try forEachBatch(through: end, verifyingHashes: true) { batch in
            past.fold(batch)
            last = (batch.lastSequence, batch.hash)
            return true
        }
        let earliest = min(past.earliestHistory ?? exactSince, exactSince)
        guard instant >= earliest else {
            throw BeforeAllHistory(asked: instant, earliest: earliest)
        }
        let context = try ProjectionContext.build(
            from: past.references, configuration: configuration)
        var projection = try PortalProjection(context: context, symbols: symbols)
        try past.forEachBatch { try projection.fold($0) }
        return HindsightState(
            state: FoldedState(
                models: try projection.models(), sequence: last.sequence, hash: last.hash,
                earliestHistory: past.earliestHistory),
            book: isExplained ? try projection.recordBook() : nil,
            reconstructedValues: past.reconstructedValues,
            reconstructedRecords: past.reconstructedRecords)
    }
}
