import ArgumentParser
import EventStore
import HubSpotModel

/// One run that compares everything with HubSpot, due or not.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare every record, the bin, links, owners and pipelines with HubSpot now.",
        discussion: """
            Finds deletions, merges, calculated values and link edits, none of which move a \
            record's modified date. `hubledger sync` does the same once a day.
            """)

    @OptionGroup var common: CommonOptions

    @Option(parsing: .upToNextOption, help: "Only these types: contacts, deals, …")
    var only: [String] = []

    func validate() throws {
        for name in only { _ = try ObjectName.parseSynced(name) }
    }

    func run() async throws {
        let launch = try Launch(common)
        let types = try only.isEmpty ? nil : Set(only.map(ObjectName.parseSynced))
        let runner = try SyncRunner(launch, only: types, reconcilesNow: true)
        guard let writer = try runner.openLedger() else {
            throw CommandError(
                66, "there is no ledger to compare; `hubledger sync` creates one")
        }
        try await SyncRun(launch: launch, runner: runner, json: common.json).run(existing: writer)
    }
}
