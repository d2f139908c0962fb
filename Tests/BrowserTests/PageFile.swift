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
    static func with(
        _ document: MetricsDocument, verdict: Verdict = Verdict(state: .green, reasons: []),
        change: (String) -> String = { $0 }, _ body: (PageFile) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "dashboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let manifest = manifest(for: document, verdict: verdict)
        // The first rendering finds out what is hashed, the second has the hashes.
        let page = DashboardPage(document: document, manifest: manifest)
        var texts: [[UInt8]] = []
        _ = try page.render { bytes in
            texts.append(bytes)
            return []
        }
        var digests: [[UInt8]: [UInt8]] = [:]
        for text in texts { digests[text] = try await sha256(text) }
        let html = change(try page.render { digests[$0] ?? [] })
        let url = folder.appending(path: "index.html")
        try Data(html.utf8).write(to: url)
        let json = try JSONDecoder().decode(
            JSON.self, from: Data(DocumentEncoder().encode(document)))
        try await body(PageFile(url: url, html: html, document: json))
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

    /// The small portal of the metric dictionary: every section is computed.
    static func example() throws -> MetricsDocument {
        try decode(
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "ProjectionsTests/Fixtures/metrics-example.json"))
    }

    /// A sales team of nine with 75 deals: the later sections are not computed.
    static func portal() throws -> MetricsDocument {
        guard
            let url = Bundle.module.url(
                forResource: "portal", withExtension: "json", subdirectory: "Fixtures")
        else { throw BrowserError("The fixture portal.json is missing.") }
        return try decode(url)
    }

    private static func decode(_ url: URL) throws -> MetricsDocument {
        try JSONDecoder().decode(MetricsDocument.self, from: Data(contentsOf: url))
    }

    private static let london = ZoneRules(
        initialOffset: 0,
        transitions: [
            (1_711_846_800, 3600), (1_729_990_800, 0), (1_743_296_400, 3600), (1_761_440_400, 0),
            (1_774_746_000, 3600), (1_792_890_000, 0), (1_806_195_600, 3600),
        ].map { .init(second: $0.0, offset: $0.1) })

    /// The hashes of texts, by the system's `sha256sum`.
    private static func sha256(_ bytes: [UInt8]) async throws -> [UInt8] {
        let output = try await Command.output(["sha256sum"], input: Data(bytes))
        let digits = Array(String(decoding: output, as: UTF8.self).prefix(64))
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0..<min($0 + 2, digits.count)]), radix: 16)
        }
    }
}
