import Dashboard
import Foundation
import HubSpotModel
import Projections

/// Documents and manifests to render.
enum Samples {
    /// The small portal of the metric dictionary.
    static func example() throws -> MetricsDocument {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: "ProjectionsTests/Fixtures/metrics-example.json")
        return try JSONDecoder().decode(MetricsDocument.self, from: Data(contentsOf: url))
    }

    /// London since 2024, enough for the dates of the samples.
    static let london = ZoneRules(
        initialOffset: 0,
        transitions: [
            (1_711_846_800, 3600), (1_729_990_800, 0), (1_743_296_400, 3600), (1_761_440_400, 0),
            (1_774_746_000, 3600), (1_792_890_000, 0), (1_806_195_600, 3600),
        ].map { .init(second: $0.0, offset: $0.1) })

    static func manifest(
        for document: MetricsDocument, reading: SnapshotManifest.Reading = .head,
        verdict: Verdict = Verdict(state: .green, reasons: [])
    ) -> SnapshotManifest {
        SnapshotManifest(
            program: "hubledger test", ledgerId: "b3a1d2c4", sequence: document.sequence,
            logHash: document.logHash, asOf: document.asOf, reading: reading,
            depth: .init(
                exactSince: "2026-08-01T00:00:00.000Z",
                reconstructedSince: "2025-01-01T00:00:00.000Z"),
            verdict: verdict,
            types: ByName([
                ("contacts", .init(records: 44_602, verdict: verdict, indexLagSeconds: 12)),
                ("deals", .init(records: 75, verdict: verdict, indexLagSeconds: nil)),
            ]),
            options: .init(redacted: false), zone: london)
    }

    static func render(
        _ document: MetricsDocument, _ manifest: SnapshotManifest? = nil
    ) throws -> String {
        try DashboardPage(document: document, manifest: manifest ?? Samples.manifest(for: document))
            .render(sha256: SHA256.digest)
    }
}
