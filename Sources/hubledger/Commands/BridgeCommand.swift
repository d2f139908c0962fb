import ArgumentParser
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
        let bridge = try DashboardMaker(launch: launch).bridge(
            from: from, to: to, names: ("--from", "--to"), isTraced: common.json)
        guard common.json else { return StandardOutput.write(BridgeText(bridge).text) }
        StandardOutput.write(try DocumentEncoder().encode(bridge))
        StandardOutput.write("\n")
    }
}
