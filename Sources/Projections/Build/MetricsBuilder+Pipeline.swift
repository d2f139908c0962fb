internal import HubSpotModel

extension MetricsBuilder {
    typealias Section = MetricsDocument.Pipeline

    /// Source: metric dictionary, section 6.
    func pipeline(
        _ book: DealBook, _ rates: ConversionRates
    ) throws(ProjectionError) -> Section {
        let figures = models.pipeline.figures
        let open = figures.total(.openByOwner)
        let overdue = DateRange(start: nil, end: calendar.today)
        let stale = book.entries.filter(\.isStale)
        return Section(
            openDeals: open.count, openAmount: .money(open.sum),
            weightedAmount: .weighted(figures.total(.openWeightedByOwner).sum),
            avgOpenDealSize: Rational(open.sum, over: open.known).map { .money($0) },
            overdueClose: openBag(closing: overdue),
            undatedClose: undatedBag,
            stale: .init(
                deals: stale.count,
                amount: .money(
                    stale.reduce(0) { $0 + Int128($1.deal.amount?.minorUnits ?? 0) }),
                weightedAmount: .weighted(stale.reduce(0) { $0 + ($1.deal.weighted ?? 0) })),
            staleDeals: staleDeals(stale), stages: stages(), byOwner: openByOwner(stale),
            byPeriod: ByPeriod { closedResults(in: calendar.range(of: $0)) },
            coverage: coverage(rates), salesVelocity: velocity(openDeals: open.count, rates),
            movement: try movement())
    }

    static func bag(_ tally: Tally, _ weighted: Int128) -> Section.Bag {
        .init(deals: tally.count, amount: .money(tally.sum), weightedAmount: .weighted(weighted))
    }

    /// Open deals without an expected close.
    var undatedBag: Section.Bag {
        let figures = models.pipeline.figures
        return Self.bag(
            figures.undated(.openByClose), figures.undated(.openWeightedByClose).sum)
    }

    /// Open deals with an expected close in a range.
    func openBag(closing range: DateRange) -> Section.Bag {
        let figures = models.pipeline.figures
        return Self.bag(
            figures.total(.openByClose, in: range),
            figures.total(.openWeightedByClose, in: range).sum)
    }

    private func staleDeals(_ stale: [DealBook.Entry]) -> [Section.StaleDeal] {
        stale
            .sorted { $0.idle == $1.idle ? $0.id < $1.id : ($0.idle ?? 0) > ($1.idle ?? 0) }
            .map { entry in
                .init(
                    dealId: entry.id.text, name: dealName(entry),
                    ownerId: ownerID(entry.deal.owner),
                    stageId: models.lexicon.text(entry.deal.stage),
                    amount: entry.deal.amount.map { .money($0) },
                    lastActivityAt: entry.lastActivity?.description,
                    daysSinceActivity: Int((entry.idle ?? 0) / Instant.millisecondsPerDay))
            }
    }

    private func openByOwner(_ stale: [DealBook.Entry]) -> [Section.OwnerRow] {
        let amounts = models.pipeline.figures.bySplit(.openByOwner)
        let weighted = models.pipeline.figures.bySplit(.openWeightedByOwner)
        let staleCounts = Dictionary(grouping: stale) { UInt64($0.deal.owner) }
        let rows = amounts.map {
            OwnerFigures(id: ownerID(TextCode($0.key)), split: $0.key, tally: $0.value)
        }
        return rows.sorted(by: OwnerFigures.largerFirst).map { row in
            Section.OwnerRow(
                ownerId: row.id, ownerName: ownerName(row.id), deals: row.tally.count,
                amount: .money(row.tally.sum),
                weightedAmount: .weighted(weighted[row.split]?.sum ?? 0),
                staleDeals: staleCounts[row.split]?.count ?? 0)
        }
    }

    // MARK: Results of a period

    private func closedResults(in range: DateRange) -> Section.Period {
        let figures = models.pipeline.figures
        let closed = ClosedFigures(figures, in: range)
        let created = figures.bySplit(.dealsCreated, in: range)
        let total = created.values.reduce(into: Tally()) { $0 += $1 }
        return .init(
            dealsCreated: total.count, dealsCreatedAmount: .money(total.sum),
            dealsWon: closed.won.count, wonRevenue: .money(closed.won.sum),
            dealsLost: closed.lost.count, lostAmount: .money(closed.lost.sum),
            dealsDisqualified: closed.disqualified.count,
            winRate: closed.winRate.map(DocumentNumber.ratio),
            winRateByValue: closed.winRateByValue.map(DocumentNumber.ratio),
            winRateBroad: closed.winRateBroad.map(DocumentNumber.ratio),
            avgDealSize: closed.averageDealSize.map { .money($0) },
            medianDealSize: figures.median(.dealsWon, in: range).map { .money($0) },
            avgSalesCycleDays: closed.averageCycle.map(DocumentNumber.days),
            medianSalesCycleDays: figures.median(.salesCycles, in: range)
                .map(DocumentNumber.days),
            createdCohort: Self.cohort(created, total), byOwner: closedByOwner(in: range))
    }

    private static func cohort(
        _ created: [UInt64: Tally], _ total: Tally
    ) -> Section.CreatedCohort {
        func count(_ status: DealStatus) -> Int { created[UInt64(status.rawValue)]?.count ?? 0 }
        let won = count(.won)
        return .init(
            created: total.count, won: won, lost: count(.lost),
            disqualified: count(.disqualified), open: count(.open),
            winRateOfClosed: Rational(won, over: won + count(.lost)).map(DocumentNumber.ratio),
            winRateOfCreated: Rational(won, over: total.count).map(DocumentNumber.ratio))
    }

    private func closedByOwner(in range: DateRange) -> [Section.ClosedByOwner] {
        let won = models.pipeline.figures.bySplit(.dealsWon, in: range)
        let lost = models.pipeline.figures.bySplit(.dealsLost, in: range)
        let rows = Set(won.keys).union(lost.keys).map {
            OwnerFigures(id: ownerID(TextCode($0)), split: $0, tally: won[$0] ?? Tally())
        }
        return rows.sorted(by: OwnerFigures.largerFirst).map { row in
            let lostCount = lost[row.split]?.count ?? 0
            return Section.ClosedByOwner(
                ownerId: row.id, ownerName: ownerName(row.id), dealsWon: row.tally.count,
                wonRevenue: .money(row.tally.sum), dealsLost: lostCount,
                winRate: Rational(row.tally.count, over: row.tally.count + lostCount)
                    .map(DocumentNumber.ratio))
        }
    }

    // MARK: Coverage and velocity

    private func coverage(
        _ rates: ConversionRates
    ) -> ByCalendarInterval<Section.Coverage> {
        let target = configuration.revenueTarget
        return .init(
            month: coverage(calendar.month, target.monthly, rates),
            quarter: coverage(calendar.quarter, target.quarterly, rates),
            year: coverage(calendar.year, target.annual, rates))
    }

    /// Source: metric dictionary, section 6.6.
    private func coverage(
        _ range: DateRange, _ target: DocumentNumber, _ rates: ConversionRates
    ) -> Section.Coverage {
        let cents = target.rational.cents
        let won = models.pipeline.figures.total(.dealsWon, in: range).sum
        let remaining = max(0, cents - won)
        let closing = DateRange(start: calendar.today, end: range.end)
        let open = models.pipeline.figures.total(.openByClose, in: closing)
        let weighted = models.pipeline.figures.total(.openWeightedByClose, in: closing).sum
        return .init(
            startDate: range.start?.description ?? "", endDate: range.end?.description ?? "",
            target: .money(cents), wonToDate: .money(won), remaining: .money(remaining),
            openClosing: Self.bag(open, weighted),
            coverage: Rational(open.sum, over: remaining).map(DocumentNumber.ratio),
            weightedCoverage: Rational(weighted, over: remaining * 10_000)
                .map(DocumentNumber.ratio),
            requiredCoverage: rates.winRate.flatMap { Rational.one.divided(by: $0) }
                .map(DocumentNumber.ratio))
    }

    /// Source: metric dictionary, section 6.7.
    private func velocity(
        openDeals: Int, _ rates: ConversionRates
    ) -> Section.SalesVelocity {
        let perDay = rates.velocity(openDeals: openDeals)
        return .init(
            openDeals: openDeals, winRate: rates.winRate.map(DocumentNumber.ratio),
            avgDealSize: rates.averageDealSize.map { .money($0) },
            salesCycleDays: rates.salesCycle.map(DocumentNumber.days),
            perDay: perDay.map { .money($0) },
            perMonth: perDay.map { .money(($0 * Rational(365)).over(12)) })
    }
}

/// Deals of one owner, to be put in order.
private struct OwnerFigures {
    let id: String?
    let split: UInt64
    let tally: Tally

    /// Amount, then deals, the larger first; then id order.
    static func largerFirst(_ left: OwnerFigures, _ right: OwnerFigures) -> Bool {
        if left.tally.sum != right.tally.sum { return left.tally.sum > right.tally.sum }
        if left.tally.count != right.tally.count { return left.tally.count > right.tally.count }
        return MetricsBuilder.precedes(left.id, right.id)
    }
}

extension ConversionRates {
    /// Hundredths a day that open deals bring; `nil` where a factor is missing or the cycle is
    /// not positive.
    func velocity(openDeals: Int) -> Rational? {
        guard let winRate, let averageDealSize, let salesCycle, salesCycle > .zero else {
            return nil
        }
        let won = Rational(openDeals) * winRate * averageDealSize
        return (won * Rational(86_400_000)).divided(by: salesCycle)
    }
}

extension Rational {
    /// A number of currency units as whole hundredths.
    var cents: Int128 { rounded(scale: 2) }
}

extension Figures {
    /// The facts that no date places.
    func undated(_ measure: MeasureID) -> Tally {
        entries(measure).reduce(into: Tally()) { if $1.date == nil { $0 += $1.tally } }
    }
}
