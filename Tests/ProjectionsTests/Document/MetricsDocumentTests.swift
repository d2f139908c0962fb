import Foundation
import Testing

@testable import Projections

@Suite("Metrics document")
struct MetricsDocumentTests {
    static func example() throws -> Data {
        let url = try #require(
            Bundle.module.url(
                forResource: "metrics-example", withExtension: "json", subdirectory: "Fixtures"))
        return try Data(contentsOf: url)
    }

    @Test func theExampleComesBackEqualWithItsKeysInOrder() throws {
        let example = try Self.example()
        let document = try JSONDecoder().decode(MetricsDocument.self, from: example)
        let written = try DocumentEncoder().encode(document)
        let isEqual = try JSONTree(Array(example)) == JSONTree(written)
        #expect(isEqual)
    }

    @Test func aSectionThatNobodyComputedIsWrittenAsNull() throws {
        var document = try JSONDecoder().decode(MetricsDocument.self, from: Self.example())
        document.leads = nil
        document.pipeline.salesVelocity = nil
        document.pipeline.movement = nil
        document.summary.byPeriod.ytd.totalContacts = nil
        let text = try DocumentEncoder().string(document)
        let expected = [
            #""leads":null,"pipeline":{"#, #""salesVelocity":null,"movement":null},"activities""#,
            #""openDeals":3,"totalContacts":null,"wonRevenue":32600.5"#,
        ]
        for part in expected { #expect(text.ranges(of: part).count == 1) }
        let again = try JSONDecoder().decode(MetricsDocument.self, from: Data(text.utf8))
        #expect(again == document)
    }

    @Test func equalDocumentsAreEqualBytes() throws {
        let document = try JSONDecoder().decode(MetricsDocument.self, from: Self.example())
        let again = try JSONDecoder().decode(
            MetricsDocument.self, from: Data(try DocumentEncoder().encode(document)))
        #expect(again == document)
        #expect(try DocumentEncoder().encode(again) == DocumentEncoder().encode(document))
    }

    @Test func anotherEncoderWritesTheSameValues() throws {
        let document = try JSONDecoder().decode(MetricsDocument.self, from: Self.example())
        let foreign = try JSONEncoder().encode(document)
        #expect(try JSONDecoder().decode(MetricsDocument.self, from: foreign) == document)
    }

    @Test func aTypeThatIsNotSyncedIsNullInRowsToo() throws {
        let row = MetricsDocument.SeriesRow(
            date: "2026-11-01", contactsCreated: 3, leads: 2, mqls: 1, sqls: 0, opportunities: 0,
            customers: 0, dealsCreated: 1, dealsCreatedAmount: .init(units: 500_050, scale: 2),
            dealsWon: 0, wonRevenue: 0, dealsLost: 0, lostAmount: 0, calls: nil, emails: nil,
            meetings: 4, tasks: 5, notes: nil)
        let text = try DocumentEncoder().string([row])
        #expect(text == #"[["2026-11-01",3,2,1,0,0,0,1,5000.5,0,0,0,0,null,null,4,5,null]]"#)
        #expect(
            try JSONDecoder().decode([MetricsDocument.SeriesRow].self, from: Data(text.utf8))
                == [row])
    }
}
