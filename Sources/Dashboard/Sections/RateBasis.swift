import Projections

/// Where the rates of models come from, in words.
struct RateBasis: Sendable {
    let rates: MetricsDocument.Rates

    /// `the last 12 months`, or `all time`.
    var window: String { rates.basis == "trailing12Months" ? "the last 12 months" : "all time" }

    /// Which rates the settings fix instead; nil where all are measured.
    var fixed: String? {
        guard !rates.overridden.isEmpty else { return nil }
        return "set in the settings: "
            + rates.overridden.map(Self.name).joined(separator: ", ")
    }

    /// Why there is no win rate to divide by.
    var absenceOfWinRate: String { rates.winRate == nil ? "no deals closed" : "no deals won" }

    /// Why there is no average deal.
    var absenceOfDeal: String {
        rates.wonDeals == 0 ? "no deals won" : "no won deal has an amount"
    }

    private static func name(_ key: String) -> String {
        switch key {
        case "winRate": "win rate"
        case "avgDealSize": "average deal"
        case "salesCycleDays": "sales cycle"
        case "leadToMql": "lead to MQL"
        case "mqlToSql": "MQL to SQL"
        case "sqlToOpportunity": "SQL to opportunity"
        default: "opportunity to customer"
        }
    }
}
