import Foundation
import Testing

/// The past as it was known, and as it is known now.
extension EndToEnd {
    @Suite("Readings of the past")
    struct TimeTravelTests {
        private static let first = "2026-11-20T15:00:00.000Z"
        private static let second = "2026-11-22T15:00:00.000Z"
        private static let shape = Portal.Shape(
            scale: 0.03, seed: 81, now: "2026-11-20T14:30:00.000Z")

        private static func at(_ clock: String) -> [String: String] {
            ["HUBLEDGER_TEST_SEED": "8", "HUBLEDGER_TEST_CLOCK": clock]
        }

        /// A ledger with two syncs two days apart, and the document of the first.
        private static func travelled() async throws -> (ledger: Ledger, first: Data, head: Int) {
            let portal = try await Portal(shape)
            let ledger = try Ledger(portal)
            let report = try await ledger.run("sync", "--json", environment: at(first))
            try #require(report.code == 0, "\(report.errorText)")
            let document = try await ledger.run("metrics", environment: at(first))
            let head = try JSONDecoder().decode(SyncReport.self, from: report.output).head
            try await portal.advance("2d")
            try await portal.change(150, seed: 81)
            let again = try await ledger.run("sync", environment: at(second))
            try #require(again.code == 0, "\(again.errorText)")
            return (ledger, document.output, head)
        }

        @Test func whatWasKnownThenComesOutByteForByte() async throws {
            let (ledger, document, head) = try await Self.travelled()
            let known = try await ledger.run(
                "metrics", "--as-of", Self.first, environment: Self.at(Self.second))
            #expect(known.output == document)
            let position = try await ledger.run(
                "metrics", "--sequence", "\(head)", "--as-of", Self.first,
                environment: Self.at(Self.second))
            #expect(position.output == document)
            let now = try await ledger.run("metrics", environment: Self.at(Self.second))
            #expect(now.output != document)
            // The states may be gone: the log alone gives the same.
            try FileManager.default.removeItem(atPath: ledger.folder.path + "/data/views")
            let again = try await ledger.run(
                "metrics", "--as-of", Self.first, environment: Self.at(Self.second))
            #expect(again.output == document)
        }

        @Test func theManifestOfThePastCountsTheRecordsOfThen() async throws {
            struct Manifest: Decodable {
                struct Kind: Decodable { let records: Int }
                let types: [String: Kind]
            }
            let portal = try await Portal(Self.shape)
            let ledger = try Ledger(portal)
            func counts(_ clock: String, _ options: String...) async throws -> [String: Int] {
                let ending = try await Program.run(
                    ["snapshot"] + options,
                    environment: ledger.variables.merging(Self.at(clock)) { $1 },
                    in: ledger.folder.path)
                #expect(ending.code == 0, "\(ending.errorText)")
                let page = ending.text.trimmingCharacters(in: .newlines)
                let path =
                    ledger.folder.path + "/" + page.replacing("index.html", with: "manifest.json")
                return try JSONDecoder().decode(
                    Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: path))
                ).types.mapValues(\.records)
            }
            _ = try await ledger.run("sync", environment: Self.at(Self.first))
            let then = try await counts(Self.first)
            try await portal.advance("2d")
            try await portal.change(300, seed: 82)
            _ = try await ledger.run("reconcile", environment: Self.at(Self.second))
            #expect(try await counts(Self.second) != then)
            #expect(try await counts(Self.second, "--as-of", Self.first) == then)
        }

        private struct Manifest: Decodable {
            struct Depth: Decodable {
                let exactSince: String?
                let reconstructedSince: String?
            }

            let reading: String
            let asOf: String
            let sequence: Int
            let depth: Depth
        }

        @Test func hindsightReachesBackBeforeTheFirstSyncAndSaysHowFar() async throws {
            let (ledger, _, _) = try await Self.travelled()
            let asOf = "2026-10-01T12:00:00.000Z"
            let early = try await ledger.run(
                "metrics", "--as-of", asOf, environment: Self.at(Self.second))
            #expect(early.code == 65)
            #expect(early.errorText.contains(Self.first))
            let snapshot = try await ledger.run(
                "snapshot", "--as-of", asOf, "--hindsight", environment: Self.at(Self.second))
            try #require(snapshot.code == 0, "\(snapshot.errorText)")
            let page = snapshot.text.trimmingCharacters(in: .newlines)
            #expect(page.contains("20261001T120000Z-"))
            #expect(page.hasSuffix("-hindsight/index.html"))
            let folder = ledger.folder.path + "/" + page.dropLast("index.html".count)
            let manifest = try JSONDecoder().decode(
                Manifest.self,
                from: Data(contentsOf: URL(fileURLWithPath: folder + "manifest.json")))
            #expect(manifest.reading == "hindsight")
            #expect(manifest.asOf == asOf)
            #expect(manifest.depth.exactSince == Self.first)
            let reconstructed = try #require(manifest.depth.reconstructedSince)
            #expect(reconstructed < asOf)
            let verified = try await ledger.run("verify", page, environment: Self.at(Self.second))
            #expect(verified.code == 0, "\(verified.errorText)")
            // Before everything that is known nothing can be had, even so.
            let never = try await ledger.run(
                "metrics", "--as-of", "2001-01-01", "--hindsight",
                environment: Self.at(Self.second))
            #expect(never.code == 65)
            #expect(never.errorText.contains(reconstructed))
            #expect(never.text == "")
        }

        @Test func readingsThatContradictThemselvesAreMalformed() async throws {
            let folder = try TemporaryFolder()
            for arguments in [
                ["metrics", "--hindsight"], ["snapshot", "--hindsight", "--sequence", "5"],
                ["metrics", "--as-of", "2026-01-01", "--hindsight", "--sequence", "5"],
                ["explain", "pipeline.openDeals", "--hindsight"],
            ] {
                let ending = try await Program.run(arguments, in: folder.path)
                #expect(ending.code == 64, "\(arguments)")
                #expect(ending.errorText.contains("--hindsight"))
            }
        }
    }
}
