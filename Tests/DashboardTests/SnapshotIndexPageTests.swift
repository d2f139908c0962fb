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

    private func render(_ snapshots: [SnapshotIndexPage.Entry]) throws -> String {
        try SnapshotIndexPage(snapshots: snapshots).render(sha256: SHA256.digest)
    }

    @Test func theNewestStandsFirstWithWhatChangedSinceTheOneBelow() throws {
        let older = try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z")
        let newer = try entry("20261122T000000Z-9", "2026-11-22T00:00:00.000Z") { document in
            document.pipeline.openAmount = 61_000
            document.pipeline.openDeals = 2
        }
        let page = try render([older, newer])
        let first = try #require(page.range(of: "20261122T000000Z-9/index.html"))
        let second = try #require(page.range(of: "20261101T000000Z-5/index.html"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(page.contains("£61.0K<small>▲ £7.0K</small>"))
        #expect(page.contains("2<small>▼ 1</small>"))
        #expect(page.contains("£32.6K<small>● £0</small>"))
        #expect(!page.contains("http:") && !page.contains("https:"))
    }

    @Test func figuresThatCannotBeReadAreSaidAndOtherCurrenciesAreNotCompared() throws {
        let older = try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z") { document in
            document.portal.companyCurrency = "EUR"
        }
        let newer = try entry("20261122T000000Z-9", "2026-11-22T00:00:00.000Z")
        let page = try render([
            older, newer,
            .init(name: "demo", manifest: older.manifest, headline: nil),
            .init(name: "broken", manifest: nil, headline: nil),
        ])
        #expect(!page.contains("<small>▲"))
        #expect(page.contains("€32.6K") && page.contains("£32.6K"))
        #expect(page.contains("The figures of this folder cannot be read."))
        #expect(page.contains("its manifest cannot be read"))
        #expect(try render([]).contains("No snapshot"))
        #expect(try !render([newer]).contains("<select"), "one alone is compared with nothing")
    }

    @Test func aSnapshotIsComparedWithTheOneBeforeItAndNotWithItsOwnTwin() throws {
        let older = try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z")
        let newer = try entry("20261122T000000Z-9", "2026-11-22T00:00:00.000Z") { document in
            document.pipeline.openDeals = 2
        }
        var twin = newer
        twin = .init(
            name: "20261122T000000Z-9-redacted", manifest: newer.manifest,
            headline: newer.headline)
        let page = try render([older, newer, twin])
        #expect(page.components(separatedBy: "2<small>▼ 1</small>").count == 3)
        var manifest = try #require(older.manifest)
        manifest.reading = .hindsight
        let backward = SnapshotIndexPage.Entry(
            name: "20261101T000000Z-5-hindsight", manifest: manifest, headline: older.headline)
        #expect(try !render([newer, backward]).contains("<small>▼"))
    }

    @Test func aLinkLeadsOneFolderDownWhateverTheFolderIsCalled() throws {
        let odd = try entry("javascript:alert(1)", "2026-11-01T00:00:00.000Z")
        let page = try render([odd, try entry("a b#?\"<", "2026-11-02T00:00:00.000Z")])
        #expect(page.contains("href=\"./javascript%3Aalert%281%29/index.html\""))
        #expect(page.contains("href=\"./a%20b%23%3F%22%3C/index.html\""))
        #expect(!page.contains("href=javascript") && !page.contains("href=\"javascript"))
    }

    @Test func thePolicyNamesTheOneScriptAndTheOneStyle() throws {
        let page = try render([try entry("20261101T000000Z-5", "2026-11-01T00:00:00.000Z")])
        for (element, kind) in [("script", "script-src"), ("style", "style-src")] {
            let start = try #require(page.range(of: "<\(element)>"))
            let end = try #require(page.range(of: "</\(element)>"))
            let hash = SHA256.digest(Array(page[start.upperBound..<end.lowerBound].utf8))
            let text = Data(hash).base64EncodedString()
            #expect(page.contains("\(kind) &#39;sha256-\(text)&#39;"))
        }
    }

    @Test func aHeadlineIsReadFromTheDocumentOfItsFolder() throws {
        let document = try Samples.example()
        let bytes = try DocumentEncoder().encode(document)
        let read = try JSONDecoder().decode(SnapshotHeadline.self, from: Data(bytes))
        #expect(read == SnapshotHeadline(document))
    }
}
