import HubSpotModel
import Testing

@testable import Projections

/// The worked example of the metric dictionary.
@Suite("Metrics example")
struct MetricsExampleTests {
    @Test func theExamplePortalGivesTheExampleDocument() throws {
        var portal = try InputPortal(
            Fixture.bytes("metrics-example-input"), zone: Fixture.zone("Europe/London"))
        portal.log.commit()
        var references = ReferenceFold()
        for batch in portal.log.batches { try references.fold(batch) }
        var configuration = MetricsConfiguration()
        configuration.holidays = portal.tree["config"]["holidays"].items.compactMap {
            $0.string?.civilDate
        }
        let context = try ProjectionContext.build(
            from: references.references, configuration: configuration)
        var projection = try PortalProjection(context: context)
        for batch in portal.log.batches { try projection.fold(batch) }
        let log = portal.log
        let document = try MetricsBuilder(
            try projection.models(), asOf: try #require(portal.asOf), sequence: .zero,
            logHash: nil, personalText: { log.text($0) }
        ).document()
        let made = try JSONTree(try DocumentEncoder().encode(document))
        let expected = try JSONTree(Fixture.bytes("metrics-example"))
        #expect(made.differences(from: expected) == [])
    }
}

extension String {
    var civilDate: CivilDate? {
        let parts = split(separator: "-").compactMap { Int($0) }
        return parts.count == 3
            ? CivilDate(year: parts[0], month: parts[1], day: parts[2]) : nil
    }
}
