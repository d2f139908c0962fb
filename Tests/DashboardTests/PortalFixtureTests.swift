import Foundation
import Projections
import Testing

@Suite("Portal fixture")
struct PortalFixtureTests {
    /// The browser tests read the portal from a file, which `UPDATE_SNAPSHOTS=1` writes anew.
    @Test func theFileOfTheBrowserTestsIsWhatTheSeedGives() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "BrowserTests/Fixtures/portal.json")
        let bytes = try DocumentEncoder().encode(
            SamplePortal().document(from: Samples.example()))
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try Data(bytes).write(to: url)
        }
        let isEqual = try Array(Data(contentsOf: url)) == bytes
        #expect(isEqual, "run the test with UPDATE_SNAPSHOTS=1 and look at the difference")
    }
}
