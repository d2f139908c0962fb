import ArgumentParser
import EventStore

/// What every command that has a ledger takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "The data directory. (default: data, or HUBLEDGER_DATA)")
    var data: String?

    @Option(help: "The configuration file. (default: hubledger.yaml if there, or HUBLEDGER_CONFIG)")
    var config: String?

    @Flag(help: "Print JSON.")
    var json = false
}

/// The options with the environment and the configuration that they lead to.
struct Launch {
    let environment: LaunchEnvironment
    let settings: Settings
    let directory: DataDirectory
    let reproducibility: Reproducibility?

    init(_ options: CommonOptions) throws {
        environment = try LaunchEnvironment()
        settings = try Settings.load(path: options.config, environment: environment)
        directory = DataDirectory(options.data ?? environment["HUBLEDGER_DATA"] ?? "data")
        reproducibility = try environment.reproducibility()
    }

    /// The time for everything that is not HubSpot's.
    var clock: WallClock { WallClock(fixed: reproducibility?.clock) }
}
