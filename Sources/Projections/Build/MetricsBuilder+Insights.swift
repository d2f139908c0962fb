internal import HubSpotModel

extension MetricsBuilder {
    typealias InsightSection = MetricsDocument.Insights

    /// Source: metric dictionary, section 10.
    func insights() -> InsightSection {
        let wins = ReasonBook(.winReasons, self)
        let losses = ReasonBook(.lossReasons, self)
        return InsightSection(
            byPeriod: ByPeriod { period in
                let range = calendar.range(of: period)
                return .init(
                    winReasons: wins.rows(in: range), lossReasons: losses.rows(in: range))
            },
            monthly: calendar.lastMonths(configuration.historyMonths).map(monthly),
            forecast: Forecast(self).section, cohorts: cohorts())
    }

    /// Source: metric dictionary, section 10.2.
    private func monthly(_ month: DateRange) -> InsightSection.Month {
        let closed = ClosedFigures(models.pipeline.figures, in: month)
        return .init(
            month: month.start?.monthText ?? "",
            dealsCreated: models.pipeline.figures.total(.dealsCreated, in: month).count,
            dealsWon: closed.won.count, wonRevenue: .money(closed.won.sum),
            dealsLost: closed.lost.count, lostAmount: .money(closed.lost.sum),
            winRate: closed.winRate.map(DocumentNumber.ratio),
            avgDealSize: closed.averageDealSize.map { .money($0) },
            avgSalesCycleDays: closed.averageCycle.map(DocumentNumber.days))
    }

    // MARK: Cohorts

    /// Source: metric dictionary, section 10.4.
    private func cohorts() -> InsightSection.Cohorts {
        let horizons = configuration.cohortHorizonsMonths
        return .init(
            horizonsMonths: horizons,
            rows: calendar.lastMonths(configuration.cohortMonths).map { cohort($0, horizons) })
    }

    private func cohort(_ month: DateRange, _ horizons: [Int]) -> InsightSection.Cohort {
        var contacts = 0
        var everCustomers = 0
        /// Customers by the months they took.
        var months: [UInt64: Int] = [:]
        models.insights.forEach(.cohortContacts, in: month) { entry, tally in
            contacts += tally.count
            if entry.detail == 1 { everCustomers += tally.count }
            if entry.split > 0 { months[entry.split - 1, default: 0] += tally.count }
        }
        let within = horizons.map { horizon -> Int? in
            // The youngest member is created just before the next month.
            guard let next = month.end, next.adding(months: horizon) <= calendar.today else {
                return nil
            }
            return months.reduce(0) { $0 + ($1.key <= UInt64(horizon) ? $1.value : 0) }
        }
        return .init(
            cohort: month.start?.monthText ?? "", contacts: contacts,
            everCustomers: everCustomers, customersWithin: within,
            rateWithin: within.map { customers in
                customers.flatMap { Rational($0, over: contacts) }.map(DocumentNumber.ratio)
            })
    }
}

extension MetricsCalendar {
    /// The months that end with the current one, oldest first.
    func lastMonths(_ count: Int) -> [DateRange] {
        (0..<count).map { Self.month(of: today.firstOfMonth.adding(months: $0 - count + 1)) }
    }
}
