package import EventStore
package import HubSpotModel

extension LedgerReader {
    /// The last event that the stored states have folded; zero where there are none.
    package func projectionCheckpoint(in directory: DataDirectory) throws -> SequenceNumber {
        guard let store = ViewStore.openForReading(directory.views),
            let checkpoint = try store.state().1, try holds(checkpoint)
        else { return .zero }
        return checkpoint.sequence
    }
}
