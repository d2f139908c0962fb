import BrowserDriver
import Foundation
import HubSpotModel
import Projections

@testable import Dashboard

/// The portals that the pages of the tests are made of.
extension PageFile {
    /// The small portal of the metric dictionary: every section is computed.
    static func example() throws -> MetricsDocument {
        try document(in: "Tests/ProjectionsTests/Fixtures/metrics-example.json")
    }

    /// A sales team of nine with 75 deals: the later sections are not computed.
    static func portal() throws -> MetricsDocument {
        guard
            let url = Bundle.module.url(
                forResource: "portal", withExtension: "json", subdirectory: "Fixtures")
        else { throw BrowserError("the fixture portal.json is missing") }
        return try JSONDecoder().decode(MetricsDocument.self, from: Data(contentsOf: url))
    }

    /// The simulated portal at full size, as the repository holds it.
    static func demo() throws -> MetricsDocument {
        try document(in: "Snapshots/demo/metrics.json")
    }

    static func demoManifest() throws -> SnapshotManifest {
        try JSONDecoder().decode(
            SnapshotManifest.self, from: Data(contentsOf: file("Snapshots/demo/manifest.json")))
    }

    /// A file of the repository.
    static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: path)
    }

    private static func document(in path: String) throws -> MetricsDocument {
        try JSONDecoder().decode(MetricsDocument.self, from: Data(contentsOf: file(path)))
    }

    /// A document with as many open deals as one may hold, of more that there are.
    static func withManyDeals(
        _ document: MetricsDocument, held: Int = 2_000, of all: Int = 2_345
    ) -> MetricsDocument {
        var document = document
        let deals = document.records.deals.filter { $0.status == "open" }
        document.records.deals = (0..<held).map { index in
            var deal = deals[index % deals.count]
            deal.dealId = String(index + 1)
            return deal
        }
        document.pipeline.openDeals = all
        for period in PeriodKey.allCases { document.summary.byPeriod[period].openDeals = all }
        return document
    }

    /// The full-size portal after ten years: every day of them has its row, all sums have grown.
    static func tenYears() throws -> MetricsDocument {
        var document = try demo()
        guard let known = document.timeSeries?.daily, let last = known.last?.date,
            let end = day(last)
        else { throw BrowserError("the committed snapshot has no series of days") }
        document.timeSeries?.daily = (0..<3_653).reversed().map { age in
            var row = known[known.count - 1 - age % known.count]
            row.date = text(of: CivilDate(days: end.days - Int32(age)))
            return row
        }
        document.summary.byPeriod.allTime.wonRevenue = 123_456_789
        return document
    }

    private static func day(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? CivilDate(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    private static func text(of date: CivilDate) -> String {
        let pad = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        return "\(date.year)-\(pad(date.month))-\(pad(date.day))"
    }
}
