import Projections

/// Section 1, which says whether we are winning.
struct ExecutiveSection: Component {
    let context: PageContext

    private var document: MetricsDocument { context.document }
    private var format: FigureFormat { context.format }

    var body: Markup {
        SectionFrame(.executive) {
            PerPeriod(element: "span") { answer($0) }
        } content: {
            ExecutiveCards(context: context)
            if document.timeSeries == nil {
                TargetCard(context: context, width: .full)
                WhatChangedCard(context: context)
                tag("p", ["class": "none c12"]) {
                    "Won revenue by month is not yet computed: this document carries no series."
                }
            } else {
                TargetCard(context: context, width: .half)
                MonthlyRevenueCard(context: context)
                WhatChangedCard(context: context)
            }
        }
    }

    private func answer(_ period: PeriodKey) -> Markup {
        let figures = document.summary.byPeriod[period]
        let source = FigureSource(format: format, path: "summary.byPeriod.\(period.rawValue)")
        guard figures.dealsWon > 0 else {
            return .group([
                .text("No deals won \(period == .allTime ? "yet" : period.phrase); "),
                source.compact(figures.pipelineValue, "pipelineValue").body,
                .text(" is open in \(context.counted(figures.openDeals, "deal"))"),
            ])
        }
        return .group([
            .text("Won "), source.compact(figures.wonRevenue, "wonRevenue").body,
            .text(" \(period.phrase) from \(context.counted(figures.dealsWon, "deal"))"),
            rate(figures, source, period),
        ])
    }

    private func rate(
        _ figures: MetricsDocument.SummaryFigures, _ source: FigureSource, _ period: PeriodKey
    ) -> Markup {
        guard let winRate = figures.winRate else { return .empty }
        let change = period == .ytd ? document.yoy?.ytd.metrics.winRate.changePoints : nil
        return .group([
            .text("; win rate "), source.percent(winRate, "winRate").body,
            change.map {
                .text(
                    $0 == 0
                        ? ", as last year"
                        : ", \($0 > 0 ? "up" : "down") \(format.number(points($0), places: 1)) "
                            + "points on last year")
            } ?? .empty,
        ])
    }

    /// A difference of ratios in percentage points.
    private func points(_ difference: DocumentNumber) -> DocumentNumber {
        DocumentNumber(units: difference.magnitude.units * 100, scale: difference.scale)
    }
}
