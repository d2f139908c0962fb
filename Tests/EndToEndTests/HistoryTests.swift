import Foundation
import Testing

/// Every version that HubSpot ever listed of a deal's properties stands in the log once.
extension EndToEnd {
    @Suite("Property history")
    struct HistoryTests {
        private static let names = [
            "dealstage", "pipeline", "amount", "amount_in_home_currency", "deal_currency_code",
            "closedate", "hubspot_owner_id",
        ]

        private struct Deal: Decodable {
            struct Version: Decodable, Hashable {
                let value: String
                let timestamp: String
                let sourceType: String
                let sourceId: String?
            }

            let id: String
            let propertiesWithHistory: [String: [Version]]?
        }

        /// What the log says of one property of a deal, newest first, as HubSpot lists it.
        private func known(_ events: [EventLine], _ id: String, _ name: String) -> [Deal.Version] {
            let learned = events.filter {
                $0.kind == "historyLearned" && $0.id == id && $0.changes?.first?.property == name
            }
            return learned.sorted {
                ($0.sourceTime ?? "", $0.place ?? 0, $0.sequence)
                    < ($1.sourceTime ?? "", $1.place ?? 0, $1.sequence)
            }.reversed().map { event in
                Deal.Version(
                    value: event.changes?.first?.after ?? "", timestamp: event.sourceTime ?? "",
                    sourceType: event.cause?.sourceType ?? "", sourceId: event.cause?.sourceId)
            }
        }

        private func deal(_ portal: Portal, _ id: String) async throws -> Deal {
            try await portal.api(
                "/crm/v3/objects/deals/\(id)?propertiesWithHistory="
                    + Self.names.joined(separator: ","), as: Deal.self)
        }

        @Test func anArchivedDealComesWithItsVersionsAndWithTheLastBeforeTheBin() async throws {
            let portal = try await Portal(.init(scale: 0.1))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let (bin, live) = try await (
                portal.truth("deals").filter(\.archived),
                portal.truth("deals").filter { !$0.archived }
            )
            try #require(!bin.isEmpty)
            let events = try await ledger.events()
            for deal in bin { #expect(!known(events, deal.id, "dealstage").isEmpty, "\(deal.id)") }

            // Changed and archived between two runs: only its versions tell of the change.
            let id = try #require(live.first).id
            try await portal.control(
                "PATCH", "records/deals/\(id)", "{\"properties\":{\"amount\":\"4711.25\"}}")
            try await portal.advance("1m")
            try await portal.control("POST", "records/deals/\(id)/archive")
            try await portal.advance("10m")
            try await ledger.output("reconcile")
            let amounts = known(try await ledger.events(), id, "amount").map(\.value)
            #expect(amounts.first == "4711.25")
        }

        /// Compares every live deal; answers how many versions were compared.
        private func expectEqualHistories(_ timed: TimedLedger) async throws -> Int {
            let events = try await timed.ledger.events()
            var compared = 0
            for id in try await timed.live("deals") {
                let deal = try await deal(timed.portal, id)
                for name in Self.names {
                    let listed = deal.propertiesWithHistory?[name] ?? []
                    compared += listed.count
                    #expect(known(events, id, name) == listed, "\(id) \(name)")
                }
            }
            let learned = events.filter { $0.kind == "historyLearned" }
            let distinct = Set(learned.map(\.content))
            #expect(distinct.count == learned.count)
            return compared
        }

        private func write(_ timed: TimedLedger, _ id: String, _ values: String) async throws {
            try await timed.portal.control(
                "PATCH", "records/deals/\(id)", "{\"properties\":{\(values)}}")
        }

        @Test func valuesBetweenTwoPollsAreKeptWithTheirOwnTimesAndCauses() async throws {
            let timed = try await TimedLedger(scale: 0.2, seed: 531)
            let first = try await timed.run()
            let ids = try await timed.live("deals")
            for round in 1...4 {
                for id in ids.prefix(6) {
                    try await write(timed, id, "\"amount\":\"\(round * 1_000 + 7)\"")
                }
                try await timed.advance(minutes: 1)
            }
            try await timed.run()
            let events = try await timed.events(after: first.head)
            let mine = events.filter { $0.id == ids[0] }
            let amounts = mine.filter { $0.changes?.map(\.property) == ["amount"] }
            #expect(amounts.filter { $0.kind == "historyLearned" }.count >= 4)
            let current = mine.filter { event in
                event.kind == "propertiesChanged"
                    && event.changes?.contains { $0.property == "amount" } == true
            }
            #expect(current.count == 1)
            #expect(current.first?.changes?.first { $0.property == "amount" }?.after == "4007")
            #expect(current.first?.sourceTime == "2026-03-02T09:03:00.000Z")
            #expect(try await expectEqualHistories(timed) > 100)
            #expect(try await timed.run("reconcile").events == 0)
        }

        @Test func whatHubSpotCutsOffStays() async throws {
            let timed = try await TimedLedger(scale: 0.1, seed: 532)
            try await timed.run()
            let id = try #require(try await timed.live("deals").first)
            for amount in 1...5 {
                try await write(timed, id, "\"amount\":\"\(amount)00\"")
                try await timed.advance(minutes: 1)
            }
            try await timed.run()
            let before = known(try await timed.ledger.events(), id, "amount")
            #expect(before.count >= 5)
            try await timed.portal.control("PATCH", "settings", "{\"historyDepth\":2}")
            try await write(timed, id, "\"amount\":\"777\"")
            try await timed.advance(minutes: 1)
            try await timed.run()
            let listed = try await deal(timed.portal, id).propertiesWithHistory?["amount"] ?? []
            #expect(listed.count == 2)
            let after = known(try await timed.ledger.events(), id, "amount")
            #expect(Array(after.dropFirst()) == before)
            #expect(after.first == listed.first)
            try await timed.run("reconcile")
            #expect(known(try await timed.ledger.events(), id, "amount") == after)
        }

        @Test func equalStampsAndMergedHistoriesKeepTheirOrder() async throws {
            let timed = try await TimedLedger(scale: 0.1, seed: 533)
            try await timed.run()
            let ids = try await timed.live("deals")
            try await timed.advance(minutes: 1)
            // The clock stands: three versions of one millisecond, also on both sides of a merge.
            for value in ["11", "22", "11"] {
                for id in ids.prefix(4) { try await write(timed, id, "\"amount\":\"\(value)\"") }
            }
            try await timed.run()
            for value in ["33", "22"] {
                try await write(timed, ids[0], "\"amount\":\"\(value)\"")
            }
            try await timed.portal.control(
                "POST", "records/deals/merge",
                "{\"primary\":\"\(ids[2])\",\"secondary\":\"\(ids[3])\",\"form\":\"new\"}")
            try await timed.advance(minutes: 1)
            try await timed.run()
            let log = try await timed.ledger.events()
            let amounts = known(log, ids[0], "amount").prefix(5).map(\.value)
            #expect(amounts == ["22", "33", "11", "22", "11"])
            #expect(try await expectEqualHistories(timed) > 50)
            // The links of the merged deals' activities moved without a stamp; no version is new.
            try await timed.run("reconcile")
            let again = try await timed.run("reconcile")
            #expect(again.events == 0)
            #expect(try await expectEqualHistories(timed) > 50)
        }
    }
}
