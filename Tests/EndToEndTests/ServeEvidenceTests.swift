import Foundation
import Testing

/// What the service answers is what the commands print, byte for byte.
extension EndToEnd {
    @Suite("Evidence over HTTP")
    struct ServeEvidenceTests {
        private static let frozen = [
            "HUBLEDGER_TEST_SEED": "9", "HUBLEDGER_TEST_CLOCK": "2026-11-22T15:00:00.000Z",
        ]
        /// One run, and then nothing moves.
        private static let once = Ledger.fast + "sync:\n  interval: 1h\n"

        private let ledger: Ledger
        private let served: ServedDashboard
        private let base: String
        /// The last position before the changes that the service syncs.
        private let earlier: Int

        init() async throws {
            let portal = try await Portal(
                .init(scale: 0.02, seed: 97, now: "2026-11-22T14:30:00.000Z"))
            ledger = try Ledger(portal, environment: Self.frozen, configuration: Self.once)
            earlier = try await ledger.sync().head
            try await portal.change(60, seed: 97)
            let head = try await ledger.sync().head
            try #require(head > earlier)
            served = try ServedDashboard(ledger)
            base = try await served.start()
        }

        /// Asks until the answer is a success: the first run of the service may still be under way.
        private func answer(_ path: String) async throws -> WebAnswer {
            try await WebAnswer.fetch(base + path)
        }

        private func expectEqual(
            _ path: String, _ arguments: String..., place: SourceLocation = #_sourceLocation
        ) async throws {
            let told = try await answer(path)
            let printed = try await Program.run(
                arguments, environment: ledger.variables, in: ledger.folder.path)
            try #require(
                printed.code == 0, "\(arguments): \(printed.errorText)", sourceLocation: place)
            #expect(told.status == 200, "\(path): \(told.text.prefix(300))", sourceLocation: place)
            #expect(
                told.body == printed.output, "\(path) is not what \(arguments) prints",
                sourceLocation: place)
        }

        @Test func documentsAreThoseOfTheCommands() async throws {
            try await expectEqual(
                "/api/metrics?sequence=\(earlier)", "metrics", "--sequence", "\(earlier)")
            try await expectEqual(
                "/api/metrics?asOf=2026-11-22T15:00:00Z", "metrics", "--as-of",
                "2026-11-22T15:00:00Z")
            try await expectEqual(
                "/api/metrics?asOf=2026-09-30&hindsight=true", "metrics", "--as-of", "2026-09-30",
                "--hindsight")
            try await expectEqual(
                "/api/explain?metric=pipeline.winRate&period=allTime&sequence=\(earlier)",
                "explain", "pipeline.winRate", "--period", "allTime", "--sequence", "\(earlier)",
                "--json")
            try await expectEqual(
                "/api/explain?metric=pipeline.openDeals", "explain", "pipeline.openDeals", "--json")
            try await expectEqual(
                "/api/bridge?from=2026-08-31&to=2026-10-31", "bridge", "--from", "2026-08-31",
                "--to", "2026-10-31", "--json")
            // The figure that is explained without a reading is the one that is shown.
            struct Explained: Decodable { let value: Int }
            struct Shown: Decodable {
                struct Pipeline: Decodable { let openDeals: Int }
                let pipeline: Pipeline
            }
            let explained = try JSONDecoder().decode(
                Explained.self,
                from: await answer("/api/explain?metric=pipeline.openDeals").successful())
            let shown = try JSONDecoder().decode(
                Shown.self, from: await answer("/api/metrics").successful())
            #expect(explained.value == shown.pipeline.openDeals)

            let told = try await answer("/api/metrics?sequence=\(earlier)")
            let tag = try #require(told.headers["etag"])
            let again = try await WebAnswer.fetch(
                base + "/api/metrics?sequence=\(earlier)", headers: ["If-None-Match: \(tag)"])
            #expect(again.status == 304 && again.body.isEmpty)
            #expect(try await answer("/api/metrics").headers["etag"] != tag)
            #expect(try await served.stop().code == 0)
        }

        @Test func listsComeInPartsThatMakeTheWhole() async throws {
            for (path, limit, command) in [
                ("/api/events?from=1", 700, ["log", "--json"]),
                (
                    "/api/records?object=contacts", 333,
                    ["records", "--object", "contacts", "--json"]
                ),
                (
                    "/api/records?object=pipelines", 1,
                    ["records", "--object", "pipelines", "--json"]
                ),
            ] {
                var whole = Data()
                var next: String? = path + "&limit=\(limit)"
                var parts = 0
                while let address = next {
                    let part = try await answer(address)
                    let lines = try part.successful().split(separator: UInt8(ascii: "\n"))
                    #expect(lines.count <= limit)
                    whole += part.body
                    parts += 1
                    next = part.headers["link"].flatMap { link in
                        link.firstMatch(of: /<([^>]+)>; rel="next"/).map { String($0.1) }
                    }
                    try #require(parts < 100)
                }
                let printed = try await Program.run(
                    command, environment: ledger.variables, in: ledger.folder.path)
                #expect(whole == printed.output, "\(path)")
                #expect(limit == 1 || parts > 2, "\(path) came in \(parts) parts")
            }
            // A follower that has read everything asks from one behind the head on.
            struct Status: Decodable { let head: Int }
            let head = try JSONDecoder().decode(
                Status.self, from: await answer("/api/status").successful()
            ).head
            let none = try await answer("/api/events?from=\(head + 1)")
            #expect(none.status == 200 && none.body.isEmpty)
            #expect(try await answer("/api/events?from=\(head + 2)").status == 404)
            #expect(try await served.stop().code == 0)
        }

        @Test func whatThisLedgerDoesNotHaveIsRefusedWithWhatToAskInstead() async throws {
            for (path, status, part) in [
                ("explain?metric=pipeline.winrates", 404, "pipeline.winRate"),
                ("metrics?sequence=99999999", 404, "beyond the head"),
                ("explain?metric=pipeline.winRate&sequence=99999999", 404, "beyond the head"),
                ("metrics?asOf=2020-01-01", 409, "the earliest time to ask for"),
                ("metrics?asOf=1999-01-01&hindsight=true", 409, "the earliest time to ask for"),
                ("bridge?from=2030-01-01&to=2030-02-01", 409, "the latest instant is now"),
                ("metrics?asOf=yesterday", 400, "asOf= \"yesterday\" is no time"),
                ("bridge?from=2026-02-01&to=2026-01-01", 400, "must be earlier than to="),
                ("explain?metric=pipeline.winRate&period=never", 400, "thisWeek"),
                ("records?object=secrets", 400, "deals"),
            ] {
                let answer = try await answer("/api/" + path)
                #expect(answer.status == status, "\(path): \(answer.text)")
                #expect(answer.text.hasPrefix("{\"error\":{"), "\(path): \(answer.text)")
                #expect(
                    answer.text.replacing("\\\"", with: "\"").contains(part),
                    "\(path): \(answer.text)")
            }
            #expect(try await served.stop().code == 0)
        }
    }
}
