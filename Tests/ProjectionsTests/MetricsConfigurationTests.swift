import Testing

@testable import Projections

@Suite("Metrics configuration")
struct MetricsConfigurationTests {
    @Test func theDefaultsAreThoseOfTheDictionaryAndValid() throws {
        try MetricsConfiguration().validate()
        let echo = try JSONTree(try DocumentEncoder().encode(MetricsConfiguration().echo))
        var expected = try JSONTree(Fixture.bytes("metrics-example"))["config"].members
        // The example states holidays; the default has none.
        for index in expected.indices where expected[index].key == "holidays" {
            expected[index] = .init(key: "holidays", value: .array([]))
        }
        #expect(echo.differences(from: .object(expected)) == [])
    }

    @Test func aBadValueNamesItsKey() {
        func key(_ change: (inout MetricsConfiguration) -> Void) -> String? {
            var configuration = MetricsConfiguration()
            change(&configuration)
            do {
                try configuration.validate()
                return nil
            } catch {
                guard case .configuration(let key, _) = error else { return "\(error)" }
                return key
            }
        }
        #expect(key { $0.topN = -1 } == "topN")
        #expect(key { $0.forecastMonths = 0 } == "forecastMonths")
        #expect(key { $0.revenueTarget.annual = -1 } == "revenueTarget.annual")
        #expect(key { $0.exchangeRates = NamedNumbers([("EUR", 0)]) } == "exchangeRates.EUR")
        #expect(key { $0.modelOverrides = NamedNumbers([("luck", 1)]) } == "modelOverrides.luck")
        #expect(key { $0.cohortHorizonsMonths = [0] } == "cohortHorizonsMonths")
        #expect(key { $0.scenarios.append($0.scenarios[0]) } == "scenarios")
        #expect(
            key { $0.hotWindowDays = DocumentNumber(units: 1, scale: 21) } == "hotWindowDays")
        func override(_ name: String, _ number: DocumentNumber) -> String? {
            key { $0.modelOverrides = NamedNumbers([(name, number)]) }
        }
        #expect(override("winRate", 2) == "modelOverrides.winRate")
        #expect(override("winRate", 1) == nil)
        #expect(
            override("salesCycleDays", DocumentNumber(units: 1, scale: 9))
                == "modelOverrides.salesCycleDays")
        #expect(override("salesCycleDays", 0) == nil)
    }
}
