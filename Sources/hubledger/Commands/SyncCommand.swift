import ArgumentParser
import EventStore
import Foundation
import HubSpotModel
import SyncEngine

/// One incremental run; the first one reads the whole portal.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the ledger up to date with HubSpot; the first run reads everything.")

    @OptionGroup var common: CommonOptions

    @Option(parsing: .upToNextOption, help: "Only these types: contacts, deals, …")
    var only: [String] = []

    @Flag(help: "Say how many requests and minutes it will take, and do nothing.")
    var plan = false

    func validate() throws {
        for name in only { _ = try ObjectName.parseSynced(name) }
    }

    func run() async throws {
        let launch = try Launch(common)
        let types = try only.isEmpty ? nil : Set(only.map(ObjectName.parseSynced))
        let runner = try SyncRunner(launch, only: types)
        let engine = runner.engine()
        if plan {
            let reader = try Self.existingReader(launch.directory)
            let plan = try await engine.plan(reader)
            try SyncPlanPrinter(json: common.json, launch: launch).print(plan)
            return
        }
        try await SyncRun(launch: launch, runner: runner, json: common.json).run(
            existing: try runner.openLedger())
    }

    private static func existingReader(_ directory: DataDirectory) throws -> LedgerReader? {
        do {
            return try LedgerReader.open(directory)
        } catch {
            guard error.code == .noLedger else { throw error }
            return nil
        }
    }
}
