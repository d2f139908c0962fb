import Foundation
import Testing

/// Damage is found and named, and never served as a number.
extension EndToEnd {
    @Suite("Verification")
    struct VerifyTests {
        private static let frozen = [
            "HUBLEDGER_TEST_SEED": "6", "HUBLEDGER_TEST_CLOCK": "2026-11-22T15:00:00.000Z",
        ]

        private static func ledger() async throws -> Ledger {
            let portal = try await Portal(
                .init(scale: 0.02, seed: 95, now: "2026-11-22T14:30:00.000Z"))
            let ledger = try Ledger(portal, environment: frozen)
            try await ledger.sync()
            return ledger
        }

        /// Changes one letter wherever a word stands in a file; returns how often.
        private static func change(_ word: String, in path: String) throws -> Int {
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            let pattern = Data(word.utf8)
            var count = 0
            var start = data.startIndex
            while let range = data.range(of: pattern, in: start..<data.endIndex) {
                data[range.lowerBound] ^= 1
                start = range.upperBound
                count += 1
            }
            try data.write(to: URL(fileURLWithPath: path))
            return count
        }

        @Test func aWholeLedgerIsProvenAndAReplayGivesTheSameStates() async throws {
            let ledger = try await Self.ledger()
            let proof = try await ledger.output("verify").text
            #expect(proof.contains("chain is whole"))
            struct Proof: Decodable {
                struct States: Decodable {
                    let rows: Int
                    let notCompared: String?
                }

                let events: Int
                let head: Int
                let states: States
            }
            let json = try JSONDecoder().decode(
                Proof.self, from: await ledger.output("verify", "--json").output)
            #expect(json.events == json.head)
            #expect(json.states.rows > 1_000)
            #expect(json.states.notCompared == nil)
            let before = try await ledger.metrics()
            let replayed = try await ledger.output("replay").text
            #expect(replayed.contains("\(json.head) events"))
            #expect(try await ledger.metrics() == before)
            #expect(
                try await ledger.output("replay", "--verify").text.contains("are what a replay"))
        }

        @Test func damageInTheLogIsNamedAndNoFigureIsServed() async throws {
            let ledger = try await Self.ledger()
            let log = ledger.folder.path + "/data/log/data.mdb"
            #expect(try Self.change("closed_lost_reason", in: log) > 0)
            let proof = try await ledger.run("verify")
            #expect(proof.code == 65)
            #expect(proof.errorText.contains("block at"), "\(proof.errorText)")
            #expect(proof.text == "")
            try FileManager.default.removeItem(atPath: ledger.folder.path + "/data/views")
            for arguments in [["metrics"], ["replay"], ["explain", "pipeline.openDeals"]] {
                let ending = try await Program.run(
                    arguments, environment: ledger.variables, in: ledger.folder.path)
                #expect(ending.code == 65, "\(arguments) \(ending.errorText)")
                #expect(ending.text == "", "\(arguments)")
            }
        }

        @Test func aStateThatIsNotWhatTheLogSaysIsNamedByTableAndMended() async throws {
            let ledger = try await Self.ledger()
            let views = ledger.folder.path + "/data/views/data.mdb"
            #expect(try Self.change("RESCHEDULED", in: views) > 0)
            for arguments in [["replay", "--verify"], ["verify"]] {
                let ending = try await Program.run(
                    arguments, environment: ledger.variables, in: ledger.folder.path)
                #expect(ending.code == 65)
                #expect(ending.errorText.contains("table texts"), "\(ending.errorText)")
            }
            try await ledger.output("replay")
            try await ledger.output("verify")
        }

        // MARK: - Pages

        private static func page(_ ledger: Ledger) async throws -> String {
            try await ledger.output("snapshot").text.trimmingCharacters(in: .newlines)
        }

        private static func edit(
            _ page: String, in ledger: Ledger, _ old: String, _ new: String
        ) throws -> String {
            let text = try String(
                contentsOfFile: "\(ledger.folder.path)/\(page)", encoding: .utf8)
            let edited = text.replacing(old, with: new)
            try #require(edited != text, "the page does not hold \(old)")
            try ledger.folder.write(edited, to: "edited.html")
            return "edited.html"
        }

        @Test func aPageIsMadeAgainAndEveryChangeInItIsFound() async throws {
            let ledger = try await Self.ledger()
            let page = try await Self.page(ledger)
            let equal = try await ledger.run("verify", page)
            #expect(equal.code == 0, "\(equal.errorText)")
            // Also after the log has grown, and under another configuration.
            try await ledger.portal.change(40, seed: 95)
            try await ledger.sync()
            try ledger.folder.write(Ledger.fast + "metrics:\n  topN: 3\n", to: "hubledger.yaml")
            let later = try await ledger.run("verify", page)
            #expect(later.code == 0, "\(later.errorText)")

            // As long as before: the packed documents point back into themselves.
            let figure = try await ledger.run(
                "verify",
                Self.edit(page, in: ledger, "\"portalId\":4242424", "\"portalId\":4242425"))
            #expect(figure.code == 65)
            #expect(figure.errorText.contains("portal.portalId: 4242425"), "\(figure.errorText)")
            let markup = try await ledger.run(
                "verify", Self.edit(page, in: ledger, "<title>Sales", "<title>Bales"))
            #expect(markup.code == 65)
            #expect(markup.errorText.contains("byte"), "\(markup.errorText)")
            let other = try await ledger.run(
                "verify",
                Self.edit(page, in: ledger, "\"rendererVersion\":", "\"rendererVersion\":9"))
            #expect(other.code == 69)
            #expect(other.errorText.contains("figures"), "\(other.errorText)")
        }

        @Test func whatIsNoPageOfThisLedgerIsRefused() async throws {
            let ledger = try await Self.ledger()
            try ledger.folder.write("<!doctype html>", to: "plain.html")
            #expect(try await ledger.run("verify", "plain.html").code == 65)
            #expect(try await ledger.run("verify", "missing.html").code == 66)
            let page = try await Self.page(ledger)
            let stranger = try Ledger(
                ledger.portal, environment: Self.frozen.merging(["HUBLEDGER_TEST_SEED": "7"]) { $1 }
            )
            try await stranger.sync()
            let ending = try await stranger.run("verify", ledger.folder.path + "/" + page)
            #expect(ending.code == 65)
            #expect(ending.errorText.contains("ledger"))
        }
    }
}
