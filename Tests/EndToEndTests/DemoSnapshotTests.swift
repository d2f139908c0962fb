import Foundation
import Testing

/// The committed dashboard of the simulated portal.
extension EndToEnd {
    @Suite("The committed snapshot")
    struct DemoSnapshotTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        @Test func aSyncOfTheSimulatedPortalWritesTheCommittedFilesByteForByte() async throws {
            let made = try RunningProgram(
                [folder.path + "/made"], executable: Program.repository + "/ops/demo-snapshot",
                environment: ["HUBLEDGER_PROGRAM": try Program.path()], in: folder.path)
            let ending = try await made.ending(within: .seconds(240))
            try #require(ending.code == 0, "\(ending.errorText)")
            let committed = Program.repository + "/Snapshots/demo"
            for name in ["index.html", "metrics.json", "manifest.json"] {
                let path = "\(committed)/\(name)"
                let expected = try #require(
                    FileManager.default.contents(atPath: path), "\(path) is missing")
                let found = try #require(
                    FileManager.default.contents(atPath: "\(folder.path)/made/\(name)"))
                let difference = zip(expected, found).enumerated().first { $1.0 != $1.1 }?.offset
                #expect(
                    expected == found,
                    """
                    \(name) differs at byte \(difference ?? min(expected.count, found.count)); \
                    run ops/demo-snapshot and look at the difference before it is committed
                    """)
            }
        }
    }
}
