import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Insights = MetricsDocument.Insights

    /// Section 10.
    func insights() -> Insights {
        Insights(
            byPeriod: ByPeriod { period in
                .init(
                    winReasons: reasons(.won, "closed_won_reason", period),
                    lossReasons: reasons(.lost, "closed_lost_reason", period))
            },
            monthly: months(context.configuration.historyMonths).map(monthly),
            forecast: forecast(),
            cohorts: .init(
                horizonsMonths: context.configuration.cohortHorizonsMonths,
                rows: months(context.configuration.cohortMonths).map(cohort)))
    }

    /// The first days of the months that end with the current one.
    private func months(_ count: Int) -> [CivilDate] {
        (0..<count).map { month(1 + $0 - count) }
    }

    /// The first day of a month counted from the current one.
    private func month(_ offset: Int) -> CivilDate {
        var (year, month) = (today.year, today.month + offset)
        while month < 1 { (year, month) = (year - 1, month + 12) }
        while month > 12 { (year, month) = (year + 1, month - 12) }
        return CivilDate(year: year, month: month, day: 1) ?? today
    }

    private func isIn(_ month: CivilDate, _ instant: Instant?) -> Bool {
        guard let date = instant.map(date) else { return false }
        return date.year == month.year && date.month == month.month
    }

    // MARK: Reasons

    private func reasons(
        _ status: DealStatus, _ property: String, _ period: PeriodKey
    ) -> [Insights.Reason] {
        let closed = deals.filter { $0.status == status && isIn(period, $0.closed) }
        func spelling(_ deal: NaiveDeal) -> String? {
            guard let text = text(deal.key, property) else { return nil }
            var collapsed = ""
            var isBehindSpace = false
            for scalar in text.unicodeScalars {
                if scalar.properties.isWhitespace {
                    if !isBehindSpace { collapsed += " " }
                    isBehindSpace = true
                } else {
                    collapsed.unicodeScalars.append(scalar)
                    isBehindSpace = false
                }
            }
            return collapsed
        }
        // Deals stand in id order: the first of a group has the lowest id.
        let groups = Dictionary(grouping: closed) { deal in
            (spelling(deal)?.lowercasedPerCharacter).map(NaiveText.init)
        }
        let sorted = groups.sorted { left, right in
            if left.value.count != right.value.count { return left.value.count > right.value.count }
            if sum(left.value) != sum(right.value) { return sum(left.value) > sum(right.value) }
            guard let rightKey = right.key else { return left.key != nil }
            return left.key.map { $0 < rightKey } ?? false
        }
        return sorted.map { _, deals in
            .init(
                reason: deals.first.flatMap(spelling) ?? "Not recorded", deals: deals.count,
                amount: NaiveNumber.money(deals.map(\.amount)),
                share: NaiveNumber.ratio(deals.count, closed.count) ?? .zero)
        }
    }

    // MARK: Months

    private func monthly(_ month: CivilDate) -> Insights.Month {
        let won = deals.filter { $0.isWon && isIn(month, $0.closed) }
        let lost = deals.filter { $0.status == .lost && isIn(month, $0.closed) }
        return .init(
            month: String("\(month)".dropLast(3)),
            dealsCreated: deals.count { isIn(month, $0.created) }, dealsWon: won.count,
            wonRevenue: NaiveNumber.money(won.map(\.amount)), dealsLost: lost.count,
            lostAmount: NaiveNumber.money(lost.map(\.amount)),
            winRate: NaiveNumber.ratio(won.count, won.count + lost.count),
            avgDealSize: NaiveNumber.moneyMean(
                NaiveNumber.mean(won.compactMap(\.amount?.minorUnits))),
            avgSalesCycleDays: NaiveNumber.days(
                NaiveNumber.mean(won.compactMap(\.cycle).filter { $0 >= 0 })))
    }

    private func revenue(_ offsets: Range<Int>) -> Int128 {
        offsets.reduce(0) { total, offset in
            total + sum(deals.filter { $0.isWon && isIn(month(offset), $0.closed) })
        }
    }

    // MARK: Forecast

    private func growth() -> Rational? {
        let first = deals.filter(\.isWon).compactMap(\.closed).map(date).min()
        guard let first, first < month(-23) else { return nil }
        guard
            let growth = Rational(revenue(-12..<0)).divided(by: Rational(revenue(-24..<(-12))))
        else { return nil }
        if growth < (Rational.one.divided(by: Rational(2)) ?? .one) {
            return Rational.one.divided(by: Rational(2))
        }
        return Rational(2) < growth ? Rational(2) : growth
    }

    private func forecast() -> Insights.Forecast {
        let count = context.configuration.forecastMonths
        let open = deals.filter(\.isOpen)
        let growth = growth()
        let hasWon = deals.contains { $0.isWon && $0.closed != nil }
        let back = context.configuration.runRateMonths
        let rate = hasWon ? Rational(revenue(-back..<0)).divided(by: Rational(back)) : nil
        return .init(
            months: (0..<count).map { forecast($0, open, rate, growth) },
            overdue: bag(open.filter { $0.close.map { date($0) < today } ?? false }),
            undated: bag(open.filter { $0.close == nil }),
            later: bag(open.filter { $0.close.map { date($0) >= month(count) } ?? false }),
            totalOpen: bag(open), runRateMonthly: NaiveNumber.moneyMean(rate),
            growthFactor: NaiveNumber.round(growth, 4))
    }

    private func forecast(
        _ offset: Int, _ open: [NaiveDeal], _ rate: Rational?, _ growth: Rational?
    ) -> Insights.ForecastMonth {
        let month = month(offset)
        let won = revenue(offset..<offset + 1)
        let closing = open.filter { deal in
            isIn(month, deal.close) && (deal.close.map { date($0) >= today } ?? false)
        }
        let weightedSum = closing.reduce(Int128(0)) { $0 + ($1.weighted ?? 0) }
        let weighted =
            Rational(weightedSum).divided(by: Rational(10_000)).map { Rational(won) + $0 } ?? .zero
        let length = CivilDate.daysInMonth(today.month, of: today.year)
        var running = rate
        if offset == 0, let rate {
            running = (rate * Rational(length - today.day)).divided(by: Rational(length))
                .map { Rational(won) + $0 }
        }
        let seasonal = growth.map { $0 * Rational(revenue(offset - 12..<offset - 11)) }
        let all = [weighted, running, seasonal].compactMap { $0 }
        let parts = bag(closing)
        return .init(
            month: String("\(month)".dropLast(3)),
            target: NaiveNumber.round(
                ExactDecimal(parsing: context.configuration.revenueTarget.monthly.description)?
                    .rational, 2) ?? .zero,
            wonToDate: .init(units: won, scale: 2), openDeals: closing.count,
            openAmount: parts.amount, weightedOpen: parts.weightedAmount,
            weightedForecast: NaiveNumber.moneyMean(weighted) ?? .zero,
            runRateForecast: NaiveNumber.moneyMean(running),
            seasonalForecast: NaiveNumber.moneyMean(seasonal),
            low: NaiveNumber.moneyMean(all.min { $0 < $1 }) ?? .zero,
            high: NaiveNumber.moneyMean(all.max { $0 < $1 }) ?? .zero)
    }

    // MARK: Cohorts

    private func cohort(_ month: CivilDate) -> Insights.Cohort {
        let members = contacts.filter { isIn(month, $0.created) }
        let next = month.adding(months: 1)
        let within = context.configuration.cohortHorizonsMonths.map { horizon -> Int? in
            if asOf < zone.start(of: next.adding(months: horizon)) { return nil }
            return members.count { contact in
                guard let created = contact.created,
                    let customer = contact.own["customer"] ?? contact.own["evangelist"]
                else { return false }
                return customer < zone.adding(months: horizon, to: created)
            }
        }
        return .init(
            cohort: String("\(month)".dropLast(3)), contacts: members.count,
            everCustomers: members.count { $0.has("customer") }, customersWithin: within,
            rateWithin: within.map { $0.flatMap { NaiveNumber.ratio($0, members.count) } })
    }
}
