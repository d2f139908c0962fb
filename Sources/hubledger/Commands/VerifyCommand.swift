import ArgumentParser
import EventStore
import Foundation
import HubSpotModel
import ProjectionEngine
import SyncEngine

/// Proves the log, the tables beside it and the states; or one published page.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the chain of the log, the tables beside it and the stored states; or a "
            + "published page.",
        discussion: """
            With the path of a page, its documents are made again from the log up to the page's \
            own position, with the page's own configuration, and compared. Exit code 0: equal, \
            or different only where text was erased since. 65: different. 69: made by another \
            version of the renderer; its figures were compared, and are equal.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "A page: the index.html of a snapshot.")
    var page: String?

    func run() async throws {
        let launch = try Launch(common)
        if let page {
            return try PageVerification(launch: launch, path: page).run(json: common.json)
        }
        let reader = try LedgerReader.open(launch.directory)
        let chain = try reader.verifyChain()
        let current = try reader.verifyCurrent()
        var states: StateVerification?
        if try reader.portalState().firstCompletionAt != nil {
            states = try reader.verifyStates(
                launch.settings.metrics,
                in: launch.directory)
        }
        guard common.json else {
            StandardOutput.write(
                "The chain is whole: \(chain.blocks) blocks, \(chain.events) events.\n"
                    + "The tables beside it say what the blocks say: \(current.records) records, "
                    + "\(current.personalTexts) personal texts, \(current.erasedTexts) erased.\n"
                    + (states.map { $0.sentence + "\n" } ?? ""))
            return
        }
        var json = JSONText()
        json.object { json in
            json.member("blocks", chain.blocks)
            json.member("events", chain.events)
            json.member("head", chain.head.rawValue)
            json.member("records", current.records)
            json.member("personalTexts", current.personalTexts)
            json.member("erasedTexts", current.erasedTexts)
            json.key("states")
            if let states { states.write(to: &json) } else { json.null() }
        }
        json.endLine()
        StandardOutput.write(json.bytes)
    }
}
