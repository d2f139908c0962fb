import Dashboard
import Foundation
import HubSpotModel
import Projections
import Testing

@Suite("Dashboard page")
struct DashboardPageTests {
    @Test func equalDocumentsGiveEqualBytes() throws {
        let example = try Samples.example()
        let first = try Samples.render(SamplePortal().document(from: example))
        let second = try Samples.render(SamplePortal().document(from: example))
        #expect(first == second)
    }

    @Test func writesPagesForTheEye() throws {
        guard let folder = ProcessInfo.processInfo.environment["PAGES"] else { return }
        let example = try Samples.example()
        let portal = SamplePortal().document(from: example)
        let started = ContinuousClock.now
        let page = try Samples.render(portal)
        print("rendered", ContinuousClock.now - started, page.utf8.count)
        try page.write(toFile: folder + "/portal.html", atomically: true, encoding: .utf8)
        try Samples.render(example).write(
            toFile: folder + "/example.html", atomically: true, encoding: .utf8)
    }
}
