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
        guard let bounds = movementBounds(of: period) else { return nil }
        var whole = Movement()
        var inside = Movement()
        for deal in models.pipeline.deals {
            let (before, after) = bounds.states(of: deal)
            whole.move(from: before, to: after) { _ in true }
            inside.move(from: before, to: after, isInside: bounds.isInWindow)
        }
        guard whole.balances, inside.balances else {
            throw .unbalancedMovement(period: period.rawValue)
        }
        return .init(
            from: bounds.start.description,
            to: (bounds.isRunning ? asOf : bounds.end).description,
            whole: whole.section,
            window: .init(
                closeFrom: bounds.window.start?.description ?? "",
                closeTo: bounds.window.end?.description ?? "", buckets: inside.section))
    }

    /// The bounds of a period's movement; `nil` for all time.
    func movementBounds(of period: PeriodKey) -> MovementBounds? {
        let range = calendar.range(of: period)
        guard let startDate = range.start, let endDate = range.end else { return nil }
        let end = zone.start(of: endDate)
        return MovementBounds(
            builder: self, start: zone.start(of: startDate), end: end, isRunning: end > asOf,
            window: closeWindow(of: period, last: endDate.adding(days: -1)))
    }

    private func closeWindow(of period: PeriodKey, last: CivilDate) -> DateRange {
        switch period {
        case .thisWeek, .lastWeek, .mtd: MetricsCalendar.quarter(of: min(last, calendar.today))
        case .ytd, .lastYear, .allTime: MetricsCalendar.year(of: last)
        }
    }
}

/// Between which states of deals a period's movement lies.
struct MovementBounds {
    let builder: MetricsBuilder
    let start: Instant
    let end: Instant
    /// Whether the period ends after `asOf`: then the present state stands at its end.
    let isRunning: Bool
    /// The dates of close that one of the two versions is limited to.
    let window: DateRange
    private let windowStart: Instant?
    private let windowEnd: Instant?

    init(
        builder: MetricsBuilder, start: Instant, end: Instant, isRunning: Bool, window: DateRange
    ) {
        self.builder = builder
        self.start = start
        self.end = end
        self.isRunning = isRunning
        self.window = window
        windowStart = window.start.map(builder.zone.start(of:))
        windowEnd = window.end.map(builder.zone.start(of:))
    }

    func states(of deal: DealImage) -> (before: DealState?, after: DealState?) {
        let before = DealState(deal, before: start, in: builder.models)
        guard isRunning else {
            return (before, DealState(deal, before: end, in: builder.models))
        }
        return (before, DealState(now: deal))
    }

    func isInWindow(_ close: Instant?) -> Bool {
        guard let close, let windowStart, let windowEnd else { return false }
        return close >= windowStart && close < windowEnd
    }
}
