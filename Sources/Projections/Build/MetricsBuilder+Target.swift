internal import HubSpotModel

extension MetricsBuilder {
    typealias TargetSection = MetricsDocument.Target

    /// Source: metric dictionary, section 11.
    func target(_ rates: ConversionRates) -> TargetSection {
        let target = configuration.revenueTarget
        let model = TargetModel(
            rates, targetMonthly: Rational(target.monthly.rational.cents),
            openDeals: openNow.count)
        return TargetSection(
            attainment: .init(
                month: attainment(calendar.month, target.monthly),
                quarter: attainment(calendar.quarter, target.quarterly),
                year: attainment(calendar.year, target.annual)),
            model: section(of: model),
            whatIf: configuration.scenarios.map { scenario($0, model) })
    }

    /// Source: metric dictionary, section 11.1.
    private func attainment(
        _ range: DateRange, _ target: DocumentNumber
    ) -> TargetSection.Attainment {
        let start = range.start ?? calendar.today
        let end = range.end ?? calendar.tomorrow
        let cents = target.rational.cents
        let won = models.pipeline.figures.total(.dealsWon, in: range).sum
        let elapsed = Rational(calendar.tomorrow.days - start.days)
            .over(Int128(end.days - start.days))
        let expected = Rational(cents) * elapsed
        return .init(
            startDate: start.description, endDate: end.description, target: .money(cents),
            won: .money(won), attainment: Rational(won, over: cents).map(DocumentNumber.ratio),
            remaining: .money(max(0, cents - won)), elapsedShare: .ratio(elapsed),
            expectedToDate: .money(expected),
            pace: Rational(won).divided(by: expected).map(DocumentNumber.ratio))
    }

    private func section(of model: TargetModel) -> TargetSection.Model {
        let rates = model.rates
        let volumes = [model.deals, model.opportunities, model.sqls, model.mqls, model.leads]
        func required(_ number: (Rational) -> DocumentNumber) -> TargetSection.Required {
            let numbers = volumes.map { $0.map(number) }
            return .init(
                deals: numbers[0], opportunities: numbers[1], sqls: numbers[2],
                mqls: numbers[3], leads: numbers[4])
        }
        let month = calendar.month
        let workingDays = workingDays(
            from: month.start ?? calendar.today, to: month.end ?? calendar.tomorrow)
        return .init(
            targetMonthly: .money(model.targetMonthly),
            avgDealSize: rates.averageDealSize.map { .money($0) },
            winRate: rates.winRate.map(DocumentNumber.ratio),
            salesCycleDays: rates.salesCycle.map(DocumentNumber.days),
            sqlToOpportunity: rates.sqlToOpportunity.map(DocumentNumber.ratio),
            mqlToSql: rates.mqlToSql.map(DocumentNumber.ratio),
            leadToMql: rates.leadToMql.map(DocumentNumber.ratio),
            required: required(DocumentNumber.volume),
            requiredWhole: required { DocumentNumber(units: $0.ceiling, scale: 0) },
            requiredPipeline: model.requiredPipeline.map { .money($0) },
            leadsPerWorkingDay: model.leads.flatMap { $0.divided(by: Rational(workingDays)) }
                .map(DocumentNumber.volume),
            workingDaysInMonth: workingDays,
            leadsCreatedTodayCloseOn: rates.salesCycle.flatMap(closeDate))
    }

    /// The date after so many milliseconds, rounded to whole days; `nil` beyond the year 9999.
    private func closeDate(after cycle: Rational) -> String? {
        let days = cycle.over(Int128(Instant.millisecondsPerDay)).rounded(scale: 0)
        guard days >= 0, days <= Int128(Self.lastDate.days - calendar.today.days) else {
            return nil
        }
        return calendar.today.adding(days: Int(days)).description
    }

    /// 9999-12-31.
    private static let lastDate = CivilDate(days: 2_932_896)

    private func scenario(
        _ scenario: MetricsDocument.Configuration.Scenario, _ base: TargetModel
    ) -> TargetSection.Scenario {
        let model = base.applying(scenario)
        let revenue = model.monthlyRevenue
        return .init(
            id: scenario.id,
            factors: .init(
                winRate: scenario.winRate, dealSize: scenario.dealSize, cycle: scenario.cycle),
            winRate: model.rates.winRate.map(DocumentNumber.ratio),
            avgDealSize: model.rates.averageDealSize.map { .money($0) },
            salesCycleDays: model.rates.salesCycle.map(DocumentNumber.days),
            monthlyRevenue: revenue.map { .money($0) },
            changeFromBase: change(of: revenue, from: base.monthlyRevenue),
            gapToTarget: revenue.map { .money(base.targetMonthly - $0) },
            requiredLeads: model.leads.map(DocumentNumber.volume))
    }

    private func change(of revenue: Rational?, from base: Rational?) -> DocumentNumber? {
        guard let revenue, let base, let ratio = revenue.divided(by: base) else { return nil }
        return .ratio(ratio - .one)
    }
}
