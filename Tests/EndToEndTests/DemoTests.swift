import Foundation
import Testing

/// The one command that a newcomer starts.
extension EndToEnd {
    @Suite("The demo")
    struct DemoTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func demo(_ arguments: [String] = []) throws -> RunningProgram {
            try RunningProgram(
                ["--port", "0", "--scale", "0.02", "--folder", folder.path + "/demo"] + arguments,
                executable: Program.repository + "/ops/demo",
                environment: ["HUBLEDGER_PROGRAM": try Program.path()], in: folder.path)
        }

        private static func address(_ program: RunningProgram) -> String? {
            let errors = String(decoding: program.errors, as: UTF8.self)
            return errors.components(separatedBy: "The dashboard is served at ").dropFirst().first?
                .split(separator: "\n").first.map(String.init)
        }

        @Test func theDemoEndsWithADashboardServedAndItsAddressPrinted() async throws {
            // What the working directory holds is none of the demo's business.
            try folder.write("HUBSPOT_API_KEY=mine\n", to: ".env", mode: 0o644)
            try folder.write("nonsense: true\n", to: "hubledger.yaml")
            let program = try demo()
            try await program.wait(within: .seconds(90)) { Self.address($0) != nil }
            let address = try #require(Self.address(program))
            var page = try await WebAnswer.fetch(address)
            for _ in 0..<300 where page.status != 200 {
                try await Task.sleep(for: .milliseconds(100))
                page = try await WebAnswer.fetch(address)
            }
            #expect(page.status == 200)
            #expect(page.text.contains("4242424") || page.text.contains("Pipeline"))
            let made = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/demo")
            #expect(Set(made).isSuperset(of: ["data", "Snapshots"]))

            let simulator = try #require(
                try folder.files()["demo/simulator.port"].map {
                    String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines)
                })
            #expect(
                try await WebAnswer.fetch("http://127.0.0.1:\(simulator)/_control/state").status
                    == 200)
            program.signal(SIGTERM)
            let ending = try await program.ending(within: .seconds(20))
            #expect(ending.code == 143, "\(ending.errorText)")
            // Nothing is left running.
            for url in [address, "http://127.0.0.1:\(simulator)/_control/state"] {
                await #expect(throws: WebAnswer.NoAnswer.self) {
                    try await WebAnswer.fetch(url, secondsMax: 5)
                }
            }
        }

        @Test func aFolderWithOtherThingsInItIsLeftAlone() async throws {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/demo/data", withIntermediateDirectories: true)
            let ending = try await demo().ending(within: .seconds(20))
            #expect(ending.code == 73)
            #expect(FileManager.default.fileExists(atPath: folder.path + "/demo/data"))
        }

        @Test func anUnknownArgumentIsAnsweredWithTheUsage() async throws {
            let ending = try await demo(["--bogus"]).ending(within: .seconds(20))
            #expect(ending.code == 64)
            #expect(ending.errorText.contains("usage: ops/demo"))
        }
    }
}
