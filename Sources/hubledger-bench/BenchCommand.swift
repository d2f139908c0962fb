import ArgumentParser
import Foundation

/// `hubledger-bench`: measures this program against its references, in one run.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hubledger-bench",
        abstract: "Measures hubledger against references of the same run.",
        discussion: """
            Absolute figures move with the machine and what else runs on it; ratios move less. \
            Everything is written to temporary directories that are removed at the end.
            """)

    @Argument(help: "The benchmarks to run; all without one. See --list.")
    var names: [String] = []

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    @Flag(help: "Print the names of the benchmarks.")
    var list = false

    @Option(help: "Seed of everything that is generated.")
    var seed: UInt64 = 1

    @Option(help: "Change events to append and replay, 1000 to 100000000.")
    var events = 1_000_000

    @Option(help: "Records of the full-size portal, 1000 to 700000.")
    var records = BenchSettings.fullPortalRecords

    @Option(help: "Repeats of what is repeated, 1 to 1000.")
    var runs = 5

    func validate() throws {
        try Self.check("--events", events, 1000...100_000_000)
        try Self.check("--records", records, 1000...700_000)
        try Self.check("--runs", runs, 1...1000)
        for name in names where BenchmarkList.named(name) == nil {
            throw ValidationError("There is no benchmark \"\(name)\"; --list prints the names.")
        }
    }

    private static func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
        guard range.contains(value) else {
            throw ValidationError(
                "\(option) is \(value); it must be \(range.lowerBound) to \(range.upperBound).")
        }
    }

    func run() async throws {
        if list {
            for benchmark in BenchmarkList.all {
                print(padded(benchmark.name, 9) + benchmark.summary)
            }
            return
        }
        let chosen = BenchmarkList.all.filter { names.isEmpty || names.contains($0.name) }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let settings = BenchSettings(seed: seed, events: events, records: records, runs: runs)
        let fixtures = Fixtures(settings, in: folder)
        var results: [BenchmarkResult] = []
        do {
            for benchmark in chosen {
                if !json { FileHandle.standardError.write(Data("\(benchmark.name) …\n".utf8)) }
                let start = ContinuousClock.now
                let figures = try await benchmark.run(settings, fixtures)
                results.append(
                    BenchmarkResult(
                        name: benchmark.name, seconds: (ContinuousClock.now - start).seconds,
                        figures: figures))
            }
        } catch {
            await fixtures.end()
            throw error
        }
        await fixtures.end()
        if json {
            print(try ResultReport(settings, results).json())
        } else {
            print(ResultTable(results).text, terminator: "")
        }
    }
}
