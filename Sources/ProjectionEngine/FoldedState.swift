package import HubSpotModel
package import Projections

/// The read models at one log position.
package struct FoldedState: Sendable {
    package let models: ReadModels
    /// Last event folded.
    package let sequence: SequenceNumber
    /// Chain hash of the block that ends there.
    package let hash: [UInt8]
    /// The earliest version of a deal's history that is known; `nil` where there is none.
    package let earliestHistory: Instant?

    /// - Parameter earliestHistory: `nil` takes it from the deals of the models.
    init(
        models: ReadModels, sequence: SequenceNumber, hash: [UInt8],
        earliestHistory: Instant? = nil
    ) {
        self.models = models
        self.sequence = sequence
        self.hash = hash
        self.earliestHistory = earliestHistory ?? models.pipeline.earliestHistory
    }
}

/// What one catching up did.
package struct FoldReport: Sendable, Equatable {
    /// Events folded.
    package var events = 0
    /// Record rows read from the states: with a handful of changes, a handful.
    package var recordRowsRead = 0
    /// Why the states were made anew; `nil` when they were taken up where they stood.
    package var rebuildReason: String?
}
