internal import HubSpotModel

/// How open deals came from one state to another: deals and amounts that entered and left.
///
/// Source: metric dictionary, section 6.9.
struct Movement {
    enum Bucket: Int, CaseIterable {
        case opening, new, reopened, pulledIn, increased, decreased, pushedOut, won, lost
        case disqualified, removed, closing
    }

    private(set) var deals = Array(repeating: 0, count: Bucket.allCases.count)
    /// In hundredths.
    private(set) var amounts = Array(repeating: Int128(0), count: Bucket.allCases.count)

    /// Moves one deal from a state to another; `nil` is a deal that does not exist.
    ///
    /// - Parameter isInside: whether a close date lies in the window.
    mutating func move(
        from start: DealState?, to end: DealState?, isInside: (Instant?) -> Bool
    ) {
        let startInside = start.map { $0.isOpen && isInside($0.closeDate) } ?? false
        let endInside = end.map { $0.isOpen && isInside($0.closeDate) } ?? false
        if startInside, let start { add(.opening, start.amount) }
        guard let end else {
            if startInside, let start { add(.removed, start.amount) }
            return
        }
        if endInside { add(.closing, end.amount) }
        if startInside, let start {
            if end.amount > start.amount { add(.increased, end.amount - start.amount) }
            if end.amount < start.amount { add(.decreased, start.amount - end.amount) }
        } else {
            let passes =
                endInside
                || end.status.isClosed && start?.status != end.status && isInside(end.closeDate)
            guard passes else { return }
            add(Self.entry(start), end.amount)
        }
        if !endInside { add(Self.exit(end.status), end.amount) }
    }

    private static func entry(_ start: DealState?) -> Bucket {
        guard let start else { return .new }
        return start.isOpen ? .pulledIn : .reopened
    }

    private static func exit(_ status: DealStatus) -> Bucket {
        switch status {
        case .open: .pushedOut
        case .won: .won
        case .lost: .lost
        case .disqualified: .disqualified
        }
    }

    private mutating func add(_ bucket: Bucket, _ amount: Int128) {
        deals[bucket.rawValue] += 1
        amounts[bucket.rawValue] += amount
    }

    /// Whether what entered and left explains the closing from the opening, to the penny.
    var balances: Bool {
        func net<Number: SignedInteger>(_ values: [Number], changes: Number) -> Number {
            func value(_ bucket: Bucket) -> Number { values[bucket.rawValue] }
            let entered = value(.opening) + value(.new) + value(.reopened) + value(.pulledIn)
            let left =
                value(.pushedOut) + value(.won) + value(.lost) + value(.disqualified)
                + value(.removed)
            return entered - left + changes - value(.closing)
        }
        let grown = amounts[Bucket.increased.rawValue] - amounts[Bucket.decreased.rawValue]
        return net(amounts, changes: grown) == 0 && net(deals, changes: 0) == 0
    }

    var section: MetricsDocument.Pipeline.MovementBuckets {
        func value(_ bucket: Bucket) -> MetricsDocument.Pipeline.MovementBucket {
            .init(deals: deals[bucket.rawValue], amount: .money(amounts[bucket.rawValue]))
        }
        return .init(
            opening: value(.opening), new: value(.new), reopened: value(.reopened),
            pulledIn: value(.pulledIn), increased: value(.increased),
            decreased: value(.decreased), pushedOut: value(.pushedOut), won: value(.won),
            lost: value(.lost), disqualified: value(.disqualified), removed: value(.removed),
            closing: value(.closing))
    }
}

extension MetricsBuilder {
    /// The movement of every period that has a start.
    func movement() throws(ProjectionError) -> ByPeriod<Section.Movement?> {
        try ByPeriod { period throws(ProjectionError) in try movement(of: period) }
    }

    private func movement(
        of period: PeriodKey
    ) throws(ProjectionError) -> Section.Movement? {
        let range = calendar.range(of: period)
        guard let startDate = range.start, let endDate = range.end else { return nil }
        let start = zone.start(of: startDate)
        let end = zone.start(of: endDate)
        let isRunning = end > asOf
        let window = closeWindow(of: period, last: endDate.adding(days: -1))
        let windowStart = window.start.map(zone.start(of:))
        let windowEnd = window.end.map(zone.start(of:))
        var whole = Movement()
        var inside = Movement()
        for deal in models.pipeline.deals {
            let before = DealState(deal, before: start, in: models)
            let after =
                isRunning ? DealState(now: deal) : DealState(deal, before: end, in: models)
            whole.move(from: before, to: after) { _ in true }
            inside.move(from: before, to: after) { close in
                guard let close, let windowStart, let windowEnd else { return false }
                return close >= windowStart && close < windowEnd
            }
        }
        guard whole.balances, inside.balances else {
            throw .unbalancedMovement(period: period.rawValue)
        }
        return .init(
            from: start.description, to: (isRunning ? asOf : end).description,
            whole: whole.section,
            window: .init(
                closeFrom: window.start?.description ?? "",
                closeTo: window.end?.description ?? "", buckets: inside.section))
    }

    private func closeWindow(of period: PeriodKey, last: CivilDate) -> DateRange {
        switch period {
        case .thisWeek, .lastWeek, .mtd: MetricsCalendar.quarter(of: min(last, calendar.today))
        case .ytd, .lastYear, .allTime: MetricsCalendar.year(of: last)
        }
    }
}
