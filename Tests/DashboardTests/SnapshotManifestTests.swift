import Dashboard
import Foundation
import HubSpotModel
import Projections
import Testing

@Suite("Snapshot manifest")
struct SnapshotManifestTests {
    @Test func comesBackEqualWithItsKeysInOrder() throws {
        let manifest = Samples.manifest(
            for: try Samples.example(), reading: .hindsight,
            verdict: Verdict(state: .amber, reasons: ["deals: 3 more in HubSpot"]))
        let text = try DocumentEncoder().string(manifest)
        #expect(
            try JSONDecoder().decode(SnapshotManifest.self, from: Data(text.utf8)) == manifest)
        let keys = text.matches(
            of: /"(schemaVersion|ledgerId|sequence|reading|depth|types|zone|files)":/
        )
        .map { String($0.1) }
        #expect(
            keys == [
                "schemaVersion", "ledgerId", "sequence", "reading", "depth", "types", "zone",
                "files",
            ])
    }

    @Test func theZoneIsCutToTheYearsAroundTheDocument() throws {
        let second: Int64 = 1_795_357_800  // 22 November 2026.
        let rules = ZoneRules(
            initialOffset: -75,
            transitions: (-60...60).map {
                .init(second: second + $0 * 31_556_952, offset: Int32($0 % 2 * 3600))
            })
        let document = try Samples.example()
        let manifest = SnapshotManifest(
            program: "p", ledgerId: "l", sequence: 1, logHash: nil, asOf: document.asOf,
            reading: .head, depth: .init(exactSince: nil, reconstructedSince: nil),
            verdict: Verdict(state: .green, reasons: []), types: ByName([]),
            options: .init(redacted: false), zone: rules)
        let kept = try #require(ZoneRules(text: manifest.zone))
        #expect(kept.transitions.count < 40)
        for year in -20...9 {
            let instant = Instant(milliseconds: (second + Int64(year) * 31_556_952 + 99) * 1000)
            #expect(kept.date(of: instant) == rules.date(of: instant))
        }
    }
}
