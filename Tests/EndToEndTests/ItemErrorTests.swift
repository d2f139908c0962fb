import Foundation
import Testing

/// Of a batch, some fail: what is not known of them stays as it was, and is asked for again.
extension EndToEnd {
    @Suite("Batches that fail in part")
    struct ItemErrorTests {
        private static func past() -> String {
            Date(timeIntervalSinceNow: -24 * 3_600).ISO8601Format()
        }

        @Test func recordsThatABatchDoesNotGiveAreReadByTheNextRun() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 861, now: Self.past()))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            for object in ["contacts", "deals"] {
                let value = object == "deals" ? "dealname" : "lastname"
                try await portal.touch(object, 200, "\"\(value)\":\"Changed\"")
            }
            try await portal.advance("20m")
            try await portal.strike(
                "\"fault\":\"itemErrors\",\"every\":3,\"routes\":[\"batch\"]")
            let first = try await ledger.run("sync", "--json")
            #expect(first.code == 0, "\(first.errorText)")
            try await portal.heal()
            // Far behind the overlap: no search finds them again.
            try await portal.advance("20m")
            #expect(try await ledger.sync().events > 0)
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            ledger.expectEachOnce(try await ledger.events(), "a batch in part")
            try await portal.advance("20m")
            let last = try await ledger.sync()
            #expect(last.events == 0)
            #expect(last.requests.total == 8)
        }

        @Test func linksThatCannotBeReadStayAsTheyWere() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 862, now: Self.past()))
            let ledger = try Ledger(portal)
            // Also while everything is read for the first time.
            try await portal.strike(
                "\"fault\":\"itemErrors\",\"every\":2,\"routes\":[\"associations\"]")
            let first = try await ledger.run("sync")
            #expect(first.code == 0, "\(first.errorText)")
            try await portal.heal()
            try await portal.advance("20m")
            try await ledger.sync()
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            try await portal.touch("deals", 100, "\"dealname\":\"Changed\"")
            try await portal.touch("contacts", 100, "\"lastname\":\"Changed\"")
            try await portal.advance("20m")
            try await portal.strike(
                "\"fault\":\"itemErrors\",\"every\":2,\"routes\":[\"associations\"]")
            let second = try await ledger.run("sync")
            #expect(second.code == 0, "\(second.errorText)")
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
            let removed = try await ledger.events().flatMap { $0.links ?? [] }
                .filter { $0.change == "removed" }
            #expect(removed.isEmpty)
        }
    }
}
