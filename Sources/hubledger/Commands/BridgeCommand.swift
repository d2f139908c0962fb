import ArgumentParser
import Dashboard
import EventStore
import HubSpotModel
import ProjectionEngine
import Projections

/// Shows how the open pipeline came from one instant to another.
struct BridgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bridge",
        abstract: "Show the movement of the open pipeline between two instants, deal by deal.",
        discussion: """
            Reads source time at the head: what is known now about each instant. Gross counts \
            every step on the way, net only the difference of the ends; both lead from the \
            opening to the closing to the penny. From now on the end is the present state.
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The first instant (ISO-8601), or the end of this date in the portal's zone.")
    var from: String

    @Option(help: "The last instant, likewise.")
    var to: String

    func run() async throws {
        let launch = try Launch(common)
        let maker = try DashboardMaker(launch: launch)
        try DashboardMaker.requireCompletedSync(maker.reader)
        let start = try maker.instant(from, option: "--from")
        let end = try maker.instant(to, option: "--to")
        guard start < end else {
            throw CommandError(64, "--from \(from) must be earlier than --to \(to)")
        }
        guard start < maker.now else {
            throw CommandError(
                65, "nothing is known of \(start) yet; the latest instant is now, \(maker.now)")
        }
        let state = try maker.state(
            .head, asOf: maker.now, through: nil)
        var bridge = try maker.builder(state, asOf: maker.now) { builder in
            try builder.bridge(from: start, to: end)
        }
        guard common.json else { return StandardOutput.write(BridgeText(bridge).text) }
        let moved = bridge.deals.filter { !$0.steps.isEmpty }
        let keys = Set(moved.map { RecordKey(.deals, RecordID($0.id)) })
        let traces = try maker.reader.traces(of: keys, through: state.sequence)
        bridge.attach(
            Dictionary(uniqueKeysWithValues: traces.map { ($0.key.id.text, $0.value) }))
        StandardOutput.write(try DocumentEncoder().encode(bridge))
        StandardOutput.write("\n")
    }
}
