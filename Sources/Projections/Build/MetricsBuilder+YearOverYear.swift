internal import HubSpotModel

extension MetricsBuilder {
    typealias YearSection = MetricsDocument.YearOverYear

    /// Source: metric dictionary, section 9.
    func yearOverYear() -> YearSection {
        let tomorrow = calendar.tomorrow
        let newYear = calendar.today.firstOfYear
        // 29 February has no like in the year before: 28 February stands for it.
        let sameDay = calendar.today.adding(months: -12)
        return YearSection(
            ytd: comparison(
                of: DateRange(start: newYear, end: tomorrow),
                with: DateRange(
                    start: newYear.adding(months: -12), end: sameDay.adding(days: 1))),
            allTime: comparison(
                of: calendar.trailing12Months,
                with: DateRange(
                    start: tomorrow.adding(months: -24), end: tomorrow.adding(months: -12))))
    }

    private func comparison(
        of current: DateRange, with previous: DateRange
    ) -> YearSection.Comparison {
        let now = KeyFigures(
            self, in: current, open: openNow, contacts: census(.contacts, .live))
        let end = previous.end ?? calendar.today
        let then = KeyFigures(
            self, in: previous, open: openDeals(before: zone.start(of: end)),
            contacts: models.census.total(
                .contactsCreated, in: DateRange(start: nil, end: end)
            ).count + models.census.undated(.contactsCreated).count)
        return .init(
            current: Self.section(of: current), previous: Self.section(of: previous),
            metrics: Self.metrics(now, then))
    }

    private static func section(of range: DateRange) -> YearSection.Range {
        .init(
            startDate: range.start?.description ?? "", endDate: range.end?.description ?? "")
    }

    /// Open deals and their amount just before an instant.
    ///
    /// Source: metric dictionary, section 6.8.
    private func openDeals(before instant: Instant) -> Tally {
        models.pipeline.deals.reduce(into: Tally()) { tally, deal in
            guard let state = DealState(deal, before: instant, in: models), state.isOpen else {
                return
            }
            tally.count += 1
            tally.sum += state.amount
        }
    }

    private static func metrics(_ now: KeyFigures, _ then: KeyFigures) -> YearSection.Metrics {
        func money(_ figure: (KeyFigures) -> Rational?) -> YearSection.Change {
            change(figure(now), figure(then)) { .money($0) }
        }
        func count(_ figure: (KeyFigures) -> Int?) -> YearSection.Change {
            change(figure(now).map { Rational($0) }, figure(then).map { Rational($0) }) {
                .init(units: $0.rounded(scale: 0), scale: 0)
            }
        }
        var winRate = change(now.closed.winRate, then.closed.winRate, DocumentNumber.ratio)
        if let current = now.closed.winRate, let previous = then.closed.winRate {
            winRate.changePoints = .ratio(current - previous)
        }
        return .init(
            pipelineValue: money { Rational($0.open.sum) }, openDeals: count(\.open.count),
            totalContacts: count(\.contacts), wonRevenue: money { Rational($0.closed.won.sum) },
            dealsWon: count(\.closed.won.count), dealsCreated: count(\.dealsCreated),
            winRate: winRate, avgDealSize: money(\.closed.averageDealSize),
            avgSalesCycleDays: change(
                now.closed.averageCycle, then.closed.averageCycle, DocumentNumber.days),
            newContacts: count(\.newContacts), leads: count(\.funnel.leads),
            mqls: count(\.funnel.mqls), sqls: count(\.funnel.sqls),
            customers: count(\.funnel.customers), activities: count(\.activities.total),
            calls: count(\.activities.calls), emails: count(\.activities.emails),
            meetings: count(\.activities.meetings))
    }

    /// What is shown is rounded; the change is that of the exact figures.
    private static func change(
        _ current: Rational?, _ previous: Rational?, _ number: (Rational) -> DocumentNumber
    ) -> YearSection.Change {
        var change: Rational?
        if let current, let previous {
            change = (current - previous).divided(
                by: previous < .zero ? -previous : previous)
        }
        return .init(
            current: current.map(number), previous: previous.map(number),
            change: change.map(DocumentNumber.ratio), changePoints: nil)
    }
}
