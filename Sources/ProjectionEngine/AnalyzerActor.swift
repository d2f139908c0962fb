import Projections

/// Runs one analyzer: the only one who touches its read model.
actor AnalyzerActor<Subject: Analyzer> {
    private var analyzer: Subject

    init(_ analyzer: Subject) { self.analyzer = analyzer }

    func fold(_ changes: [ImageChanges]) throws {
        for changes in changes { try analyzer.fold(changes) }
    }

    func drain() -> [RowChange] {
        var changes: [RowChange] = []
        analyzer.drain(into: &changes)
        return changes
    }

    func evict() throws { try analyzer.evict() }

    /// Reads the model; what it gives back is a value.
    func read<Model: Sendable>(
        _ body: @Sendable (inout Subject) throws -> Model
    ) throws -> Model {
        try body(&analyzer)
    }
}
