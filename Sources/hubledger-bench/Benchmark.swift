/// One subject that is measured against its reference in the same run.
protocol Benchmark: Sendable {
    /// The name on the command line.
    var name: String { get }
    /// What it measures, in one line.
    var summary: String { get }

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure]
}
