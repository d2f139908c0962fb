import Foundation
import HubSpotModel
import Testing

@testable import Projections

/// The bytes of documents do not depend on the machine: this process starts itself again under
/// other zones, locales and hash seeds, and compares.
@Suite("Machines", .timeLimit(.minutes(5)))
struct MachineTests {
    private static let output = "HUBLEDGER_TEST_DOCUMENTS"

    private static func documents() throws -> [UInt8] {
        var bytes: [UInt8] = []
        for seed in UInt64(1)...12 {
            let random = try RandomPortal(seed: seed, events: 150, idMax: 9)
            let document = try ProjectionLawsTests.document(random, random.portal.log.cut([50]))
            bytes += try DocumentEncoder().encode(document)
        }
        return bytes
    }

    /// Also what the processes below do, once each.
    @Test func theSameHistoriesGiveTheSameBytesTwice() throws {
        let documents = try Self.documents()
        #expect(try Self.documents() == documents)
        if let path = ProcessInfo.processInfo.environment[Self.output] {
            try Data(documents).write(to: URL(fileURLWithPath: path))
        }
    }

    @Test(arguments: [
        ["TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
        ["TZ": "America/St_Johns", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1"],
        ["TZ": ":/nowhere", "LC_ALL": "de_DE.UTF-8"],
    ])
    func zoneLocaleAndHashSeedOfTheMachineChangeNothing(settings: [String: String]) async throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("documents-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = [
            "--testing-library", "swift-testing", "--filter",
            "MachineTests/theSameHistoriesGiveTheSameBytesTwice",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
            .merging([Self.output: file.path]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        #expect(status == 0)
        let written = try Data(contentsOf: file)
        let own = try Self.documents()
        #expect(Array(written) == own)
    }
}
