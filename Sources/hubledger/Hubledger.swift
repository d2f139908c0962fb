import ArgumentParser
import Foundation

/// The command line: `hubledger <command>`.
struct Hubledger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hubledger",
        abstract: "Keeps a ledger of what changed in a HubSpot portal, and folds it into a "
            + "dashboard.",
        discussion: """
            The first `hubledger sync` reads the whole portal; every further one reads what \
            changed. `hubledger serve` does that every minute and shows the dashboard.

            Exit codes: 0 ok, 64 malformed argument, 65 not in this ledger or bad data, 66 no \
            ledger, 69 unavailable, 70 internal, 73 cannot create, 74 I/O, 75 try again, 77 token \
            or permission, 78 configuration.
            """,
        version: ProgramVersion.text,
        subcommands: [
            SyncCommand.self, ReconcileCommand.self, StatusCommand.self, LogCommand.self,
            RecordsCommand.self, MetricsCommand.self, ExplainCommand.self, BridgeCommand.self,
            SnapshotCommand.self,
            ReplayCommand.self, VerifyCommand.self, ServeCommand.self, SimulateCommand.self,
        ])
}

@main
enum Program {
    static func main() async {
        umask(0o077)  // What is written here is a company's sales data.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Hubledger.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.exit(with: error)
        }
    }
}
