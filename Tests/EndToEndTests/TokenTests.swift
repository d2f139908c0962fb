import Foundation
import Testing

/// The token opens a company's data: it stays in the memory of the program.
extension EndToEnd {
    @Suite("The token")
    struct TokenTests {
        private static let wrong = "pat-na1-wrong-3c9f51d2-never-issued"

        @Test func aWrongTokenExits77WithOneSentenceAndCreatesNothing() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 41))
            let folder = try TemporaryFolder()
            for arguments in [["sync"], ["sync", "--json"], ["serve", "--port", "0"]] {
                let ending = try await Program.run(
                    arguments,
                    environment: [
                        "HUBSPOT_BASE_URL": portal.baseURL, "HUBSPOT_API_KEY": Self.wrong,
                    ], in: folder.path)
                #expect(ending.code == 77)
                #expect(ending.text == "")
                let sentences = ending.errorLines.filter { $0.hasPrefix("hubledger:") }
                #expect(sentences.count == 1, "\(ending.errorText)")
                if arguments[0] == "sync" { #expect(ending.errorLines == sentences) }
                #expect(sentences.first?.contains("HUBSPOT_API_KEY") == true)
                #expect(!ending.errorText.contains(Self.wrong))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }

        @Test func theTokenMayComeFromAPrivateFileOrUnderItsOtherName() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 44))
            let address = ["HUBSPOT_BASE_URL": portal.baseURL]
            let ways: [(files: [String: String], variables: [String: String])] = [
                ([".env": "# of the portal\nexport HUBSPOT_API_KEY=\"\(Portal.token)\"\n"], [:]),
                ([:], ["HUBSPOT_ACCESS_TOKEN": Portal.token]),
                (["token": Portal.token + "\n"], ["HUBSPOT_API_KEY_FILE": "token"]),
                // What is given with the command counts before the file.
                ([".env": "HUBSPOT_API_KEY=\(Self.wrong)\n"], ["HUBSPOT_API_KEY": Portal.token]),
            ]
            for way in ways {
                let folder = try TemporaryFolder()
                for (name, text) in way.files { try folder.write(text, to: name) }
                let ending = try await Program.run(
                    ["sync", "--plan"], environment: address.merging(way.variables) { $1 },
                    in: folder.path)
                #expect(ending.code == 0, "\(ending.errorText)")
            }
            let folder = try TemporaryFolder()
            try folder.write(Portal.token, to: "token", mode: 0o640)
            let ending = try await Program.run(
                ["sync", "--plan"],
                environment: address.merging(["HUBSPOT_API_KEY_FILE": "token"]) { $1 },
                in: folder.path)
            #expect(ending.code == 78)
            #expect(ending.errorText.contains("chmod 600 token"))
        }

        @Test func aTokenThatIsNoLongerValidChangesNothingInTheLedger() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 42))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let before = try await ledger.output("log", "--json").output
            let ending = try await ledger.run("sync", environment: ["HUBSPOT_API_KEY": Self.wrong])
            #expect(ending.code == 77)
            #expect(try await ledger.output("log", "--json").output == before)
        }

        @Test func noOutputAndNoFileEverHoldsTheToken() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 43))
            let ledger = try Ledger(portal)
            let secrets = [Portal.token, Self.wrong]
            var endings = [
                try await ledger.run("sync", environment: ["HUBSPOT_API_KEY": Self.wrong]),
                try await ledger.run("sync", "--plan"), try await ledger.run("sync", "--json"),
            ]
            try await portal.change(20, seed: 1)
            for fault in [
                "{\"fault\":\"status\",\"status\":500,\"count\":1}",
                "{\"fault\":\"status\",\"status\":403,\"count\":1,\"routes\":[\"search\"]}",
                "{\"fault\":\"truncatedBody\",\"count\":1}",
                "{\"fault\":\"htmlBody\",\"count\":1}",
                "{\"fault\":\"redirect\",\"count\":2}",
                "{\"fault\":\"status\",\"status\":400,\"count\":1,\"body\":\"text\"}",
            ] {
                try await portal.control("POST", "faults", fault)
                endings.append(try await ledger.run("sync", "--json"))
                try await portal.control("DELETE", "faults")
            }
            endings.append(
                try await ledger.run("sync", environment: ["HUBSPOT_API_KEY": Self.wrong]))
            for command in ["status", "log", "metrics", "snapshot"] {
                endings.append(try await ledger.run(command))
                endings.append(try await ledger.run(command, "--json"))
            }
            #expect(Set(endings.map(\.code)).isSuperset(of: [0, 77]))
            let served = try ServedDashboard(ledger)
            let base = try await served.start()
            var answers: [Data] = []
            for path in ["/", "/api/status", "/api/metrics", "/api/events?from=1", "/healthz"] {
                answers.append(try await WebAnswer.fetch(base + path).body)
            }
            endings.append(try await served.stop())
            for secret in secrets.map({ Data($0.utf8) }) {
                for ending in endings {
                    #expect(ending.output.range(of: secret) == nil)
                    #expect(ending.errors.range(of: secret) == nil)
                }
                #expect(answers.allSatisfy { $0.range(of: secret) == nil })
                let files = try ledger.folder.files()
                #expect(files.keys.contains("data/log/data.mdb"))
                for (name, bytes) in files {
                    #expect(bytes.range(of: secret) == nil, "\(name) holds the token")
                }
            }
        }
    }
}
