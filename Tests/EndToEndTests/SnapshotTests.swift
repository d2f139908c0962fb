import Foundation
import Testing

/// A published dashboard: a folder that proves itself and comes out the same everywhere.
extension EndToEnd {
    @Suite("Snapshots")
    struct SnapshotTests {
        private static let frozen = [
            "HUBLEDGER_TEST_SEED": "7", "HUBLEDGER_TEST_CLOCK": "2026-11-22T14:30:00.000Z",
        ]

        private struct Manifest: Decodable {
            let ledgerId: String
            let sequence: Int
            let logHash: String
            let asOf: String
            let files: [String: String]
        }

        @Test func theManifestNamesTheFilesWithTheirHashes() async throws {
            let portal = try await Portal(.init(seed: 71))
            let ledger = try Ledger(portal)
            let head = try await ledger.sync().head
            let page = try await ledger.output("snapshot", "--output", "published").text
                .trimmingCharacters(in: .newlines)
            let folder = ledger.folder.path + "/" + String(page.dropLast("/index.html".count))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["index.html", "manifest.json", "metrics.json"])
            let manifest = try JSONDecoder().decode(
                Manifest.self,
                from: Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json")))
            #expect(manifest.sequence == head)
            #expect(page.hasPrefix("published/") && page.hasSuffix("Z-\(head)/index.html"))
            #expect(Set(manifest.files.keys) == ["index.html", "metrics.json"])
            for (name, hash) in manifest.files {
                let sum = try await Program.run(
                    [name], executable: "/usr/bin/sha256sum", in: folder)
                #expect(sum.text.hasPrefix(hash), "\(name)")
            }
            let document = try #require(
                FileManager.default.contents(atPath: folder + "/metrics.json"))
            let asked = try await ledger.output("metrics", "--as-of", manifest.asOf)
            #expect(asked.output.dropLast() == document || asked.output == document)
            let list = try String(
                contentsOfFile: ledger.folder.path + "/published/index.html", encoding: .utf8)
            #expect(list.contains(URL(fileURLWithPath: folder).lastPathComponent))
        }

        @Test func theSamePortalGivesTheSameBytesUnderAFixedSeedAndClock() async throws {
            var folders: [[String: Data]] = []
            var ledgers: [Manifest] = []
            for _ in 0..<2 {
                let portal = try await Portal(
                    .init(scale: 0.03, seed: 72, now: "2026-11-22T14:30:00.000Z"))
                let ledger = try Ledger(portal, environment: Self.frozen)
                try await ledger.sync()
                try await portal.change(100, seed: 72)
                try await ledger.sync()
                try await ledger.output("snapshot")
                let files = try ledger.folder.files().filter { $0.key.hasPrefix("Snapshots/") }
                folders.append(files)
                let manifest = try #require(files.first { $0.key.hasSuffix("manifest.json") })
                ledgers.append(try JSONDecoder().decode(Manifest.self, from: manifest.value))
            }
            #expect(folders[0].count == 4)
            #expect(folders[0].keys.sorted() == folders[1].keys.sorted())
            for (name, bytes) in folders[0] { #expect(bytes == folders[1][name], "\(name)") }
            #expect(ledgers[0].ledgerId == ledgers[1].ledgerId)
            #expect(ledgers[0].logHash == ledgers[1].logHash)
        }

        @Test func withoutASeedTwoLedgersHaveIdsOfTheirOwn() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 73))
            var ids: Set<String> = []
            for _ in 0..<2 {
                let ledger = try Ledger(portal)
                try await ledger.sync()
                let status = try await ledger.output("status", "--json").output
                struct Status: Decodable { let ledgerId: String }
                ids.insert(try JSONDecoder().decode(Status.self, from: status).ledgerId)
            }
            #expect(ids.count == 2)
        }
    }
}
