/// The benchmarks, in the order in which they run.
///
/// Those that state a peak of memory come first: what later ones keep would count for them.
enum BenchmarkList {
    static let all: [any Benchmark] = [
        ReplayBenchmark(), AppendBenchmark(), DecodeBenchmark(), FoldBenchmark(),
        BackfillBenchmark(), IngestBenchmark(), SizeBenchmark(), RebuildBenchmark(),
        RenderBenchmark(), PageBenchmark(), RefreshBenchmark(),
    ]

    static func named(_ name: String) -> (any Benchmark)? { all.first { $0.name == name } }
}
