import Foundation
import Testing

/// What HubSpot's search shows late is found, once, and how late it was is said.
extension EndToEnd {
    @Suite("The trailing pass")
    struct TrailingTests {
        private func events(_ report: SyncReport, _ pass: String) -> Int? {
            report.passes.first { $0.pass == pass }?.events
        }

        @Test func aChangeThatTheIndexShowsAfterTheOverlapIsFoundByTheTrailingPass() async throws {
            let timed = try await TimedLedger(seed: 501)
            try await timed.run()
            try await timed.advance(minutes: 65)
            try await timed.run()
            let id = try #require(try await timed.live("contacts").first)
            try await timed.portal.control(
                "POST", "index-lag",
                "{\"milliseconds\":2400000,\"type\":\"contacts\",\"id\":\"\(id)\"}")
            try await timed.portal.control(
                "PATCH", "records/contacts/\(id)", "{\"properties\":{\"hs_lead_status\":\"OPEN\"}}")
            let changedAt = timed.now
            for _ in 0..<4 {
                try await timed.advance(minutes: 12)
                let early = try await timed.run()
                // Shown after 40 minutes, when the overlap of 5 has long passed.
                #expect(early.events == 0)
                #expect(events(early, "trailing") == nil)
            }
            #expect(try await timed.status().types["contacts"]?.verdict.state == "green")
            try await timed.advance(minutes: 15)
            try await timed.portal.forgetRequests()
            let found = try await timed.run()
            #expect(events(found, "trailing") == 1)
            #expect(events(found, "refresh") == 0)
            // One search a type as ever, and one more for HubSpot's own count.
            #expect(try await timed.portal.requests().byKind["search"] == 16)
            let event = try #require(try await timed.ledger.events().last { $0.id == id })
            #expect(event.pass == "trailing")
            #expect(event.changes?.map(\.property) == ["hs_lead_status"])
            let status = try await timed.status()
            let contacts = try #require(status.types["contacts"])
            let lag = Int(timed.now.timeIntervalSince(changedAt))
            #expect(contacts.indexLag.map { abs($0 - lag) <= 2 } == true, "\(lag) s")
            #expect(status.types["deals"]?.indexLag == 0)
            // The index is late now: what it does not show yet may be missing.
            #expect(contacts.verdict.state == "amber")
            #expect(contacts.verdict.reasons.first?.contains("late") == true)
            try await timed.advance(minutes: 61)
            let quiet = try await timed.run()
            #expect(quiet.events == 0)
            try await timed.advance(minutes: 61)
            try await timed.run()
            #expect(try await timed.status().types["contacts"]?.verdict.state == "green")
            try await timed.expectEqual()
        }

        @Test func lateEntriesWithinTheOverlapAreFoundByTheRefreshAndMeasured() async throws {
            let timed = try await TimedLedger(seed: 502)
            try await timed.run()
            try await timed.advance(minutes: 10)
            try await timed.run()
            try await timed.portal.control(
                "PATCH", "settings", "{\"indexLagMilliseconds\":150000}")
            try await timed.portal.change(40, seed: 5, kinds: Portal.datedChanges)
            try await timed.advance(minutes: 1)
            try await timed.run()
            try await timed.advance(minutes: 3)
            let later = try await timed.run()
            #expect(events(later, "refresh").map { $0 > 0 } == true)
            #expect(events(later, "trailing") == nil)
            #expect(try await timed.run().events == 0)
            let lags = try await timed.status().types.values.compactMap(\.indexLag)
            #expect(lags.max().map { $0 >= 150 && $0 <= 600 } == true, "\(lags)")
            try await timed.portal.control("PATCH", "settings", "{\"indexLagMilliseconds\":0}")
            try await timed.expectEqual()
        }

        @Test func clocksThatAreHoursOffLoseNothing() async throws {
            let timed = try await TimedLedger(seed: 503)
            try await timed.run()
            let ids = try await timed.live("companies")
            var renamed = 0
            func rename() async throws {
                renamed += 1
                try await timed.portal.control(
                    "PATCH", "records/companies/\(ids[renamed])",
                    "{\"properties\":{\"name\":\"Renamed \(renamed)\"}}")
                try await timed.advance(minutes: 2)
            }
            // The Date header hours ahead, then hours behind, then the local clock.
            for hours in [5, -5] {
                try await timed.portal.control(
                    "POST", "faults",
                    "{\"fault\":\"wrongDate\",\"milliseconds\":\(hours * 3_600_000)}")
                try await rename()
                try await timed.run()
                try await timed.portal.control("DELETE", "faults")
                try await rename()
                try await timed.run()
            }
            for minutes in [300.0, -300, 0, 3_000, 0] {
                try await rename()
                try await timed.run(clockOff: minutes)
            }
            try await rename()
            try await timed.run()
            let names = try await timed.ledger.events().filter {
                $0.kind == "propertiesChanged" && $0.object == "companies"
            }
            #expect(names.count == renamed)
            #expect(Set(names.compactMap(\.id)).count == renamed)
            try await timed.expectEqual()
        }
    }
}
