import ArgumentParser
import EventStore

/// Says where the ledger stands.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the head, what is known of each type, completeness and the last run.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let launch = try Launch(common)
        let status = try LedgerStatus(
            LedgerReader.open(launch.directory), in: launch.directory, now: launch.clock.now(),
            reconcile: launch.settings.sync.reconcile)
        StandardOutput.write(try common.json ? status.json() : status.text())
    }
}
