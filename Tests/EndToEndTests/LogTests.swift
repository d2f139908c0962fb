import Foundation
import Testing

/// The events as a user and a script read them.
extension EndToEnd {
    @Suite("The log")
    struct LogTests {
        @Test func sequencesRunFromOneWithoutGapsAndTheFiltersChooseFromThem() async throws {
            let portal = try await Portal(.init(seed: 91))
            let ledger = try Ledger(portal)
            let head = try await ledger.sync().head
            let all = try await ledger.events()
            #expect(all.map(\.sequence) == Array(1...head))
            #expect(
                all.filter { $0.id == nil && $0.kind != "schemaChanged" }.map(\.kind) == [
                    "syncCompleted"
                ])
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.observedTime <= $1.observedTime })

            let some = try EventLine.lines(
                await ledger.output("log", "--json", "--from", "10", "--to", "25").output)
            #expect(some.map(\.sequence) == Array(10...25))
            let deals = try EventLine.lines(
                await ledger.output("log", "--json", "--object", "deals").output)
            let expected = all.filter { $0.object == "deals" }.map(\.sequence)
            #expect(!expected.isEmpty)
            #expect(deals.map(\.sequence) == expected)
            let id = try #require(deals.first?.id)
            let one = try EventLine.lines(
                await ledger.output("log", "--json", "--object", "deals", "--id", id).output)
            #expect(
                one.map(\.sequence)
                    == all.filter { $0.object == "deals" && $0.id == id }.map(\.sequence))
            #expect(Set(one.map(\.kind)).isSuperset(of: ["created", "historyLearned"]))
            let text = try await ledger.output("log", "--to", "25")
            #expect(text.lines.count == 25)
        }

        @Test func everyLineHasTheShapeOfTheContract() async throws {
            let portal = try await Portal(.init(seed: 92))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            try await portal.change(100, seed: 92)
            try await ledger.sync()
            let common: Set = [
                "sequence", "kind", "object", "sourceTime", "observedTime", "pass", "run", "cause",
            ]
            var kinds: Set<String> = []
            for line in try await ledger.output("log", "--json").lines {
                let event = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                let kind = try #require(event["kind"] as? String)
                kinds.insert(kind)
                #expect(common.isSubset(of: event.keys), "\(line.prefix(300))")
                let isOfLedger = ["syncCompleted", "schemaChanged", "gap"].contains(kind)
                #expect((event["id"] == nil) == isOfLedger, "\(line.prefix(300))")
                let list = kind == "linksChanged" ? "links" : "changes"
                let keys: Set =
                    kind == "linksChanged"
                    ? ["to", "id", "types", "change"] : ["property", "before", "after"]
                let rows = try #require(event[list] as? [[String: Any]], "\(line.prefix(300))")
                #expect(rows.allSatisfy { keys.isSubset(of: $0.keys) }, "\(line.prefix(300))")
            }
            #expect(
                kinds.isSuperset(of: [
                    "created", "propertiesChanged", "historyLearned", "linksChanged",
                    "syncCompleted",
                ]))
        }

        @Test func followingPrintsEventsAsTheyAreAppended() async throws {
            let portal = try await Portal(.init(seed: 93))
            let ledger = try Ledger(portal)
            let head = try await ledger.sync().head
            let follower = try ledger.start(
                "log", "--json", "--follow", "--from", "\(head + 1)")
            for round in 1...2 {
                try await portal.change(10, seed: UInt64(round), kinds: Portal.datedChanges)
                let now = try await ledger.sync().head
                try await follower.wait { program in
                    program.output.last == UInt8(ascii: "\n")
                        && (try? EventLine.lines(program.output).last?.sequence) == now
                }
                #expect(
                    try EventLine.lines(follower.output).map(\.sequence) == Array(head + 1...now))
            }
            follower.signal(SIGTERM)
            let ending = try await follower.ending(within: .seconds(5))
            #expect(ending.errorText == "")
        }
    }
}
