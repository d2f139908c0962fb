import BrowserDriver
import Foundation
import HubSpotModel
import Projections

@testable import Dashboard

/// A rendered page on disk with the document it was made from; removed at the end.
struct PageFile {
    let url: URL
    let html: String
    let document: JSON

    /// Renders a document, lets `change` have the HTML, and writes it to a folder of its own.
    ///
    /// - Parameter manifest: The document's own where it has one; else one of a whole log.
    static func with(
        _ document: MetricsDocument, verdict: Verdict = Verdict(state: .green, reasons: []),
        manifest: SnapshotManifest? = nil, change: (String) -> String = { $0 },
        _ body: (PageFile) async throws -> Void
    ) async throws {
        let rendered = try await RenderedPages.shared.page(
            of: document, manifest ?? Self.manifest(for: document, verdict: verdict))
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "dashboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let html = change(rendered.html)
        let url = folder.appending(path: "index.html")
        try Data(html.utf8).write(to: url)
        try await body(PageFile(url: url, html: html, document: rendered.document))
    }

    private static func manifest(
        for document: MetricsDocument, verdict: Verdict = Verdict(state: .green, reasons: [])
    ) -> SnapshotManifest {
        SnapshotManifest(
            program: "hubledger test", ledgerId: "b3a1d2c4", sequence: document.sequence,
            logHash: document.logHash, asOf: document.asOf, reading: .head,
            depth: .init(exactSince: nil, reconstructedSince: nil), verdict: verdict,
            types: ByName([]), options: .init(redacted: false), zone: london)
    }

    /// Every part that differs by period, drawn for each of the six.
    static func parts(of document: MetricsDocument) throws -> [[String]] {
        DashboardPage(document: document, manifest: manifest(for: document)).parts
    }

    private static let london = ZoneRules(
        initialOffset: 0,
        transitions: [
            (1_711_846_800, 3600), (1_729_990_800, 0), (1_743_296_400, 3600), (1_761_440_400, 0),
            (1_774_746_000, 3600), (1_792_890_000, 0), (1_806_195_600, 3600),
        ].map { .init(second: $0.0, offset: $0.1) })
}
