import HubSpotModel
import Testing

@testable import Projections

/// The seasonal forecast where it comes to its bounds; all else of it is met at random.
@Suite("Forecast")
struct ForecastTests {
    /// The forecast on 2026-11-22, with deals won on dates for amounts.
    private static func forecast(
        won: [(date: String, amount: String)]
    ) throws -> MetricsDocument.Insights.Forecast {
        var portal = TestPortal()
        for (number, deal) in won.enumerated() {
            portal.create(
                RecordKey(.deals, RecordID(String(number + 1))),
                [
                    ("pipeline", "700001"), ("dealstage", "won"), ("amount", deal.amount),
                    ("closedate", deal.date + "T12:00:00Z"),
                ])
        }
        portal.log.commit()
        let pipeline = DealPipeline(
            id: "700001", displayOrder: 0,
            stages: [
                DealStage(
                    id: "won", label: "Won", displayOrder: 0, probability: .one, status: .won)
            ])
        var configuration = MetricsConfiguration()
        configuration.forecastMonths = 3
        let context = ProjectionContext(
            account: PortalAccount(
                portalID: 1, uiDomain: nil, timeZone: "UTC", zone: .utc, companyCurrency: "GBP"),
            pipelines: [pipeline], configuration: configuration)
        var projection = try PortalProjection(context: context)
        for batch in portal.log.batches { try projection.fold(batch) }
        let document = try MetricsBuilder(
            try projection.models(), asOf: Instant(milliseconds: 1_795_348_800_000),
            sequence: .zero, logHash: nil, personalText: { _ in nil }
        ).document()
        return try #require(document.insights).forecast
    }

    @Test(arguments: [
        ["100", "250", "2"], ["100", "200", "2"], ["100", "150", "1.5"], ["100", "50", "0.5"],
        ["100", "20", "0.5"], ["-100", "300", "0.5"],
    ])
    func growthIsHeldWithinAHalfAndTwo(figures: [String]) throws {
        let (before, after) = (figures[0], figures[1])
        let growth = try #require(DocumentNumber(figures[2]))
        let forecast = try Self.forecast(won: [
            ("2024-11-30", before), ("2025-12-15", after),
        ])
        #expect(forecast.growthFactor == growth)
        let december = try #require(DocumentNumber(after))
        let seasonal = forecast.months.map(\.seasonalForecast)
        #expect(seasonal[0] == 0)
        #expect(
            seasonal[1]
                == DocumentNumber(units: december.units * growth.units, scale: growth.scale))
    }

    @Test func growthNeedsTwoYearsAndARevenueToGrowFrom() throws {
        // The month 24 before the current one is November 2024.
        #expect(
            try Self.forecast(won: [("2024-11-30", "9"), ("2026-10-31", "9")]).growthFactor == 1)
        #expect(
            try Self.forecast(won: [("2024-12-01", "9"), ("2026-10-31", "9")]).growthFactor == nil)
        let noRevenue = try Self.forecast(won: [("2024-10-31", "9"), ("2026-10-31", "9")])
        #expect(noRevenue.growthFactor == nil)
        #expect(noRevenue.months.allSatisfy { $0.seasonalForecast == nil })
    }

    @Test func theRunRateCountsTheDaysAfterToday() throws {
        let forecast = try Self.forecast(won: [("2026-11-02", "10"), ("2026-05-01", "600")])
        #expect(forecast.runRateMonthly == 100)
        // Eight of thirty days are left.
        #expect(forecast.months[0].runRateForecast == DocumentNumber(units: 3667, scale: 2))
        #expect(forecast.months[1].runRateForecast == 100)
        let none = try Self.forecast(won: [])
        #expect(none.runRateMonthly == nil)
        #expect(none.months[0].low == 0)
    }
}
