import Foundation

/// The results as one JSON object, with what they were measured with.
struct ResultReport: Codable {
    let settings: BenchSettings
    let machine: Machine
    let results: [BenchmarkResult]

    struct Machine: Codable {
        let processors: Int
        let operatingSystem: String
        /// Load of the last minute when the run ended: other work makes figures worse.
        let loadAverage: Double
        let isOptimized: Bool
    }

    init(_ settings: BenchSettings, _ results: [BenchmarkResult]) {
        self.settings = settings
        self.results = results
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        machine = Machine(
            processors: ProcessInfo.processInfo.processorCount,
            operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
            loadAverage: load.split(separator: " ").first.flatMap { Double($0) } ?? -1,
            isOptimized: Self.isOptimized)
    }

    /// Assertions are evaluated in debug builds only.
    static var isOptimized: Bool {
        var isOptimized = true
        assert(
            {
                isOptimized = false
                return true
            }())
        return isOptimized
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
