internal import HubSpotModel

/// What the coming months may bring, by three methods.
///
/// Source: metric dictionary, section 10.3.
struct Forecast {
    private let builder: MetricsBuilder
    private let figures: Figures
    private let today: CivilDate
    /// The first day of the current month.
    private let current: CivilDate
    /// Hundredths a month; `nil` while no won deal has a close time.
    private let runRate: Rational?
    /// Revenue of the last twelve full months over the twelve before, kept within bounds.
    private let growth: Rational?

    init(_ builder: MetricsBuilder) {
        self.builder = builder
        figures = builder.models.pipeline.figures
        today = builder.calendar.today
        current = today.firstOfMonth
        let first = figures.entries(.dealsWon).lazy.compactMap(\.date).min()
        runRate = first.flatMap { [figures, current] _ in
            let months = builder.configuration.runRateMonths
            return Rational(
                figures.won(from: current.adding(months: -months), to: current), over: months)
        }
        growth = Self.growth(figures, before: current, firstWon: first)
    }

    /// - Parameter first: the local date of the first won deal.
    private static func growth(
        _ figures: Figures, before current: CivilDate, firstWon first: CivilDate?
    ) -> Rational? {
        guard let first, first < current.adding(months: -23) else { return nil }
        let year = current.adding(months: -12)
        let growth = Rational(
            figures.won(from: year, to: current),
            over: figures.won(from: year.adding(months: -12), to: year))
        guard let growth else { return nil }
        let (least, most) = (Rational.one.over(2), Rational(2))
        return growth < least ? least : most < growth ? most : growth
    }

    var section: MetricsDocument.Insights.Forecast {
        let months = (0..<builder.configuration.forecastMonths).map {
            MetricsCalendar.month(of: current.adding(months: $0))
        }
        let horizon = current.adding(months: builder.configuration.forecastMonths)
        return .init(
            months: months.map(month),
            overdue: builder.openBag(closing: DateRange(start: nil, end: today)),
            undated: builder.undatedBag,
            later: builder.openBag(closing: DateRange(start: horizon, end: nil)),
            totalOpen: MetricsBuilder.bag(
                builder.openNow, figures.total(.openWeightedByOwner).sum),
            runRateMonthly: runRate.map { .money($0) },
            growthFactor: growth.map(DocumentNumber.ratio))
    }

    private func month(_ range: DateRange) -> MetricsDocument.Insights.ForecastMonth {
        let start = range.start ?? current
        let won = figures.total(.dealsWon, in: range).sum
        let closing = DateRange(start: max(start, today), end: range.end)
        let open = figures.total(.openByClose, in: closing)
        let weighted = figures.total(.openWeightedByClose, in: closing).sum
        let weightedForecast = Rational(won) + Rational(weighted).over(10_000)
        let running = runRateForecast(range, won: won)
        let seasonal = seasonalForecast(start)
        let available = [weightedForecast, running, seasonal].compactMap(\.self)
        return .init(
            month: start.monthText,
            target: .money(builder.configuration.revenueTarget.monthly.rational.cents),
            wonToDate: .money(won), openDeals: open.count, openAmount: .money(open.sum),
            weightedOpen: .weighted(weighted), weightedForecast: .money(weightedForecast),
            runRateForecast: running.map { .money($0) },
            seasonalForecast: seasonal.map { .money($0) },
            low: .money(available.reduce(weightedForecast) { $1 < $0 ? $1 : $0 }),
            high: .money(available.reduce(weightedForecast) { $0 < $1 ? $1 : $0 }))
    }

    private func runRateForecast(_ range: DateRange, won: Int128) -> Rational? {
        guard let runRate, let start = range.start, let end = range.end else { return nil }
        guard start == current else { return runRate }
        let share = Rational(end.days - today.days - 1).over(Int128(end.days - start.days))
        return Rational(won) + runRate * share
    }

    private func seasonalForecast(_ start: CivilDate) -> Rational? {
        let year = start.adding(months: -12)
        return growth.map {
            $0 * Rational(figures.won(from: year, to: year.adding(months: 1)))
        }
    }
}

extension Figures {
    /// Revenue of deals won on local dates from `start` to before `end`, in hundredths.
    fileprivate func won(from start: CivilDate, to end: CivilDate) -> Int128 {
        total(.dealsWon, in: DateRange(start: start, end: end)).sum
    }
}

extension CivilDate {
    /// `YYYY-MM`.
    var monthText: String { String(description.prefix(7)) }
}
