import ArgumentParser
import EventStore
import HubSpotModel
import ProjectionEngine

/// Makes the states of all projections anew, or compares them with what a replay gives.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Make the projections anew from the log, beside the old ones.",
        discussion: """
            The old states stay in use until the new ones have reached the head. A changed \
            definition, account or program is noticed without this command, and so is a log that \
            was restored to another head.
            """)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Write nothing: compare the stored states with a replay, row by row.")
    var verify = false

    func run() async throws {
        let launch = try Launch(common)
        let reader = try LedgerReader.open(launch.directory)
        try DashboardMaker.requireCompletedSync(reader)
        guard !verify else {
            let verification = try reader.verifyStates(
                launch.settings.metrics, in: launch.directory)
            StandardOutput.write(
                common.json
                    ? try verification.json() : "\(verification.sentence)\n")
            return
        }
        let start = ContinuousClock.now
        let engine = try ProjectionEngine(
            reader: reader, directory: launch.directory, configuration: launch.settings.metrics)
        let report = try await engine.rebuild()
        let checkpoint = try await engine.state().sequence
        let milliseconds = Double((ContinuousClock.now - start) / .milliseconds(1)).rounded()
        let seconds = milliseconds / 1000
        guard common.json else {
            StandardOutput.write(
                "Replayed \(report.events) events in \(seconds) s; the projections stand at "
                    + "event \(checkpoint).\n")
            return
        }
        var json = JSONText()
        json.object { json in
            json.member("events", report.events)
            json.member("checkpoint", checkpoint.rawValue)
            json.key("seconds")
            json.raw(Array("\(seconds)".utf8))
        }
        json.endLine()
        StandardOutput.write(json.bytes)
    }
}

extension StateVerification {
    var sentence: String {
        if let notCompared { return "The stored states were not compared: \(notCompared)." }
        return "The stored states at event \(sequence) are what a replay of \(events) events "
            + "gives: \(rows) rows, and \(frozenStates) frozen states."
    }

    func json() throws -> String {
        var json = JSONText()
        write(to: &json)
        json.endLine()
        return json.text
    }

    func write(to json: inout JSONText) {
        json.object { json in
            json.member("sequence", sequence.rawValue)
            json.member("events", events)
            json.member("rows", rows)
            json.member("frozenStates", frozenStates)
            json.member("notCompared", notCompared)
        }
    }
}
