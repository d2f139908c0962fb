internal import HubSpotModel

/// What closed in a range of dates: the formulas of the metric dictionary, section 6.2.
struct ClosedFigures {
    let won: Tally
    let lost: Tally
    let disqualified: Tally
    /// Milliseconds of won deals.
    let cycles: Tally

    init(_ figures: Figures, in range: DateRange) {
        won = figures.total(.dealsWon, in: range)
        lost = figures.total(.dealsLost, in: range)
        disqualified = figures.total(.dealsDisqualified, in: range)
        cycles = figures.total(.salesCycles, in: range)
    }

    var winRate: Rational? { Rational(won.count, over: won.count + lost.count) }

    var winRateByValue: Rational? { Rational(won.sum, over: won.sum + lost.sum) }

    var winRateBroad: Rational? {
        Rational(won.count, over: won.count + lost.count + disqualified.count)
    }

    /// In hundredths.
    var averageDealSize: Rational? { Rational(won.sum, over: won.known) }

    /// In milliseconds.
    var averageCycle: Rational? { Rational(cycles.sum, over: cycles.count) }
}
