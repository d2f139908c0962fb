internal import HubSpotModel

/// What a target asks of every stage before it, worked out backwards; exact.
///
/// Source: metric dictionary, section 11.2.
struct TargetModel {
    let rates: ConversionRates
    /// In hundredths.
    let targetMonthly: Rational
    let openDeals: Int

    let deals: Rational?
    let opportunities: Rational?
    let sqls: Rational?
    let mqls: Rational?
    let leads: Rational?

    init(_ rates: ConversionRates, targetMonthly: Rational, openDeals: Int) {
        self.rates = rates
        self.targetMonthly = targetMonthly
        self.openDeals = openDeals
        func before(_ volume: Rational?, _ rate: Rational?) -> Rational? {
            guard let volume, let rate else { return nil }
            return volume.divided(by: rate)
        }
        deals = before(targetMonthly, rates.averageDealSize)
        opportunities = before(deals, rates.winRate)
        sqls = before(opportunities, rates.sqlToOpportunity)
        mqls = before(sqls, rates.mqlToSql)
        leads = before(mqls, rates.leadToMql)
    }

    var requiredPipeline: Rational? { rates.winRate.flatMap { targetMonthly.divided(by: $0) } }

    /// Hundredths a month that open deals bring.
    var monthlyRevenue: Rational? {
        rates.velocity(openDeals: openDeals).map { ($0 * Rational(365)).over(12) }
    }

    /// The model with other rates.
    ///
    /// Source: metric dictionary, section 11.3.
    func applying(_ scenario: MetricsDocument.Configuration.Scenario) -> TargetModel {
        var rates = rates
        rates.winRate = rates.winRate.map { winRate in
            let raised = winRate * scenario.winRate.rational
            return Rational.one < raised ? .one : raised
        }
        rates.averageDealSize = rates.averageDealSize.map { $0 * scenario.dealSize.rational }
        rates.salesCycle = rates.salesCycle.map { $0 * scenario.cycle.rational }
        return TargetModel(rates, targetMonthly: targetMonthly, openDeals: openDeals)
    }
}
