package import HubSpotModel

/// A block taken apart, with what only a check of the personal texts needs.
package struct DecodedBlock: Sendable {
    package let batch: EventBatch
    /// For each personal value that the block's events learned, in order, its hash of 32 bytes.
    package let personalHashes: [UInt8]
}
