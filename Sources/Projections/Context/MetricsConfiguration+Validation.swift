extension MetricsConfiguration {
    /// Throws for the first value that no figure could be computed with.
    package func validate() throws(ProjectionError) {
        try validateNumbers()
        try validateCounts()
        for entry in exchangeRates.entries where entry.number <= .zero {
            throw .configuration(
                key: "exchangeRates.\(entry.name)", allowed: "a number above 0")
        }
        for entry in modelOverrides.entries { try validateOverride(entry) }
        if Set(scenarios.map(\.id)).count != scenarios.count {
            throw .configuration(key: "scenarios", allowed: "scenarios with ids of their own")
        }
    }

    /// Rates are shares; a cycle is none or long enough to divide by.
    private func validateOverride(_ entry: NamedNumbers.Entry) throws(ProjectionError) {
        let key = "modelOverrides.\(entry.name)"
        guard Self.overridableRates.contains(entry.name) else {
            throw .configuration(
                key: key, allowed: "one of \(Self.overridableRates.joined(separator: ", "))")
        }
        switch entry.name {
        case "avgDealSize": break
        case "salesCycleDays":
            guard entry.number == .zero || entry.number >= DocumentNumber(units: 1, scale: 6)
            else { throw .configuration(key: key, allowed: "0, or a number from 0.000001") }
        default:
            guard entry.number <= 1 else {
                throw .configuration(key: key, allowed: "a number from 0 to 1")
            }
        }
    }

    private func validateNumbers() throws(ProjectionError) {
        var named: [(String, DocumentNumber)] = [
            ("revenueTarget.monthly", revenueTarget.monthly),
            ("revenueTarget.quarterly", revenueTarget.quarterly),
            ("revenueTarget.annual", revenueTarget.annual),
            ("staleDealThresholdDays", staleDealThresholdDays),
            ("activityTargets.callsPerRepPerDay", activityTargets.callsPerRepPerDay),
            ("activityTargets.emailsPerRepPerDay", activityTargets.emailsPerRepPerDay),
            ("activityTargets.meetingsPerRepPerWeek", activityTargets.meetingsPerRepPerWeek),
            ("hotWindowDays", hotWindowDays), ("hotScoreThreshold", hotScoreThreshold),
        ]
        named += exchangeRates.entries.map { ("exchangeRates.\($0.name)", $0.number) }
        named += modelOverrides.entries.map { ("modelOverrides.\($0.name)", $0.number) }
        for scenario in scenarios {
            named.append(("scenarios.\(scenario.id).winRate", scenario.winRate))
            named.append(("scenarios.\(scenario.id).dealSize", scenario.dealSize))
            named.append(("scenarios.\(scenario.id).cycle", scenario.cycle))
        }
        for (key, number) in named {
            guard !number.isNegative, number < DocumentNumber(1_000_000_000_000_000),
                number.scale <= 20
            else {
                throw .configuration(
                    key: key, allowed: "a number from 0 to below 10^15 with at most 20 decimals")
            }
        }
    }

    private func validateCounts() throws(ProjectionError) {
        let counts = [
            ("minWonDealsForRates", minWonDealsForRates, 0...1_000_000),
            ("forecastMonths", forecastMonths, 1...120),
            ("runRateMonths", runRateMonths, 1...120),
            ("historyMonths", historyMonths, 1...600), ("cohortMonths", cohortMonths, 1...600),
            ("topN", topN, 0...100_000), ("byDayDays", byDayDays, 1...36_500),
            ("weeklyBuckets", weeklyBuckets, 1...5_000),
            ("monthlyBuckets", monthlyBuckets, 1...1_200),
            ("maxRecords", maxRecords, 0...1_000_000),
        ]
        for (key, value, allowed) in counts where !allowed.contains(value) {
            throw .configuration(
                key: key,
                allowed: "a whole number from \(allowed.lowerBound) to "
                    + "\(allowed.upperBound)")
        }
        guard cohortHorizonsMonths.allSatisfy({ (1...600).contains($0) }) else {
            throw .configuration(
                key: "cohortHorizonsMonths", allowed: "a list of whole numbers from 1 to 600")
        }
    }
}
