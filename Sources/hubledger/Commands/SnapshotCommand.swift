import ArgumentParser
import Foundation
import Projections

/// Writes the dashboard as a folder of files.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Write the dashboard into a folder of its own, and the list of all beside it.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "Where the folders lie.")
    var output = "Snapshots"

    @Flag(help: "Write ids in the place of the names of people, deals, companies and tasks.")
    var redacted = false

    func run() async throws {
        let launch = try Launch(common)
        let dashboard = try DashboardMaker(launch: launch).make(reading, redacted: redacted)
        let folder = try SnapshotWriter(output: output).write(dashboard)
        if common.json {
            let name = URL(fileURLWithPath: folder).lastPathComponent
            StandardOutput.write(
                "{\"snapshot\":\"\(name)\",\"sequence\":\(dashboard.document.sequence),"
                    + "\"asOf\":\"\(dashboard.document.asOf)\"}\n")
        } else {
            StandardOutput.write("\(folder)/index.html\n")
        }
    }
}
