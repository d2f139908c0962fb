import Foundation
import Testing

/// What the token may not read is left out, said everywhere, and taken up when it may.
extension EndToEnd {
    @Suite("Missing scopes")
    struct ScopeTests {
        private func forbid(_ timed: TimedLedger, _ names: [String]) async throws {
            let list = names.map { "\"\($0)\"" }.joined(separator: ",")
            try await timed.portal.control("PATCH", "settings", "{\"missingScopes\":[\(list)]}")
        }

        @Test(arguments: ["contacts", "deals", "tasks"])
        func aMissingScopeDisablesThatTypeOnlyAndIsSaid(object: String) async throws {
            let timed = try await TimedLedger(seed: 551)
            try await forbid(timed, [object])
            let report = try await timed.run()
            // Pipelines come with the scope of deals.
            let closed = object == "deals" ? ["deals", "pipelines"] : [object]
            #expect(report.unreadable.keys.sorted() == closed)
            var status = try await timed.status()
            #expect(status.unreadable[object]?.contains("scope") == true)
            #expect(status.types[object]?.verdict.state == "red")
            #expect(status.verdict.state == "red")
            for other in TrackedObject.all where other.name != object {
                #expect(status.types[other.name]?.records ?? 0 > 0, "\(other.name)")
                #expect(status.types[other.name]?.verdict.state != "red", "\(other.name)")
            }
            let page = try await timed.ledger.run("metrics", environment: timed.environment())
            #expect(page.text.contains("\"\(object)\""))
            let gaps = try await timed.ledger.events().filter { $0.kind == "gap" }
            #expect(gaps.count == closed.count)
            // The same again says nothing new; with the scope everything is read.
            try await timed.advance(minutes: 5)
            #expect(try await timed.run().events == 0)
            let later = try await timed.ledger.events().filter { $0.kind == "gap" }
            #expect(later.count == closed.count)
            try await forbid(timed, [])
            try await timed.advance(minutes: 5)
            let after = try await timed.run()
            #expect(after.unreadable.isEmpty)
            try await timed.expectEqual()
            status = try await timed.status()
            #expect(status.verdict.state == "green", "\(status.verdict.reasons)")
            // Taken away later, what is known stays, and changes elsewhere are still found.
            try await forbid(timed, [object])
            let company = try await timed.live("companies")[0]
            try await timed.portal.control(
                "PATCH", "records/companies/\(company)", "{\"properties\":{\"name\":\"New\"}}")
            try await timed.advance(minutes: 5)
            #expect(try await timed.run().events == 1)
            #expect(try await !timed.ledger.records(object).isEmpty)
            #expect(try await timed.status().types[object]?.verdict.state == "red")
        }

        @Test func whatWasKnownThenIsShownAsItWasWhateverMayBeReadNow() async throws {
            let timed = try await TimedLedger(seed: 555)
            func metrics(_ position: Int) async throws -> Data {
                let ending = try await timed.ledger.run(
                    "metrics", "--sequence", "\(position)", environment: timed.environment())
                #expect(ending.code == 0, "\(ending.errorText)")
                return ending.output
            }
            func notSynced(_ document: Data) throws -> [String] {
                struct Document: Decodable {
                    struct Quality: Decodable { let notSynced: [String] }
                    let dataQuality: Quality
                }
                return try JSONDecoder().decode(Document.self, from: document).dataQuality.notSynced
            }
            // Calls are seen, then not, then again; tasks the other way round.
            var readings: [(head: Int, notSynced: [String], document: Data)] = []
            for closed in [["tasks"], ["calls"], []] {
                try await forbid(timed, closed)
                try await timed.advance(minutes: 5)
                try await timed.run()
                let head = try await timed.status().head
                let reading = try await metrics(head)
                #expect(try notSynced(reading) == closed)
                readings.append((head, closed, reading))
            }
            func expectAsThen() async throws {
                for reading in readings {
                    let again = try await metrics(reading.head)
                    #expect(again == reading.document, "not synced: \(reading.notSynced)")
                }
            }
            try await expectAsThen()
            try await timed.ledger.output("replay", "--verify")
            try FileManager.default.removeItem(atPath: timed.ledger.folder.path + "/data/views")
            try await expectAsThen()
            try await timed.ledger.output("verify")
        }

        @Test func ownersThatMayNotBeReadHoldNothingUp() async throws {
            let timed = try await TimedLedger(seed: 552)
            try await forbid(timed, ["owners"])
            let report = try await timed.run()
            #expect(report.unreadable.keys.sorted() == ["owners"])
            let status = try await timed.status()
            #expect(status.verdict.state == "amber")
            #expect(status.verdict.reasons.first?.hasPrefix("owners cannot be read") == true)
            try await timed.expectEqual()
            try await forbid(timed, [])
            try await timed.run("reconcile")
            #expect(try await !timed.ledger.records("owners").isEmpty)
            #expect(try await timed.status().verdict.state == "green")
        }

        @Test func anotherPortalIsMetByItsRecordsWhereTheAccountMayNotBeRead() async throws {
            let timed = try await TimedLedger(seed: 553)
            try await timed.run()
            let log = try await timed.ledger.output("log", "--json").output
            try await forbid(timed, ["account"])
            // Known from before, so the run goes on; then the same address is another portal.
            try await timed.advance(minutes: 25 * 60)
            #expect(try await timed.run().events == 0)
            let between = try await timed.ledger.output("log", "--json").output
            #expect(between.starts(with: log))
            try await timed.portal.control("PATCH", "account", "{\"portalId\":7654321}")
            try await timed.portal.change(20, seed: 3)
            try await timed.advance(minutes: 25 * 60)
            for command in ["sync", "reconcile"] {
                let ending = try await timed.ledger.run(
                    command, environment: timed.environment())
                #expect(ending.code == 78, "\(ending.errorText)")
                #expect(ending.errorText.contains("7654321"))
                #expect(ending.errorLines.count == 1)
            }
            #expect(try await timed.ledger.output("log", "--json").output == between)
        }

        @Test func withoutTheAccountTheConfigurationStandsInAndMustNameThePortal() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 554))
            try await portal.control("PATCH", "settings", "{\"missingScopes\":[\"account\"]}")
            struct Account: Decodable { let portalId: Int }
            let real = try await portal.control("GET", "state", as: Account.self).portalId
            let bare = try Ledger(portal)
            let refused = try await bare.run("sync")
            #expect(refused.code == 78)
            #expect(refused.errorText.contains("hubspot.account"))
            for (number, code) in [(real + 1, Int32(78)), (real, 0)] {
                let ledger = try Ledger(
                    portal,
                    configuration: Ledger.fast + """
                          account:
                            portalId: \(number)
                            timeZone: Europe/London
                            companyCurrency: GBP

                        """)
                let ending = try await ledger.run("sync")
                #expect(ending.code == code, "\(ending.errorText)")
                let exists = FileManager.default.fileExists(atPath: ledger.folder.path + "/data")
                #expect(exists == (code == 0))
            }
        }
    }
}
