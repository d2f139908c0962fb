internal import HubSpotModel

/// The one set of conversion rates that figures about the future use, exact.
///
/// Source: metric dictionary, section 3.
struct ConversionRates {
    let isTrailing: Bool
    let wonDeals: Int
    let lostDeals: Int
    var winRate: Rational?
    /// In hundredths.
    var averageDealSize: Rational?
    /// In milliseconds.
    var salesCycle: Rational?
    let leadToMql: Rational?
    let mqlToSql: Rational?
    let sqlToOpportunity: Rational?
    let opportunityToCustomer: Rational?
    let overridden: [String]
}

extension MetricsBuilder {
    func rates() -> ConversionRates {
        let trailing = ClosedFigures(models.pipeline.figures, in: calendar.trailing12Months)
        let isTrailing = trailing.won.count >= configuration.minWonDealsForRates
        let closed = isTrailing ? trailing : ClosedFigures(models.pipeline.figures, in: .allTime)
        let reached = FunnelFigures(models.leads, in: .allTime)
        let fixed = configuration.modelOverrides
        func rate(_ name: String, _ measured: Rational?) -> Rational? {
            fixed[name]?.rational ?? measured
        }
        return ConversionRates(
            isTrailing: isTrailing, wonDeals: closed.won.count, lostDeals: closed.lost.count,
            winRate: rate("winRate", closed.winRate),
            averageDealSize: fixed["avgDealSize"].map { $0.rational * Rational(100) }
                ?? closed.averageDealSize,
            salesCycle: fixed["salesCycleDays"].map { $0.rational * Rational(86_400_000) }
                ?? closed.averageCycle,
            leadToMql: rate("leadToMql", Rational(reached.mqls, over: reached.leads)),
            mqlToSql: rate("mqlToSql", Rational(reached.sqls, over: reached.mqls)),
            sqlToOpportunity: rate(
                "sqlToOpportunity", Rational(reached.opportunities, over: reached.sqls)),
            opportunityToCustomer: rate(
                "opportunityToCustomer",
                Rational(reached.customers, over: reached.opportunities)),
            overridden: fixed.entries.map(\.name))
    }

    func section(of rates: ConversionRates) -> MetricsDocument.Rates {
        .init(
            basis: rates.isTrailing ? "trailing12Months" : "allTime", wonDeals: rates.wonDeals,
            lostDeals: rates.lostDeals, winRate: rates.winRate.map(DocumentNumber.ratio),
            avgDealSize: rates.averageDealSize.map { .money($0) },
            salesCycleDays: rates.salesCycle.map(DocumentNumber.days),
            leadToMql: rates.leadToMql.map(DocumentNumber.ratio),
            mqlToSql: rates.mqlToSql.map(DocumentNumber.ratio),
            sqlToOpportunity: rates.sqlToOpportunity.map(DocumentNumber.ratio),
            opportunityToCustomer: rates.opportunityToCustomer.map(DocumentNumber.ratio),
            overridden: rates.overridden)
    }
}
