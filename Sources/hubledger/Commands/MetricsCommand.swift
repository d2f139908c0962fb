import ArgumentParser
import Projections

/// Prints the metrics document.
struct MetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print metrics.json: every number of the dashboard.",
        discussion: "Always JSON; --json is accepted and changes nothing.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    func run() async throws {
        let launch = try Launch(common)
        let dashboard = try DashboardMaker(launch: launch).make(reading)
        StandardOutput.write(try DocumentEncoder().encode(dashboard.document))
        StandardOutput.write("\n")
    }
}
