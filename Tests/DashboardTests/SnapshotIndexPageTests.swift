import Foundation
import Projections
import Testing

@testable import Dashboard

@Suite("Snapshot index page")
struct SnapshotIndexPageTests {
    private func entry(
        _ name: String, _ asOf: String, change: (inout MetricsDocument) -> Void = { _ in }
    ) throws -> SnapshotIndexPage.Entry {
        var document = try Samples.example()
        document.asOf = asOf
        change(&document)
        return .init(
            name: name, manifest: Samples.manifest(for: document),
            headline: SnapshotHeadline(document))
    }

    @Test func theNewestStandsFirstWithWhatChangedSinceTheOneBelow() throws {
        let older = try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z")
        let newer = try entry("20261122T000000Z-9", "2026-11-22T00:00:00.000Z") { document in
            document.pipeline.openAmount = 61_000
            document.pipeline.openDeals = 2
        }
        let page = SnapshotIndexPage(snapshots: [older, newer]).render()
        let first = try #require(page.range(of: "20261122T000000Z-9/index.html"))
        let second = try #require(page.range(of: "20261101T000000Z-5/index.html"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(page.contains("£61.0K<small>▲ £7.0K</small>"))
        #expect(page.contains("2<small>▼ 1</small>"))
        #expect(page.contains("£32.6K<small>● £0</small>"))
        #expect(!page.contains("http"))
    }

    @Test func figuresThatCannotBeReadAreSaidAndOtherCurrenciesAreNotCompared() throws {
        let older = try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z") { document in
            document.portal.companyCurrency = "EUR"
        }
        let newer = try entry("20261122T000000Z-9", "2026-11-22T00:00:00.000Z")
        let page = SnapshotIndexPage(snapshots: [
            older, newer,
            .init(name: "demo", manifest: older.manifest, headline: nil),
        ]).render()
        #expect(!page.contains("<small>▲"))
        #expect(page.contains("€32.6K") && page.contains("£32.6K"))
        #expect(page.contains("The figures of this folder cannot be read."))
        #expect(SnapshotIndexPage(snapshots: []).render().contains("No snapshot"))
    }

    @Test func aHeadlineIsReadFromTheDocumentOfItsFolder() throws {
        let document = try Samples.example()
        let bytes = try DocumentEncoder().encode(document)
        let read = try JSONDecoder().decode(SnapshotHeadline.self, from: Data(bytes))
        #expect(read == SnapshotHeadline(document))
    }
}
