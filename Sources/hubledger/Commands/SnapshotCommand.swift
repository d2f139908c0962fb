import ArgumentParser
import Foundation
import Projections

/// Writes the dashboard as a folder of files.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Write the dashboard into a folder of its own, and the list of all beside it.",
        discussion: """
            With --from no ledger is read: the folders named are proven by the hashes of their \
            manifests and written again below --output, with --redacted without names. ops/publish \
            does that for a static site.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "Where the folders lie.")
    var output = "Snapshots"

    @Flag(help: "Write ids in the place of the names of people, deals, companies and tasks.")
    var redacted = false

    @Option(
        parsing: .upToNextOption,
        help: "Take these snapshots, from their own documents, instead of a ledger.")
    var from: [String] = []

    func validate() throws {
        guard !from.isEmpty else { return }
        guard reading.asOf == nil, reading.sequence == nil, !reading.hindsight else {
            throw ValidationError(
                "--from takes a snapshot as it stands; leave --as-of, --sequence and --hindsight "
                    + "out")
        }
    }

    func run() async throws {
        guard from.isEmpty else { return try writeAgain() }
        let launch = try Launch(common)
        let dashboard = try DashboardMaker(launch: launch).make(reading, redacted: redacted)
        let writer = SnapshotWriter(output: output)
        let folder = try writer.write(dashboard)
        try writer.writeList()
        report(dashboard, in: folder)
    }

    private func writeAgain() throws {
        let writer = SnapshotWriter(output: output)
        for folder in from {
            let snapshot = try PublishedSnapshot(folder: folder)
            let dashboard = redacted ? try snapshot.redacted() : snapshot.dashboard
            report(dashboard, in: try writer.write(dashboard))
        }
        try writer.writeList()
    }

    private func report(_ dashboard: MadeDashboard, in folder: String) {
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
