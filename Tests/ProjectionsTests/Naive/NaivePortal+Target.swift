import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Target = MetricsDocument.Target

    private func exact(_ number: DocumentNumber) -> Rational {
        ExactDecimal(parsing: number.description)?.rational ?? .zero
    }

    /// Section 11.
    func target() -> Target {
        let rates = rates()
        let goal = context.configuration.revenueTarget
        let open = deals.count(where: \.isOpen)
        return Target(
            attainment: .init(
                month: attainment(1, goal.monthly), quarter: attainment(3, goal.quarterly),
                year: attainment(12, goal.annual)), model: model(rates, goal.monthly),
            whatIf: context.configuration.scenarios.map { scenario in
                var changed = rates
                changed.winRate = rates.winRate.map {
                    min($0 * exact(scenario.winRate), .one)
                }
                changed.dealSize = rates.dealSize.map { $0 * exact(scenario.dealSize) }
                changed.cycle = rates.cycle.map { $0 * exact(scenario.cycle) }
                let monthly = perMonth(open, changed)
                var ratio: Rational?
                if let monthly, let base = perMonth(open, rates) {
                    ratio = monthly.divided(by: base).map { $0 - .one }
                }
                return .init(
                    id: scenario.id,
                    factors: .init(
                        winRate: scenario.winRate, dealSize: scenario.dealSize,
                        cycle: scenario.cycle),
                    winRate: NaiveNumber.round(changed.winRate, 4),
                    avgDealSize: NaiveNumber.moneyMean(changed.dealSize),
                    salesCycleDays: NaiveNumber.days(changed.cycle),
                    monthlyRevenue: NaiveNumber.moneyMean(monthly),
                    changeFromBase: NaiveNumber.round(ratio, 4),
                    gapToTarget: NaiveNumber.moneyMean(
                        monthly.map { Rational(cents(goal.monthly)) - $0 }),
                    requiredLeads: NaiveNumber.round(chain(changed, goal.monthly)[4], 2))
            })
    }

    private func cents(_ number: DocumentNumber) -> Int128 { exact(number).rounded(scale: 2) }

    private func attainment(_ months: Int, _ target: DocumentNumber) -> Target.Attainment {
        let first = (today.month - 1) / months * months + 1
        let start = CivilDate(year: today.year, month: first, day: 1) ?? today
        let end = start.adding(months: months)
        let won = sum(
            deals.filter {
                $0.isWon && ($0.closed.map { date($0) >= start && date($0) < end } ?? false)
            })
        let target = cents(target)
        let days = Rational(end.days - start.days)
        let share = Rational(today.days - start.days + 1).divided(by: days)
        let expected = share.map { $0 * Rational(target) }
        return .init(
            startDate: start.description, endDate: end.description,
            target: .init(units: target, scale: 2), won: .init(units: won, scale: 2),
            attainment: NaiveNumber.round(Rational(won).divided(by: Rational(target)), 4),
            remaining: .init(units: max(target - won, 0), scale: 2),
            elapsedShare: NaiveNumber.round(share, 4) ?? .zero,
            expectedToDate: NaiveNumber.moneyMean(expected) ?? .zero,
            pace: NaiveNumber.round(expected.flatMap { Rational(won).divided(by: $0) }, 4))
    }

    /// Deals, opportunities, SQLs, MQLs, leads.
    private func chain(_ rates: Rates, _ target: DocumentNumber) -> [Rational?] {
        var volume: Rational? = Rational(cents(target))
        return [
            rates.dealSize, rates.winRate, rates.sqlToOpportunity, rates.mqlToSql, rates.leadToMql,
        ].map { rate in
            volume = volume.flatMap { volume in rate.flatMap { volume.divided(by: $0) } }
            return volume
        }
    }

    private func model(_ rates: Rates, _ target: DocumentNumber) -> Target.Model {
        let chain = chain(rates, target)
        func required(_ number: (Rational) -> DocumentNumber) -> Target.Required {
            .init(
                deals: chain[0].map(number), opportunities: chain[1].map(number),
                sqls: chain[2].map(number), mqls: chain[3].map(number), leads: chain[4].map(number))
        }
        let length = CivilDate.daysInMonth(today.month, of: today.year)
        let working = (1...length).count { day in
            guard let date = CivilDate(year: today.year, month: today.month, day: day) else {
                return false
            }
            return date.weekday <= 5 && !context.configuration.holidays.contains(date)
        }
        let wholeDays = rates.cycle?.divided(by: Rational(86_400_000))?.rounded(scale: 0)
        return .init(
            targetMonthly: .init(units: cents(target), scale: 2),
            avgDealSize: NaiveNumber.moneyMean(rates.dealSize),
            winRate: NaiveNumber.round(rates.winRate, 4),
            salesCycleDays: NaiveNumber.days(rates.cycle),
            sqlToOpportunity: NaiveNumber.round(rates.sqlToOpportunity, 4),
            mqlToSql: NaiveNumber.round(rates.mqlToSql, 4),
            leadToMql: NaiveNumber.round(rates.leadToMql, 4),
            required: required { NaiveNumber.round($0, 2) ?? .zero },
            requiredWhole: required { value in
                // The least whole number that is not less.
                var whole = value.rounded(scale: 0)
                if Rational(whole) < value { whole += 1 }
                return .init(units: whole, scale: 0)
            },
            requiredPipeline: NaiveNumber.moneyMean(
                rates.winRate.flatMap { Rational(cents(target)).divided(by: $0) }),
            leadsPerWorkingDay: NaiveNumber.round(
                chain[4]?.divided(by: Rational(working)), 2), workingDaysInMonth: working,
            leadsCreatedTodayCloseOn: wholeDays.map { today.adding(days: Int($0)).description })
    }
}
