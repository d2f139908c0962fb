import Foundation
import Testing

/// The static site that `ops/publish` makes of snapshots.
extension EndToEnd {
    @Suite("Publishing snapshots")
    struct PublishTests {
        private let ledger: Ledger

        init() async throws {
            ledger = try Ledger(try await Portal(.init(now: "2026-11-22T14:30:00Z")))
            try await ledger.sync()
            try await ledger.output("snapshot", "--redacted")
            try await ledger.output("snapshot")
        }

        private func publish(_ arguments: String...) async throws -> Ending {
            try await Program.run(
                arguments, executable: Program.repository + "/ops/publish",
                in: ledger.folder.path)
        }

        private func snapshots() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path + "/Snapshots")
                .filter { $0 != "index.html" }.sorted()
        }

        @Test func theFrontPageIsTheNewestSnapshotWithItsDocuments() async throws {
            for arguments in [["site"], ["--all", "site"]] {
                let ending = try await Program.run(
                    arguments, executable: Program.repository + "/ops/publish",
                    in: ledger.folder.path)
                try #require(ending.code == 0, "\(ending.errorText)")
                let files = try ledger.folder.files()
                let plain = try #require(try snapshots().first { !$0.hasSuffix("-redacted") })
                for name in ["index.html", "metrics.json", "manifest.json"] {
                    #expect(files["site/\(name)"] == files["Snapshots/\(plain)/\(name)"])
                    #expect(files["site/\(name)"] != nil)
                }
                #expect(files["site/.nojekyll"] != nil)
                let page = String(decoding: try #require(files["site/index.html"]), as: UTF8.self)
                #expect(!page.contains("href=\"/"), "a link that is not relative")
            }
            let list = try #require(try ledger.folder.files()["site/snapshots/index.html"])
            #expect(!String(decoding: list, as: UTF8.self).contains("href=\"/"))
        }

        @Test func aRedactedSiteHoldsNoName() async throws {
            let ending = try await publish("--redacted", "site")
            try #require(ending.code == 0, "\(ending.errorText)")
            let files = try ledger.folder.files()
            let page = String(decoding: try #require(files["site/index.html"]), as: UTF8.self)
            let metrics = String(decoding: try #require(files["site/metrics.json"]), as: UTF8.self)
            let deals = try await ledger.records("deals")
            let names = deals.compactMap { $0.properties["dealname"] }.filter { $0.count > 6 }
            #expect(names.count > 0)
            for name in names {
                #expect(!page.contains(name) && !metrics.contains(name))
            }
        }

        @Test func aFolderOfSomebodyElseIsLeftAlone() async throws {
            try ledger.folder.write("mine", to: "Snapshots.txt")
            try FileManager.default.createDirectory(
                atPath: ledger.folder.path + "/other", withIntermediateDirectories: false)
            try ledger.folder.write("mine", to: "other/file.txt")
            let ending = try await publish("other")
            #expect(ending.code == 73)
            #expect(try ledger.folder.files()["other/file.txt"] == Data("mine".utf8))
            #expect(try await publish("--snapshots", "nowhere", "site").code == 66)
            #expect(try await publish().code == 64)
        }
    }
}
