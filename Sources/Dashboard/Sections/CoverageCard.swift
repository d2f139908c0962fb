import Projections

/// Whether enough is open to reach the targets of month, quarter and year.
struct CoverageCard: Component {
    let context: PageContext

    private typealias Coverage = MetricsDocument.Pipeline.Coverage

    private var format: FigureFormat { context.format }

    var body: Markup {
        let coverage = context.document.pipeline.coverage
        Card(
            id: "coverage", width: .fiveTwelfths, title: headline,
            subtitle: "Open amount closing in the interval ÷ what is left of its target; the tick "
                + "is what the win rate of \(basis.window) needs",
            mode: .snapshot, term: .coverage
        ) {
            row("This month", "month", coverage.month)
            row("This quarter", "quarter", coverage.quarter)
            row("This year", "year", coverage.year)
        }
    }

    private var basis: RateBasis { RateBasis(rates: context.document.rates) }

    private func row(_ label: String, _ key: String, _ coverage: Coverage) -> Markup {
        let source = FigureSource(format: format, path: "pipeline.coverage.\(key)")
        let isMet = coverage.remaining == 0
        let met = coverage.target == 0 ? "no target is set" : "the target is met"
        let absence = isMet ? met : basis.absenceOfWinRate
        return tag("div", ["class": "bl"]) {
            tag("span", ["class": "bn"]) { label }
            tag("span", ["class": "bv"]) {
                source.factor(coverage.coverage, "coverage", absence: absence)
                tag("span", ["class": "so"]) {
                    " of "
                    source.factor(coverage.requiredCoverage, "requiredCoverage", absence: absence)
                }
            }
            Bar(attainment: share(coverage))
            tag("span", ["class": "bx so"]) {
                if isMet {
                    met
                } else {
                    Drill(
                        filter: .expected, key: "/\(coverage.endDate)",
                        count: coverage.openClosing.deals,
                        figure: source.compact(
                            coverage.openClosing.amount, "openClosing.amount"))
                    " closing, "
                    source.compact(coverage.remaining, "remaining")
                    " remaining; weighted "
                    source.factor(coverage.weightedCoverage, "weightedCoverage", absence: absence)
                }
            }
        }
    }

    /// The length of the bar against its tick.
    private func share(_ coverage: Coverage) -> Double {
        if coverage.remaining == 0 { return 1 }
        guard let have = coverage.coverage, let need = coverage.requiredCoverage, need > 0 else {
            return 0
        }
        return have.approximate / need.approximate
    }

    private var headline: String {
        let quarter = context.document.pipeline.coverage.quarter
        if quarter.target == 0 { return "No target is set for this quarter" }
        if quarter.remaining == 0 { return "This quarter’s target is met" }
        guard let have = quarter.coverage, let need = quarter.requiredCoverage else {
            return "Coverage of the targets"
        }
        return "This quarter is covered \(format.factor(have)), \(format.factor(need)) is needed"
    }
}
