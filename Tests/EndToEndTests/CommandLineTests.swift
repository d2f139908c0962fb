import Foundation
import Testing

/// Exit codes and messages: what a user and a script get when something is wrong.
extension EndToEnd {
    @Suite("Exit codes and messages")
    struct CommandLineTests {
        let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func run(
            _ arguments: String..., environment: [String: String] = [:]
        ) async throws -> Ending {
            try await Program.run(arguments, environment: environment, in: folder.path)
        }

        /// A failure: its code, nothing on standard output, its words on standard error.
        private func expect(
            _ ending: Ending, _ code: Int32, _ words: String...,
            place: SourceLocation = #_sourceLocation
        ) {
            #expect(ending.code == code, "\(ending.errorText)", sourceLocation: place)
            #expect(ending.text == "", sourceLocation: place)
            for word in words {
                #expect(
                    ending.errorText.contains(word), "\(ending.errorText)", sourceLocation: place)
            }
        }

        // MARK: - 64: malformed arguments

        @Test(arguments: [
            ["bogus"], ["sync", "--bogus"], ["status", "extra"], ["log", "--from", "many"],
            ["log", "--from", "0"], ["log", "--from", "5", "--to", "4"], ["records"],
            ["records", "--object", "nonsense"], ["log", "--object", "nonsense"],
            ["sync", "--only", "owners"], ["serve", "--port", "70000"],
            ["simulate", "--scale", "0"], ["simulate", "--now", "yesterday"],
        ])
        func aMalformedArgumentExits64AndDoesNothing(_ arguments: [String]) async throws {
            let ending = try await Program.run(arguments, in: folder.path)
            expect(ending, 64)
            #expect(!ending.errorText.isEmpty)
            #expect(try folder.files().isEmpty)
        }

        @Test func anUnknownObjectIsAnsweredWithTheOnesThatThereAre() async throws {
            expect(
                try await run("records", "--object", "nonsense"), 64, "nonsense", "contacts",
                "account")
        }

        @Test func helpAndVersionExitWith0() async throws {
            for argument in ["--help", "--version"] {
                let ending = try await run(argument)
                #expect(ending.code == 0)
                #expect(ending.text.contains(argument == "--help" ? "sync" : "lmdb"))
            }
        }

        // MARK: - 66: no ledger

        @Test(arguments: [
            ["status"], ["log"], ["records", "--object", "deals"], ["metrics"], ["snapshot"],
        ])
        func withoutALedgerAReadingCommandExits66AndCreatesNothing(
            _ arguments: [String]
        ) async throws {
            let ending = try await Program.run(arguments, in: folder.path)
            expect(ending, 66, "data")
            #expect(ending.errorLines.count == 1)
            #expect(try folder.files().isEmpty)
        }

        // MARK: - 65: not in this ledger

        @Test func aReadingThatTheLedgerDoesNotHaveExits65AndSaysWhatThereIs() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 61))
            let ledger = try Ledger(portal)
            let head = try await ledger.sync().head
            for arguments in [
                ["metrics", "--sequence", "\(head + 1)"], ["log", "--from", "\(head + 1)"],
                ["log", "--to", "\(head + 1)"], ["snapshot", "--sequence", "\(head + 1)"],
                ["metrics", "--sequence", "0"],
            ] {
                let ending = try await Program.run(arguments, in: ledger.folder.path)
                expect(ending, 65, "\(head)")
            }
            let completed = try #require(
                try await ledger.events().last { $0.kind == "syncCompleted" })
            let early = try await ledger.run("metrics", "--as-of", "2020-01-01")
            expect(early, 65, String(completed.observedTime.prefix(19)))
            let malformed = try await ledger.run("metrics", "--as-of", "last tuesday")
            expect(malformed, 64, "last tuesday", "2026-11-22T14:30:00Z")
        }

        // MARK: - Where the output goes

        @Test func aReaderThatGoesAwayIsNoErrorAndAFullDiskIs() async throws {
            let portal = try await Portal(.init(scale: 0.02, seed: 65))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let program = try Program.path()
            let shell = { @Sendable (script: String) async throws -> Ending in
                try await Program.run(
                    ["-c", "set -o pipefail; " + script, program], executable: "/bin/bash",
                    in: ledger.folder.path)
            }
            let cut = try await shell("\"$0\" log --json | head -n 1")
            #expect(cut.code == 0)
            #expect(try EventLine.lines(cut.output).map(\.sequence) == [1])
            #expect(cut.errorText == "")
            let full = try await shell("\"$0\" log --json >/dev/full")
            #expect(full.code == 74)
        }

        // MARK: - 77 and 78: token and configuration

        @Test func withoutATokenSyncExits77AndSaysHowToGiveOne() async throws {
            for command in ["sync", "serve"] {
                expect(try await run(command), 77, "HUBSPOT_API_KEY")
            }
            #expect(try folder.files().isEmpty)
        }

        @Test(arguments: [
            ("sync:\n  intervall: 1m\n", 2, "sync.intervall", "interval, overlap"),
            ("sync:\n  interval: fast\n", 2, "fast", "90s"),
            ("hubspot:\n  apiVersion: v1\n", 2, "hubspot.apiVersion", "2026-09"),
            ("\nhubspot:\n  requestsPerTenSeconds: 0\n", 3, "requestsPerTenSeconds", "1 to 250"),
            ("metrics:\n  revenueTarget:\n    weekly: 5\n", 3, "weekly", "monthly"),
            ("metrics:\n  topN: some\n", 2, "metrics.topN", "some"),
            ("servers: {}\n", 1, "servers", "server"),
            (
                "hubspot:\n  account:\n    portalId: 1\n    timeZone: Mars/Base\n"
                    + "    companyCurrency: GBP\n", 4, "Mars/Base", "Europe/London"
            ),
        ])
        func aMistakeInTheConfigurationExits78AndIsNamedWithItsLine(
            _ text: String, _ line: Int, _ key: String, _ allowed: String
        ) async throws {
            try folder.write(text, to: "hubledger.yaml")
            let ending = try await run("status")
            expect(ending, 78, "hubledger.yaml, line \(line)", key, allowed)
            #expect(ending.errorLines.count == 1)
        }

        @Test func aConfigurationThatIsNamedAndNotThereExits78() async throws {
            expect(try await run("status", "--config", "none.yaml"), 78, "none.yaml")
        }

        @Test func anEnvironmentFileThatOthersMayReadIsRefused() async throws {
            try folder.write("HUBSPOT_API_KEY=\(Portal.token)\n", to: ".env", mode: 0o644)
            let ending = try await run("sync")
            expect(ending, 78, ".env", "chmod 600")
            #expect(!ending.errorText.contains(Portal.token))
        }

        @Test func plainHTTPIsForThisMachineOnly() async throws {
            let ending = try await run(
                "sync",
                environment: [
                    "HUBSPOT_BASE_URL": "http://hubspot.example.com",
                    "HUBSPOT_API_KEY": Portal.token,
                ])
            expect(ending, 78, "HUBSPOT_BASE_URL", "https")
            #expect(try folder.files().isEmpty)
        }

        @Test func aPortThatNobodyListensOnExits69() async throws {
            let ending = try await run(
                "sync",
                environment: [
                    "HUBSPOT_BASE_URL": "http://127.0.0.1:1", "HUBSPOT_API_KEY": Portal.token,
                ])
            expect(ending, 69, "HUBSPOT_BASE_URL")
            #expect(try folder.files().isEmpty)
        }

        // MARK: - Other portals and other writers

        @Test func anotherPortalExits78AndWritesNothing() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 62))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let before = try await ledger.output("log", "--json").output
            let other = try await Portal(.init(scale: 0.01, seed: 63))
            try await other.control("PATCH", "account", "{\"portalId\":99}")
            let ending = try await ledger.run(
                "sync", environment: ["HUBSPOT_BASE_URL": other.baseURL])
            expect(ending, 78, "99", "4242424")
            #expect(ending.errorLines.count == 1)
            #expect(try await ledger.output("log", "--json").output == before)
            #expect(try await other.requests().byKind["list"] == nil)
            // The ledger goes on with its own portal as if nothing had been.
            #expect(try await ledger.sync().events == 0)
        }

        @Test func aSecondWriterExits75WhileReadersGoOn() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 64))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            try await portal.setLatency(2_500)
            try await portal.forgetRequests()
            let first = try ledger.start("sync")
            try await portal.waitForRequests(1)
            expect(try await ledger.run("sync"), 75, "locked by process")
            for command in ["status", "metrics"] {
                let ending = try await ledger.run(command, "--json")
                #expect(ending.code == 0, "\(ending.errorText)")
                #expect(!ending.text.isEmpty)
            }
            #expect(first.isRunning)
            let ending = try await first.ending(within: .seconds(60))
            #expect(ending.code == 0, "\(ending.errorText)")
        }
    }
}
