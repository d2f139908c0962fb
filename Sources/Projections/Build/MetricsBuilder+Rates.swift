internal import HubSpotModel

/// The one set of conversion rates that figures about the future use, exact.
///
/// Source: metric dictionary, section 3.
struct ConversionRates {
    let isTrailing: Bool
    let wonDeals: Int
    let lostDeals: Int
    let winRate: Rational?
    /// In hundredths.
    let averageDealSize: Rational?
    /// In milliseconds.
    let salesCycle: Rational?
    let overridden: [String]
}

extension MetricsBuilder {
    func rates() -> ConversionRates {
        let trailing = ClosedFigures(models.pipeline.figures, in: calendar.trailing12Months)
        let isTrailing = trailing.won.count >= configuration.minWonDealsForRates
        let closed = isTrailing ? trailing : ClosedFigures(models.pipeline.figures, in: .allTime)
        let fixed = configuration.modelOverrides
        return ConversionRates(
            isTrailing: isTrailing, wonDeals: closed.won.count, lostDeals: closed.lost.count,
            winRate: fixed["winRate"]?.rational ?? closed.winRate,
            averageDealSize: fixed["avgDealSize"].map { $0.rational * Rational(100) }
                ?? closed.averageDealSize,
            salesCycle: fixed["salesCycleDays"].map { $0.rational * Rational(86_400_000) }
                ?? closed.averageCycle,
            overridden: fixed.entries.map(\.name))
    }

    func section(of rates: ConversionRates) -> MetricsDocument.Rates {
        let fixed = configuration.modelOverrides
        return .init(
            basis: rates.isTrailing ? "trailing12Months" : "allTime", wonDeals: rates.wonDeals,
            lostDeals: rates.lostDeals, winRate: rates.winRate.map(DocumentNumber.ratio),
            avgDealSize: rates.averageDealSize.map { .money($0) },
            salesCycleDays: rates.salesCycle.map(DocumentNumber.days),
            leadToMql: fixed["leadToMql"].map { .ratio($0.rational) },
            mqlToSql: fixed["mqlToSql"].map { .ratio($0.rational) },
            sqlToOpportunity: fixed["sqlToOpportunity"].map { .ratio($0.rational) },
            opportunityToCustomer: fixed["opportunityToCustomer"].map { .ratio($0.rational) },
            overridden: rates.overridden)
    }
}
