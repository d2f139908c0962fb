import EventStore
import HubSpotModel
import ProjectionEngine
import Projections

/// Where read models are taken up from.
enum StateSource: Sendable {
    /// The states on disk, opened for each reading.
    case directory(DataDirectory)
    /// The states that this process has open for writing: they must not be opened twice.
    case engine(ProjectionEngine)

    func foldedState(
        _ reader: LedgerReader, _ configuration: MetricsConfiguration,
        through sequence: SequenceNumber?
    ) throws -> FoldedState {
        switch self {
        case .directory(let directory):
            try reader.foldedState(
                configuration, through: sequence, in: directory)
        case .engine(let engine):
            try engine.foldedState(through: sequence)
        }
    }

    func explainedState(
        _ reader: LedgerReader, _ configuration: MetricsConfiguration,
        through sequence: SequenceNumber?
    ) throws -> (state: FoldedState, book: RecordBook) {
        switch self {
        case .directory(let directory):
            try reader.explainedState(
                configuration, through: sequence, in: directory)
        case .engine(let engine):
            try engine.explainedState(through: sequence)
        }
    }
}
