import Foundation
import Testing

/// The static site that `ops/publish` makes of snapshots; the committed one is what it is made of.
extension EndToEnd {
    @Suite("Publishing snapshots")
    struct PublishTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            try Self.copyDemo(to: folder.path + "/Snapshots/\(Self.name)")
        }

        /// What the manifest of the committed snapshot makes of its name.
        private static let name = "20261122T143000Z-" + (demoSequence ?? "0")

        private static let demo = Program.repository + "/Snapshots/demo"
        private static let documents = ["index.html", "metrics.json", "manifest.json"]

        private static var demoSequence: String? {
            struct Manifest: Decodable { let sequence: Int }
            return FileManager.default.contents(atPath: demo + "/manifest.json")
                .flatMap { try? JSONDecoder().decode(Manifest.self, from: $0) }
                .map { String($0.sequence) }
        }

        private static func copyDemo(to path: String) throws {
            let files = FileManager.default
            try files.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try files.copyItem(atPath: demo, toPath: path)
        }

        private func publish(
            _ arguments: String..., environment: [String: String] = [:]
        ) async throws -> Ending {
            try await Program.run(
                arguments, executable: Program.repository + "/ops/publish",
                environment: ["HUBLEDGER_PROGRAM": try Program.path()].merging(environment) { $1 },
                in: folder.path)
        }

        /// The files of the site, by path.
        private func site(_ name: String = "site") throws -> [String: Data] {
            let prefix = name + "/"
            return try folder.files().filter { $0.key.hasPrefix(prefix) }.reduce(into: [:]) {
                $0[String($1.key.dropFirst(prefix.count))] = $1.value
            }
        }

        private func makeFolder(_ name: String) throws {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: true)
        }

        /// Nothing that a run needs on its way may stay.
        private func expectNothingIsLeftBeside() throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.filter { $0.hasPrefix(".") } == [])
        }

        // MARK: - What is published

        @Test func theFrontPageIsTheNewestSnapshotAndEveryLinkIsRelative() async throws {
            for arguments in [["site"], ["--all", "all"]] {
                let ending = try await Program.run(
                    arguments, executable: Program.repository + "/ops/publish",
                    environment: ["HUBLEDGER_PROGRAM": try Program.path()], in: folder.path)
                try #require(ending.code == 0, "\(ending.errorText)")
                let files = try site(arguments.last ?? "")
                for name in Self.documents {
                    let original = FileManager.default.contents(atPath: "\(Self.demo)/\(name)")
                    #expect(files[name] != nil && files[name] == original, "\(name)")
                }
                #expect(files[".nojekyll"] == Data())
                for (name, data) in files where name.hasSuffix(".html") {
                    let page = String(decoding: data, as: UTF8.self)
                    #expect(!page.contains("href=\"/") && !page.contains("href=/"), "\(name)")
                }
            }
            let all = try site("all")
            let list = String(
                decoding: try #require(all["snapshots/index.html"]), as: UTF8.self)
            #expect(list.contains("./\(Self.name)/index.html"))
            #expect(all["snapshots/\(Self.name)/index.html"] == all["index.html"])
            #expect(try site()["snapshots/index.html"] == nil)
            try expectNothingIsLeftBeside()
        }

        @Test func aRedactedSiteHoldsNoNameInAnyFile() async throws {
            let metrics = try #require(
                FileManager.default.contents(atPath: Self.demo + "/metrics.json"))
            let names = Self.names(in: try JSONSerialization.jsonObject(with: metrics))
            #expect(names.count > 130)
            let ending = try await publish("--redacted", "--all", "site")
            try #require(ending.code == 0, "\(ending.errorText)")
            #expect(ending.text.contains("ids in the place of names"))
            let files = try site()
            #expect(files.count == 9, "\(files.keys.sorted())")
            for (file, data) in files {
                let text = Self.plain(String(decoding: data, as: UTF8.self))
                for name in names where text.contains(name) {
                    Issue.record("\"\(name)\" is left in \(file)")
                }
            }
            // The plain site has them, so that the search can find.
            let page = String(
                decoding: try Data(contentsOf: URL(filePath: Self.demo + "/index.html")),
                as: UTF8.self)
            #expect(names.contains { Self.plain(page).contains($0) })
            let text = String(decoding: try #require(files["index.html"]), as: UTF8.self)
            #expect(text.contains("names replaced by ids"))
            #expect(try #require(files["manifest.json"]).contains("\"redacted\":true"))
        }

        /// Every text of a key that names somebody or something, ids in words left out.
        private static func names(in value: Any, under key: String = "") -> Set<String> {
            switch value {
            case let object as [String: Any]:
                object.reduce(into: []) { $0.formUnion(names(in: $1.value, under: $1.key)) }
            case let list as [Any]:
                list.reduce(into: []) { $0.formUnion(names(in: $1, under: key)) }
            case let text as String
            where ["name", "ownerName", "subject"].contains(key)
                && text.wholeMatch(of: /[A-Z][a-z ]+\(?[0-9]+\)?|Unassigned/) == nil:
                [text]
            default: []
            }
        }

        /// The text with the escapes of HTML and JSON undone.
        private static func plain(_ text: String) -> String {
            [
                ("\\u003c", "<"), ("\\u003e", ">"), ("\\u0026", "&"), ("\\u003C", "<"),
                ("\\u003E", ">"), ("\\\"", "\""), ("\\\\", "\\"), ("&lt;", "<"), ("&gt;", ">"),
                ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
            ].reduce(text) { $0.replacing($1.0, with: $1.1) }
        }

        @Test func whatTheProgramRedactsFromFilesIsWhatTheLedgerGivesRedacted() async throws {
            let ledger = try Ledger(
                try await Portal(.init(scale: 0.02, seed: 96, now: "2026-11-22T14:30:00.000Z")),
                environment: [
                    "HUBLEDGER_TEST_SEED": "8", "HUBLEDGER_TEST_CLOCK": "2026-11-22T15:00:00.000Z",
                ])
            try await ledger.sync()
            let plain = try await ledger.output("snapshot", "--output", "plain").text
            try await ledger.output("snapshot", "--redacted", "--output", "ledger")
            let source = plain.replacing("/index.html\n", with: "")
            // Neither a ledger nor a configuration is there.
            let ending = try await Program.run(
                [
                    "snapshot", "--redacted", "--from", ledger.folder.path + "/" + source,
                    "--output", "files",
                ], in: folder.path)
            try #require(ending.code == 0, "\(ending.errorText)")
            let fromFiles = try folder.files().filter { $0.key.hasPrefix("files/") }
            let fromLedger = try ledger.folder.files().filter { $0.key.hasPrefix("ledger/") }
            #expect(fromFiles.count == 4)
            for (name, data) in fromLedger {
                let other = fromFiles[name.replacing("ledger/", with: "files/")]
                #expect(other == data, "\(name)")
            }
            let again = try await ledger.run(
                "verify",
                folder.path + "/"
                    + (try #require(fromFiles.keys.first { $0.hasSuffix("redacted/index.html") })))
            #expect(again.code == 0, "\(again.errorText)")
        }

        // MARK: - Again, and stopped

        @Test func publishingAgainChangesNothingAndANewSnapshotReplacesTheOld() async throws {
            try #require(try await publish("--redacted", "site").code == 0)
            let path = folder.path + "/site/index.html"
            let before = try FileManager.default.attributesOfItem(atPath: path)
            let again = try await publish("--redacted", "site")
            #expect(again.code == 0 && again.text.contains("nothing has changed"))
            let after = try FileManager.default.attributesOfItem(atPath: path)
            #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)

            // A repository and its address are kept.
            try makeFolder("site/.git")
            try folder.write("ref: refs/heads/main", to: "site/.git/HEAD")
            try folder.write("sales.example.com", to: "site/CNAME")
            let ending = try await publish("site")
            try #require(ending.code == 0, "\(ending.errorText)")
            let files = try site()
            #expect(files[".git/HEAD"] == Data("ref: refs/heads/main".utf8))
            #expect(files["CNAME"] == Data("sales.example.com".utf8))
            #expect(
                !String(decoding: try #require(files["index.html"]), as: UTF8.self)
                    .contains("names replaced by ids"))
            try expectNothingIsLeftBeside()
        }

        @Test func aRunThatFailsLeavesTheOldSite() async throws {
            try #require(try await publish("site").code == 0)
            let before = try site()
            let page = folder.path + "/Snapshots/\(Self.name)/index.html"
            var damaged = try Data(contentsOf: URL(filePath: page))
            damaged[damaged.count / 2] ^= 1
            try damaged.write(to: URL(filePath: page))
            for arguments in [["site"], ["--redacted", "--all", "site"]] {
                let ending = try await Program.run(
                    arguments, executable: Program.repository + "/ops/publish",
                    environment: ["HUBLEDGER_PROGRAM": try Program.path()], in: folder.path)
                #expect(ending.code == 65)
                #expect(
                    ending.errorText.contains("index.html is not the file that its manifest names"),
                    "\(ending.errorText)")
            }
            #expect(try site() == before)
            try expectNothingIsLeftBeside()
            // A program that dies half way, too.
            try folder.write(
                "#!/bin/sh\nmkdir -p \"$4\"; echo half >\"$4/index.html\"; kill -9 $$\n",
                to: "dying", mode: 0o700)
            let ending = try await publish(
                "--redacted", "site", environment: ["HUBLEDGER_PROGRAM": folder.path + "/dying"])
            #expect(ending.code != 0)
            #expect(try site() == before)
            try expectNothingIsLeftBeside()
        }

        @Test func aRunKilledBetweenItsTwoRenamesIsMendedByTheNext() async throws {
            try #require(try await publish("site").code == 0)
            try makeFolder("site/.git")
            try folder.write("ref", to: "site/.git/HEAD")
            let before = try site()
            let files = FileManager.default
            let (site, old) = (folder.path + "/site", folder.path + "/.site.hubledger-previous")
            // Killed behind the first: there is no site.
            try files.moveItem(atPath: site, toPath: old)
            #expect(try await publish("--snapshots", "Snapshots", "site").code == 0)
            #expect(try self.site() == before)
            // Killed behind the second: the repository is still in the old one.
            try files.copyItem(atPath: site, toPath: old)
            try files.removeItem(atPath: site + "/.git")
            #expect(try await publish("site").code == 0)
            #expect(try self.site() == before)
            try expectNothingIsLeftBeside()
        }

        // MARK: - What is refused

        @Test func whatSomebodyElseMadeIsNeverWrittenOver() async throws {
            try makeFolder("other")
            try folder.write("mine", to: "other/file.txt")
            try folder.write("", to: "other/.nojekyll")
            let foreign = try await publish("other")
            #expect(foreign.code == 73)
            #expect(foreign.errorText.contains("was not made by this command"))
            #expect(try site("other") == ["file.txt": Data("mine".utf8), ".nojekyll": Data()])

            try #require(try await publish("site").code == 0)
            try folder.write("mine", to: "site/notes.txt")
            let added = try await publish("--redacted", "site")
            #expect(added.code == 73)
            #expect(added.errorText.contains("notes.txt was not made"), "\(added.errorText)")
            try FileManager.default.removeItem(atPath: folder.path + "/site/notes.txt")
            try folder.write("mine", to: "site/metrics.json")
            let changed = try await publish("--redacted", "site")
            #expect(changed.code == 73)
            #expect(changed.errorText.contains("metrics.json was changed"), "\(changed.errorText)")
            #expect(try site()["metrics.json"] == Data("mine".utf8))
        }

        @Test func everyRefusalSaysWhatToDo() async throws {
            try folder.write("a file", to: "file")
            try makeFolder("empty")
            for (arguments, code, part) in [
                ([], 64, "usage: ops/publish"), (["a", "b"], 64, "usage"),
                (["--nothing", "site"], 64, "usage"),
                (["--snapshots"], 64, "usage"),
                (["--snapshots", "nowhere", "site"], 66, "there is no folder nowhere"),
                (["--snapshots", "empty", "site"], 66, "hubledger snapshot writes one"),
                (["file"], 73, "is a file"), (["Snapshots/site"], 73, "among the snapshots"),
                (["."], 73, "holds the snapshots"),
            ] {
                let ending = try await Program.run(
                    arguments, executable: Program.repository + "/ops/publish",
                    environment: ["HUBLEDGER_PROGRAM": try Program.path()], in: folder.path)
                #expect(ending.code == code, "\(arguments): \(ending.errorText)")
                #expect(ending.errorText.contains(part), "\(arguments): \(ending.errorText)")
            }
            let none = try await publish(
                "site", environment: ["HUBLEDGER_PROGRAM": "/nowhere/hubledger"])
            #expect(none.code == 69 && none.errorText.contains("HUBLEDGER_PROGRAM"))
            #expect(try site() == [:])
        }
    }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
