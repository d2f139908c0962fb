import Foundation
import Projections
import Testing

@testable import Dashboard

/// The committed dashboard of the full-size portal, with ids in the place of names.
@Suite("A redacted snapshot")
struct RedactedSnapshotTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Snapshots/demo")

    /// Every text of a key that names a person, a company, a deal or a task, wherever it stands.
    private static func names(in value: Any, under key: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: []) { $0.formUnion(names(in: $1.value, under: $1.key)) }
        case let list as [Any]:
            list.reduce(into: []) { $0.formUnion(names(in: $1, under: key)) }
        case let text as String where ["name", "ownerName", "subject"].contains(key): [text]
        default: []
        }
    }

    /// Ids in words, as a redacted document has them.
    private static func isId(_ name: String) -> Bool {
        name.wholeMatch(
            of: /(Contact|Company|Deal|Owner|Task) [0-9]+|Unknown owner \([0-9]+\)|Unassigned/)
            != nil
    }

    private func manifest() throws -> SnapshotManifest {
        var manifest = try JSONDecoder().decode(
            SnapshotManifest.self,
            from: Data(contentsOf: Self.folder.appending(path: "manifest.json")))
        manifest.options.redacted = true
        return manifest
    }

    @Test func noNameOfTheFullSizePortalIsLeftInAnyFormOfThePage() throws {
        let bytes = try Data(contentsOf: Self.folder.appending(path: "metrics.json"))
        let names = Self.names(in: try JSONSerialization.jsonObject(with: bytes))
            .filter { !Self.isId($0) }
        // Deals, owners, two lists of contacts, two of companies, subjects.
        #expect(names.count > 130)
        let document = try JSONDecoder().decode(MetricsDocument.self, from: bytes)
        let page = try DashboardPage(document: document, manifest: manifest())
            .render(sha256: SHA256.digest)

        // What the page packs is searched unpacked as well: a name must not hide in two halves.
        let embedded = try #require(DashboardPage.documents(in: page))
        let start = try #require(page.range(of: "id=periods-data>"))
        let end = try #require(page[start.upperBound...].range(of: "</script>"))
        let periods = try #require(
            RepeatedText.read(String(page[start.upperBound..<end.lowerBound])))
        let redacted = try DocumentEncoder().encode(document.redacted)
        for text in [
            page, String(decoding: embedded.metrics, as: UTF8.self), periods,
            String(decoding: redacted, as: UTF8.self),
        ] {
            let plain = Self.plain(text)
            for name in names where plain.contains(name) {
                Issue.record("\"\(name)\" is left")
            }
        }
        let left = Self.names(in: try JSONSerialization.jsonObject(with: Data(redacted)))
        #expect(left.filter { !Self.isId($0) } == [])
        #expect(left.count > 130)
    }

    /// The text with the escapes of HTML and JSON undone.
    private static func plain(_ text: String) -> String {
        [
            ("\\u003C", "<"), ("\\u003E", ">"), ("\\u0026", "&"), ("\\u003c", "<"),
            ("\\u003e", ">"), ("\\\"", "\""), ("\\\\", "\\"), ("&lt;", "<"), ("&gt;", ">"),
            ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    @Test func figuresAndSeriesStayToTheLastDigit() throws {
        let document = try JSONDecoder().decode(
            MetricsDocument.self,
            from: Data(contentsOf: Self.folder.appending(path: "metrics.json")))
        let redacted = document.redacted
        #expect(redacted.summary == document.summary)
        #expect(redacted.timeSeries == document.timeSeries)
        #expect(redacted.insights == document.insights)
        #expect(redacted.target == document.target)
        #expect(redacted.pipeline.movement == document.pipeline.movement)
        #expect(redacted.records.deals.map(\.amount) == document.records.deals.map(\.amount))
        #expect(redacted.redacted == redacted)
    }
}
