import BrowserDriver
import Foundation
import Projections

@testable import Dashboard

/// The pages rendered lately: many tests open the same ones.
actor RenderedPages {
    static let shared = RenderedPages()

    struct Page {
        let html: String
        /// What the figures are compared with.
        let document: JSON
    }

    private var pages: [(document: MetricsDocument, manifest: SnapshotManifest, page: Page)] = []
    private var digests: [[UInt8]: [UInt8]] = [:]

    func page(of document: MetricsDocument, _ manifest: SnapshotManifest) async throws -> Page {
        if let known = pages.first(where: { $0.document == document && $0.manifest == manifest }) {
            return known.page
        }
        let source = DashboardPage(document: document, manifest: manifest)
        var unknown: [[UInt8]] = []
        func render() throws -> String {
            try source.render { bytes in
                if digests[bytes] == nil { unknown.append(bytes) }
                return digests[bytes] ?? []
            }
        }
        var html = try render()
        if !unknown.isEmpty {
            // Only the first page finds out what is hashed.
            for bytes in unknown { digests[bytes] = try await Self.sha256(bytes) }
            unknown = []
            html = try render()
        }
        let json = try JSONDecoder().decode(
            JSON.self, from: Data(DocumentEncoder().encode(document)))
        let page = Page(html: html, document: json)
        if pages.count == 8 { pages.removeFirst() }
        pages.append((document, manifest, page))
        return page
    }

    /// The hash of a text, by the system's `sha256sum`.
    private static func sha256(_ bytes: [UInt8]) async throws -> [UInt8] {
        let output = try await Command.output(["sha256sum"], input: Data(bytes))
        let digits = Array(String(decoding: output, as: UTF8.self).prefix(64))
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0..<min($0 + 2, digits.count)]), radix: 16)
        }
    }
}
