import Foundation
import Testing

/// The deep check finds what moves no modified date, once, and takes nothing for gone that is not.
extension EndToEnd {
    @Suite("The deep check")
    struct ReconcileTests {
        private func kinds(_ events: [EventLine]) -> [String: Int] {
            events.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
        }

        @Test func everyChangeWithoutAStampIsFoundOnceAndTheLedgerEqualsThePortal() async throws {
            let timed = try await TimedLedger(scale: 0.02, seed: 511)
            let first = try await timed.run()
            try await timed.advance(minutes: 30)
            try await timed.portal.control(
                "POST", "random-changes",
                """
                {"count":300,"seed":9,"kinds":["archive","restore","merge","purge","associate",\
                "dissociate","calculate"]}
                """)
            try await timed.advance(minutes: 1)
            try await timed.portal.forgetRequests()
            let report = try await timed.run("reconcile")
            #expect(report.events > 250)
            let asked = try await timed.portal.requests()
            #expect(asked.total == report.requests.total)
            let found = kinds(try await timed.events(after: first.head))
            for kind in ["archived", "merged", "purged", "linksChanged", "propertiesChanged"] {
                #expect(found[kind, default: 0] > 0, "\(kind): \(found)")
            }
            let compared = try await timed.expectEqual()
            #expect(compared > 1_400)
            let again = try await timed.run("reconcile")
            #expect(again.events == 0)
            #expect(try await timed.run().events == 0)
            let status = try await timed.status()
            #expect(status.verdict.state == "green", "\(status.verdict.reasons)")
            for (name, type) in status.types {
                #expect(type.difference.unexplained == 0, "\(name)")
                #expect(type.hubspotTotal == type.records, "\(name)")
                #expect(type.lastReconcile != nil)
            }
        }

        @Test func itRunsByItselfWhenItIsDueAndNotBefore() async throws {
            let timed = try await TimedLedger(seed: 512)
            let first = try await timed.run()
            let gone = try await timed.live("contacts")[3]
            try await timed.portal.control("POST", "records/contacts/\(gone)/archive")
            try await timed.advance(minutes: 23 * 60)
            #expect(try await timed.run().events == 0)
            try await timed.advance(minutes: 70)
            let report = try await timed.run()
            #expect(report.passes.contains { $0.pass == "reconcile" && $0.events == 1 })
            let events = try await timed.events(after: first.head)
            #expect(events.map(\.kind).filter { $0 != "linksChanged" } == ["archived"])
            #expect(events.allSatisfy { $0.pass == "reconcile" && $0.id == gone })
            // Archiving moves no stamp: the time is that of the bin.
            #expect(events[0].sourceTime == Self.instant(TimedLedger.start))
            try await timed.portal.forgetRequests()
            #expect(try await timed.run().requests.byKind == ["search": 8])
        }

        private static func instant(_ text: String) -> String { text }

        @Test func aContactTakenAwayLosesItsTextsAndOneFromTheBinKeepsThem() async throws {
            let timed = try await TimedLedger(seed: 513)
            try await timed.run()
            let ids = try await timed.live("contacts")
            let (taken, binned) = (ids[2], ids[5])
            let emails = try await timed.portal.truth("contacts").reduce(into: [:]) {
                $0[$1.id] = $1.properties["email"]
            }
            try await timed.portal.control("POST", "records/contacts/\(taken)/purge")
            try await timed.portal.control("POST", "records/contacts/\(binned)/archive")
            try await timed.advance(minutes: 5)
            try await timed.run("reconcile")
            // After its ninety days the bin lets the other one go.
            try await timed.advance(minutes: 91 * 24 * 60)
            try await timed.portal.control("POST", "records/contacts/\(binned)/purge")
            try await timed.run()
            let all = try await timed.ledger.output("records", "--object", "contacts", "--all").text
            let log = try await timed.ledger.output("log", "--json").text
            let takenEmail = try #require(emails[taken] ?? nil)
            let binnedEmail = try #require(emails[binned] ?? nil)
            #expect(!all.contains(takenEmail) && !log.contains(takenEmail))
            #expect(log.contains(binnedEmail))
            let kinds = try await timed.ledger.events().filter { $0.id == taken }.map(\.kind)
            #expect(kinds.suffix(2) == ["purged", "redacted"])
            #expect(
                try await timed.ledger.events().last { $0.id == binned }?.kind == "purged")
            try await timed.expectEqual()
        }

        @Test func mergesOfBothFormsAreFollowedInARefreshAlsoThroughOthers() async throws {
            let timed = try await TimedLedger(seed: 514)
            let first = try await timed.run()
            let ids = try await timed.live("contacts")
            func merge(_ primary: String, _ secondary: String, _ form: String) async throws
                -> String
            {
                try await timed.advance(minutes: 1)
                struct Survivor: Decodable { let id: String }
                return try await timed.portal.control(
                    "POST", "records/contacts/merge",
                    "{\"primary\":\"\(primary)\",\"secondary\":\"\(secondary)\",\"form\":\"\(form)\"}",
                    as: Survivor.self
                ).id
            }
            let new = try await merge(ids[0], ids[1], "new")
            #expect(new != ids[0] && new != ids[1])
            try await timed.advance(minutes: 5)
            try await timed.run()
            let last = try await merge(new, ids[2], "new")
            let old = try await merge(ids[3], ids[4], "old")
            #expect(old == ids[3])
            try await timed.advance(minutes: 5)
            let report = try await timed.run()
            #expect(report.passes.allSatisfy { ["refresh", "trailing"].contains($0.pass) })
            let events = try await timed.events(after: first.head)
            let merged = events.filter { $0.kind == "merged" }
            #expect(
                Set(merged.compactMap(\.id)) == [ids[0], ids[1], new, ids[2], ids[4]])
            #expect(merged.count == 5)
            let into = try await timed.ledger.output(
                "records", "--object", "contacts", "--all", "--json")
            let lines = try RecordLine.lines(into.output)
            for id in [ids[0], ids[1], new, ids[2]] {
                #expect(lines.first { $0.id == id }?.mergedInto == last, "\(id)")
            }
            #expect(lines.first { $0.id == ids[4] }?.mergedInto == ids[3])
            try await timed.run("reconcile")
            try await timed.expectEqual()
            #expect(try await timed.run("reconcile").events == 0)
        }

        @Test func aDeepCheckKilledAtAnyInstantIsTakenUpAndEndsTheSame() async throws {
            let timed = try await TimedLedger(scale: 0.02, seed: 515)
            try await timed.run()
            try await timed.advance(minutes: 30)
            try await timed.portal.control(
                "POST", "random-changes",
                """
                {"count":200,"seed":3,"kinds":["archive","merge","purge","associate",\
                "dissociate","calculate"]}
                """)
            // Due by itself, so that the next `sync` goes on with it.
            try await timed.advance(minutes: 25 * 60)
            try await timed.portal.setLatency(20)
            var kills = 0
            for milliseconds in [120, 250, 400, 600, 850] {
                let ending = try await timed.ledger.run(
                    "sync", environment: timed.environment(),
                    killedAfter: .milliseconds(milliseconds))
                kills += ending.code == 128 + SIGKILL ? 1 : 0
            }
            #expect(kills >= 3)
            try await timed.portal.setLatency(0)
            try await timed.run()
            try await timed.expectEqual("after \(kills) kills")
            let contents = EventLine.contents(try await timed.ledger.events())
            #expect(contents.values.allSatisfy { $0 == 1 })
            #expect(try await timed.run("reconcile").events == 0)
        }

        @Test func linksWithLabelsBeyondOnePageAreComparedAndErrorsLeaveThemAlone() async throws {
            let timed = try await TimedLedger(seed: 516)
            try await timed.portal.control("PATCH", "settings", "{\"associationPageSize\":3}")
            try await timed.run()
            let deal = try #require(try await timed.live("deals").first)
            let contacts = try await timed.live("contacts")
            func link(_ path: String, _ contact: String, _ label: String? = nil) async throws {
                let word = label.map { ",\"label\":\"\($0)\"" } ?? ""
                try await timed.portal.control(
                    "POST", path,
                    """
                    {"from":{"type":"deals","id":"\(deal)"},\
                    "to":{"type":"contacts","id":"\(contact)"}\(word)}
                    """)
            }
            for contact in contacts.prefix(11) { try await link("associations", contact) }
            try await link("associations", contacts[1], "Decision maker")
            try await timed.advance(minutes: 10)
            #expect(try await timed.run().events == 0)
            let report = try await timed.run("reconcile")
            #expect(report.events == 1)
            try await timed.expectEqual()
            try await link("associations/remove", contacts[1], "Decision maker")
            try await link("associations/remove", contacts[2])
            try await timed.run("reconcile")
            let event = try #require(try await timed.ledger.events().last { $0.id == deal })
            #expect(Set(event.links?.map(\.change) ?? []) == ["changed", "removed"])
            try await timed.expectEqual()
        }

        @Test func ownersAndPipelinesAreFollowedAndWhatIsGoneIsKept() async throws {
            let timed = try await TimedLedger(seed: 517)
            try await timed.run()
            struct Pipelines: Decodable { let results: [Pipeline] }
            struct Pipeline: Decodable {
                struct Stage: Decodable { let id: String }
                let id: String
                let stages: [Stage]
            }
            let pipeline = try #require(
                try await timed.portal.api("/crm/v3/pipelines/deals", as: Pipelines.self)
                    .results.first)
            let owner = try #require(try await timed.ledger.records("owners").first).id
            let (renamed, removed) = (pipeline.stages[0].id, pipeline.stages[1].id)
            let path = "pipelines/\(pipeline.id)/stages"
            try await timed.portal.control(
                "PATCH", "\(path)/\(renamed)", "{\"label\":\"First words\",\"probability\":\"0.3\"}"
            )
            try await timed.portal.control("DELETE", "\(path)/\(removed)")
            try await timed.portal.control("PATCH", "owners/\(owner)", "{\"archived\":true}")
            let before = try await timed.run("reconcile")
            #expect(
                try await timed.ledger.records("owners").first { $0.id == owner }?.archived == true)
            let stages = try await timed.ledger.output(
                "records", "--object", "pipelines", "--json"
            ).text
            #expect(stages.contains("First words"))
            let line = try #require(try await timed.ledger.records("pipelines").first)
            #expect(line.properties["stage/\(removed)/archived"] == "true")
            #expect(line.properties["stage/\(removed)/label"] != nil)
            try await timed.portal.control("PATCH", "owners/\(owner)", "{\"archived\":false}")
            try await timed.advance(minutes: 1)
            try await timed.run("reconcile")
            let last = try await timed.events(after: before.head).filter { $0.object == "owners" }
            #expect(last.map(\.kind) == ["restored"])
            // A reweighted stage moves calculated values of deals, but no stamp.
            try await timed.expectEqual()
        }
    }
}
