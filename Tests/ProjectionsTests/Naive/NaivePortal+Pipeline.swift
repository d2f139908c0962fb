import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Pipeline = MetricsDocument.Pipeline

    func bag(_ deals: [NaiveDeal]) -> Pipeline.Bag {
        let weighted = deals.reduce(Int128(0)) { $0 + ($1.weighted ?? 0) }
        return .init(
            deals: deals.count, amount: NaiveNumber.money(deals.map(\.amount)),
            weightedAmount: NaiveNumber.round(
                Rational(weighted).divided(by: Rational(1_000_000)), 2) ?? .zero)
    }

    func sum(_ deals: [NaiveDeal]) -> Int128 {
        deals.reduce(Int128(0)) { $0 + Int128($1.amount?.minorUnits ?? 0) }
    }

    /// Section 6 but for movement.
    func pipeline(_ movement: ByPeriod<Pipeline.Movement?>) -> Pipeline {
        let open = deals.filter(\.isOpen)
        let stale = open.filter(isStale).sorted { left, right in
            let leftIdle = left.lastActivity ?? left.created
            let rightIdle = right.lastActivity ?? right.created
            guard let leftIdle, let rightIdle, leftIdle != rightIdle else {
                return left.key.id < right.key.id
            }
            return leftIdle < rightIdle
        }
        let rates = rates()
        let total = bag(open)
        return .init(
            openDeals: open.count, openAmount: total.amount, weightedAmount: total.weightedAmount,
            avgOpenDealSize: NaiveNumber.moneyMean(
                NaiveNumber.mean(open.compactMap(\.amount?.minorUnits))),
            overdueClose: bag(open.filter { $0.close.map { date($0) < today } ?? false }),
            undatedClose: bag(open.filter { $0.close == nil }), stale: bag(stale),
            staleDeals: stale.map { deal in
                let from = deal.lastActivity ?? deal.created ?? asOf
                return .init(
                    dealId: deal.key.id.text, name: name(deal), ownerId: deal.owner,
                    stageId: deal.stage, amount: deal.amount.map { NaiveNumber.money([$0]) },
                    lastActivityAt: deal.lastActivity?.description,
                    daysSinceActivity: Int(
                        (asOf.milliseconds - from.milliseconds) / 86_400_000))
            },
            stages: stages(deals), byOwner: byOwner(open, stale),
            byPeriod: ByPeriod { results(deals, $0) }, coverage: coverage(deals, rates),
            salesVelocity: velocity(open.count, rates), movement: movement)
    }

    func name(_ deal: NaiveDeal) -> String {
        text(deal.key, "dealname") ?? "Deal \(deal.key.id.text)"
    }

    private func byOwner(_ open: [NaiveDeal], _ stale: [NaiveDeal]) -> [Pipeline.OwnerRow] {
        let groups = Dictionary(grouping: open, by: \.owner).map { ($0, $1) }
        let sorted = groups.sorted { left, right in
            if sum(left.1) != sum(right.1) { return sum(left.1) > sum(right.1) }
            if left.1.count != right.1.count { return left.1.count > right.1.count }
            return ownerOrder(left.0, right.0)
        }
        return sorted.map { id, deals in
            let bag = bag(deals)
            return .init(
                ownerId: id, ownerName: ownerName(id), deals: bag.deals, amount: bag.amount,
                weightedAmount: bag.weightedAmount, staleDeals: stale.count { $0.owner == id })
        }
    }

    private func results(_ deals: [NaiveDeal], _ period: PeriodKey) -> Pipeline.Period {
        let created = deals.filter { isIn(period, $0.created) }
        func closed(_ status: DealStatus) -> [NaiveDeal] {
            deals.filter { $0.status == status && isIn(period, $0.closed) }
        }
        let (won, lost, disqualified) = (closed(.won), closed(.lost), closed(.disqualified))
        let cycles = won.compactMap(\.cycle).filter { $0 >= 0 }
        let amounts = won.compactMap(\.amount?.minorUnits)
        func count(_ status: DealStatus) -> Int { created.count { $0.status == status } }
        let groups = Dictionary(grouping: won + lost, by: \.owner).map { id, closed in
            (id: id, won: closed.filter(\.isWon), lost: closed.count { !$0.isWon })
        }
        let owners = groups.sorted { left, right in
            if sum(left.won) != sum(right.won) { return sum(left.won) > sum(right.won) }
            if left.won.count != right.won.count { return left.won.count > right.won.count }
            return ownerOrder(left.id, right.id)
        }
        return .init(
            dealsCreated: created.count,
            dealsCreatedAmount: NaiveNumber.money(created.map(\.amount)), dealsWon: won.count,
            wonRevenue: NaiveNumber.money(won.map(\.amount)), dealsLost: lost.count,
            lostAmount: NaiveNumber.money(lost.map(\.amount)),
            dealsDisqualified: disqualified.count,
            winRate: NaiveNumber.ratio(won.count, won.count + lost.count),
            winRateByValue: NaiveNumber.round(
                Rational(sum(won)).divided(by: Rational(sum(won) + sum(lost))), 4),
            winRateBroad: NaiveNumber.ratio(
                won.count, won.count + lost.count + disqualified.count),
            avgDealSize: NaiveNumber.moneyMean(NaiveNumber.mean(amounts)),
            medianDealSize: NaiveNumber.moneyMean(NaiveNumber.median(amounts)),
            avgSalesCycleDays: NaiveNumber.days(NaiveNumber.mean(cycles)),
            medianSalesCycleDays: NaiveNumber.days(NaiveNumber.median(cycles)),
            createdCohort: .init(
                created: created.count, won: count(.won), lost: count(.lost),
                disqualified: count(.disqualified), open: count(.open),
                winRateOfClosed: NaiveNumber.ratio(count(.won), count(.won) + count(.lost)),
                winRateOfCreated: NaiveNumber.ratio(count(.won), created.count)),
            byOwner: owners.map { id, won, lost in
                .init(
                    ownerId: id, ownerName: ownerName(id), dealsWon: won.count,
                    wonRevenue: NaiveNumber.money(won.map(\.amount)), dealsLost: lost,
                    winRate: NaiveNumber.ratio(won.count, won.count + lost))
            })
    }

    // MARK: Stages

    private func stages(_ deals: [NaiveDeal]) -> [Pipeline.Stage] {
        var rows: [Pipeline.Stage] = []
        for pipeline in context.pipelines {
            let path = pipeline.stages.filter { $0.status == .open || $0.status == .won }
                .map(\.id)
            let own = deals.filter { $0.pipeline == pipeline.id }
            let furthest = own.compactMap { deal in
                (deal.visits.map(\.stage) + [deal.stage]).compactMap { path.firstIndex(of: $0) }
                    .max()
            }
            for stage in pipeline.stages {
                let bag = bag(own.filter { $0.stage == stage.id })
                var row = Pipeline.Stage(
                    pipelineId: pipeline.id, stageId: stage.id, label: stage.label,
                    displayOrder: stage.displayOrder,
                    probability: stage.probability.map {
                        .init(units: Int128($0.tenThousandths), scale: 4)
                    }, status: stage.status.name, deals: bag.deals, amount: bag.amount,
                    weightedAmount: bag.weightedAmount)
                if stage.status == .open { addVisits(to: &row, own) }
                if let place = path.firstIndex(of: stage.id) {
                    row.reached = furthest.count { $0 >= place }
                    if stage.status == .open {
                        row.advanced = furthest.count { $0 > place }
                        row.advanceRate = NaiveNumber.ratio(row.advanced ?? 0, row.reached ?? 0)
                    }
                }
                rows.append(row)
            }
        }
        return rows + unknownStages(deals)
    }

    private func addVisits(to row: inout Pipeline.Stage, _ deals: [NaiveDeal]) {
        let visits = deals.flatMap(\.visits).filter { $0.stage == row.stageId }
        let lengths = visits.compactMap { visit in
            visit.exited.map { $0.milliseconds - visit.entered.milliseconds }
        }
        row.completedVisits = lengths.count
        row.avgDaysInStage = NaiveNumber.days(NaiveNumber.mean(lengths))
        row.medianDaysInStage = NaiveNumber.days(NaiveNumber.median(lengths))
        let ages = deals.filter { $0.isOpen && $0.stage == row.stageId }.compactMap { deal in
            deal.visits.last { $0.stage == deal.stage && $0.exited == nil && $0.entered < asOf }
                .map { asOf.milliseconds - $0.entered.milliseconds }
        }
        row.avgCurrentAgeDays = NaiveNumber.days(NaiveNumber.mean(ages))
    }

    private func unknownStages(_ deals: [NaiveDeal]) -> [Pipeline.Stage] {
        let groups = Dictionary(grouping: deals.filter { $0.known == nil }) {
            [$0.pipeline, $0.stage]
        }
        let sorted = groups.sorted { left, right in
            left.key[0] == right.key[0]
                ? RecordID(left.key[1]) < RecordID(right.key[1])
                : RecordID(left.key[0]) < RecordID(right.key[0])
        }
        return sorted.map { names, deals in
            let bag = bag(deals)
            return .init(
                pipelineId: names[0], stageId: names[1],
                label: "Unknown stage (\(names[1].isEmpty ? "blank" : names[1]))",
                displayOrder: nil, probability: nil, status: "unknown", deals: bag.deals,
                amount: bag.amount, weightedAmount: bag.weightedAmount)
        }
    }

    // MARK: Rates, coverage, velocity

    struct Rates {
        var winRate: Rational?
        var dealSize: Rational?
        var cycle: Rational?
        var leadToMql: Rational?
        var mqlToSql: Rational?
        var sqlToOpportunity: Rational?
        var opportunityToCustomer: Rational?
        var section: MetricsDocument.Rates?
    }

    func rates() -> Rates {
        let tomorrow = today.adding(days: 1)
        func isTrailing(_ deal: NaiveDeal) -> Bool {
            guard let closed = deal.closed else { return false }
            return date(closed) >= tomorrow.adding(months: -12) && date(closed) < tomorrow
        }
        let trailing = deals.filter(isTrailing)
        let enough =
            trailing.count(where: \.isWon) >= context.configuration.minWonDealsForRates
        let closed = enough ? trailing : deals
        let won = closed.filter(\.isWon)
        let lost = closed.count { $0.status == .lost }
        var rates = Rates(
            winRate: Rational(won.count).divided(by: Rational(won.count + lost)),
            dealSize: NaiveNumber.mean(won.compactMap(\.amount?.minorUnits)),
            cycle: NaiveNumber.mean(won.compactMap(\.cycle).filter { $0 >= 0 }))
        func exact(_ name: String) -> Rational? {
            context.configuration.modelOverrides[name]
                .flatMap { ExactDecimal(parsing: $0.description) }?.rational
        }
        if let winRate = exact("winRate") { rates.winRate = winRate }
        if let size = exact("avgDealSize") { rates.dealSize = size * Rational(100) }
        if let days = exact("salesCycleDays") { rates.cycle = days * Rational(86_400_000) }
        func step(_ name: String, _ place: Int) -> Rational? {
            exact(name)
                ?? Rational(reachedCount(NaiveContact.funnel[place])).divided(
                    by: Rational(reachedCount(NaiveContact.funnel[place - 1])))
        }
        rates.leadToMql = step("leadToMql", 1)
        rates.mqlToSql = step("mqlToSql", 2)
        rates.sqlToOpportunity = step("sqlToOpportunity", 3)
        rates.opportunityToCustomer = step("opportunityToCustomer", 4)
        rates.section = .init(
            basis: enough ? "trailing12Months" : "allTime", wonDeals: won.count, lostDeals: lost,
            winRate: NaiveNumber.round(rates.winRate, 4),
            avgDealSize: NaiveNumber.moneyMean(rates.dealSize),
            salesCycleDays: NaiveNumber.days(rates.cycle),
            leadToMql: NaiveNumber.round(rates.leadToMql, 4),
            mqlToSql: NaiveNumber.round(rates.mqlToSql, 4),
            sqlToOpportunity: NaiveNumber.round(rates.sqlToOpportunity, 4),
            opportunityToCustomer: NaiveNumber.round(rates.opportunityToCustomer, 4),
            overridden: context.configuration.modelOverrides.entries.map(\.name))
        return rates
    }

    func perMonth(_ open: Int, _ rates: Rates) -> Rational? {
        perDay(open, rates).flatMap { ($0 * Rational(365)).divided(by: Rational(12)) }
    }

    private func perDay(_ open: Int, _ rates: Rates) -> Rational? {
        guard let winRate = rates.winRate, let size = rates.dealSize, let cycle = rates.cycle,
            cycle > .zero, let days = cycle.divided(by: Rational(86_400_000))
        else { return nil }
        return (Rational(open) * winRate * size).divided(by: days)
    }

    private func velocity(_ open: Int, _ rates: Rates) -> Pipeline.SalesVelocity {
        return .init(
            openDeals: open, winRate: NaiveNumber.round(rates.winRate, 4),
            avgDealSize: NaiveNumber.moneyMean(rates.dealSize),
            salesCycleDays: NaiveNumber.days(rates.cycle),
            perDay: NaiveNumber.moneyMean(perDay(open, rates)),
            perMonth: NaiveNumber.moneyMean(perMonth(open, rates)))
    }

    private func coverage(
        _ deals: [NaiveDeal], _ rates: Rates
    ) -> ByCalendarInterval<Pipeline.Coverage> {
        func interval(_ months: Int, _ target: DocumentNumber) -> Pipeline.Coverage {
            let first = CivilDate(
                year: today.year, month: (today.month - 1) / months * months + 1, day: 1)
            let start = first ?? today
            let end = start.adding(months: months)
            let won = deals.filter {
                $0.isWon && ($0.closed.map { date($0) >= start && date($0) < end } ?? false)
            }
            let closing = deals.filter {
                $0.isOpen && ($0.close.map { date($0) >= today && date($0) < end } ?? false)
            }
            let cents = target.rounded(toPlaces: 2) ?? 0
            let remaining = max(0, cents - sum(won))
            let weighted = closing.reduce(Int128(0)) { $0 + ($1.weighted ?? 0) }
            return .init(
                startDate: start.description, endDate: end.description,
                target: .init(units: cents, scale: 2),
                wonToDate: NaiveNumber.money(won.map(\.amount)),
                remaining: .init(units: remaining, scale: 2), openClosing: bag(closing),
                coverage: NaiveNumber.round(
                    Rational(sum(closing)).divided(by: Rational(remaining)), 4),
                weightedCoverage: NaiveNumber.round(
                    Rational(weighted).divided(by: Rational(remaining * 10_000)), 4),
                requiredCoverage: NaiveNumber.round(
                    rates.winRate.flatMap { Rational.one.divided(by: $0) }, 4))
        }
        let target = context.configuration.revenueTarget
        return .init(
            month: interval(1, target.monthly), quarter: interval(3, target.quarterly),
            year: interval(12, target.annual))
    }
}
