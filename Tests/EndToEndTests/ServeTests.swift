import Foundation
import Testing

/// The service: the dashboard over HTTP, fresh by itself, gone when it is told to go.
extension EndToEnd {
    @Suite("Serving")
    struct ServeTests {
        private static let everySecond = Ledger.fast + "sync:\n  interval: 1s\n"

        private struct Position: Decodable { let sequence: Int }
        private struct Status: Decodable { let head: Int }

        private func sequence(_ base: String) async throws -> Int {
            let answer = try await WebAnswer.fetch(base + "/api/metrics")
            return try JSONDecoder().decode(Position.self, from: answer.successful()).sequence
        }

        @Test func theDashboardFollowsThePortalAndEndsWhenAsked() async throws {
            let portal = try await Portal(.init(seed: 81, clockRuns: true))
            let ledger = try Ledger(portal, configuration: Self.everySecond)
            let served = try ServedDashboard(ledger)
            let base = try await served.start()

            let page = try await WebAnswer.fetch(base + "/")
            #expect(page.status == 200)
            #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(page.headers["content-security-policy"] != nil)
            #expect(
                page.text.hasPrefix("<!DOCTYPE html>") || page.text.hasPrefix("<!doctype html>"))
            #expect(try await WebAnswer.fetch(base + "/healthz").status == 200)
            #expect(try await WebAnswer.fetch(base + "/readyz").status == 200)
            #expect(try await WebAnswer.fetch(base + "/none").status == 404)

            let first = try await sequence(base)
            let status = try await WebAnswer.fetch(base + "/api/status").successful()
            #expect(try JSONDecoder().decode(Status.self, from: status).head == first)
            let events = try await WebAnswer.fetch(base + "/api/events?from=1").successful()
            #expect(try EventLine.lines(events).first?.sequence == 1)
            let records = try await WebAnswer.fetch(base + "/api/records?object=deals").successful()
            let deals = try await portal.truth("deals").count
            #expect(try RecordLine.lines(records).count == deals)

            let live = try RunningProgram(
                ["-s", "-N", "--max-time", "60", base + "/live"], executable: "/usr/bin/curl",
                in: ledger.folder.path)
            try await live.wait { !$0.output.isEmpty }
            try await portal.control(
                "POST", "touch",
                "{\"type\":\"deals\",\"count\":3,\"properties\":{\"amount\":\"4321\"}}")
            try await live.wait { program in
                String(decoding: program.output, as: UTF8.self).contains("event: published")
            }
            var now = try await sequence(base)
            for _ in 0..<400 where now <= first {
                try await Task.sleep(for: .milliseconds(50))
                now = try await sequence(base)
            }
            #expect(now >= first + 3)

            // A page that is open does not hold the service back.
            let ending = try await served.stop()
            #expect(ending.code == 0, "\(ending.errorText)")
            #expect(ending.text == "")
            #expect(ending.errorText.contains("\(base)/"))
            try await live.wait(within: .seconds(10)) { !$0.isRunning }
            // The lock is free, the log is whole, and nothing is left to read.
            #expect(try await ledger.sync().events == 0)
            for deal in try await ledger.records("deals").prefix(3) {
                #expect(deal.properties["amount"] == "4321")
            }
        }

        @Test func anInterruptDuringTheFirstSyncEndsItToo() async throws {
            let portal = try await Portal(.init(seed: 82, latencyMilliseconds: 300))
            let ledger = try Ledger(portal)
            let program = try ledger.start("serve", "--port", "0")
            try await portal.waitForRequests(6)
            program.signal(SIGINT)
            let ending = try await program.ending(within: .seconds(15))
            #expect(ending.code == 0, "\(ending.errorText)")
            try await portal.setLatency(0)
            try await ledger.sync()
            let deals = try await portal.truth("deals").count
            #expect(try await ledger.records("deals").count == deals)
        }

        @Test func aBusyPortExits69AndSaysSo() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 83))
            let ledger = try Ledger(portal)
            let served = try ServedDashboard(ledger)
            let base = try await served.start()
            let port = try #require(base.split(separator: ":").last.map(String.init))
            let other = try Ledger(portal)
            let ending = try await other.run("serve", "--port", port, deadline: .seconds(30))
            #expect(ending.code == 69, "\(ending.errorText)")
            #expect(ending.errorText.contains("in use"))
            // A service of the same ledger is refused for the lock, whatever its port.
            let same = try await ledger.run("serve", "--port", "0", deadline: .seconds(30))
            #expect(same.code == 75, "\(same.errorText)")
            #expect(try await served.stop().code == 0)
        }

        @Test func anAddressOfTheNetworkNeedsASecret() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 84))
            let ledger = try Ledger(portal)
            let ending = try await ledger.run(
                "serve", "--host", "0.0.0.0", "--port", "0", deadline: .seconds(30))
            #expect(ending.code == 78, "\(ending.errorText)")
            #expect(ending.errorText.contains("HUBLEDGER_SERVER_SECRET"))
        }
    }
}
