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
            TargetCard(context: context)
            WhatChangedCard(context: context)
            MonthlyRevenueCard(context: context)
        }
    }

    private func answer(_ period: PeriodKey) -> Markup {
        if document.dataQuality.notSynced.contains("deals") {
            return .text(NotSynced.sentence(["deals"]))
        }
        let figures = document.summary.byPeriod[period]
        let source = FigureSource(format: format, path: "summary.byPeriod.\(period.rawValue)")
        let goal = Goal(of: period, in: document)
        return .group([
            goal.map { state($0) } ?? .empty,
            won(figures, source, period, isStart: goal == nil),
            goal.map { expected($0) } ?? .empty,
            rate(figures, source, period),
        ])
    }

    /// What should have been won by now in the interval that the period runs in.
    private struct Goal {
        let key: String
        let attainment: MetricsDocument.Target.Attainment

        var isReached: Bool { attainment.won >= attainment.expectedToDate }

        /// nil for periods without a target, and where the target is zero.
        init?(of period: PeriodKey, in document: MetricsDocument) {
            guard let attainment = document.target?.attainment else { return nil }
            switch period {
            case .mtd: (key, self.attainment) = ("month", attainment.month)
            case .ytd: (key, self.attainment) = ("year", attainment.year)
            case .thisWeek, .lastWeek, .lastYear, .allTime: return nil
            }
            guard self.attainment.expectedToDate > 0 else { return nil }
        }
    }

    private func state(_ goal: Goal) -> Markup {
        .group([
            tag("span", ["class": goal.isReached ? "good" : "bad"]) {
                goal.isReached ? "On target" : "Behind target"
            },
            .text(": "),
        ])
    }

    private func won(
        _ figures: MetricsDocument.SummaryFigures, _ source: FigureSource, _ period: PeriodKey,
        isStart: Bool
    ) -> Markup {
        guard figures.dealsWon > 0 else {
            let none = "no deals won \(period.yet)"
            return .text(isStart ? none.prefix(1).uppercased() + none.dropFirst() : none)
        }
        return .group([
            .text(isStart ? "Won " : "won "),
            source.compact(figures.wonRevenue, "wonRevenue").body,
            .text(" \(period.phrase) from \(context.counted(figures.dealsWon, "deal"))"),
        ])
    }

    private func expected(_ goal: Goal) -> Markup {
        let source = FigureSource(format: format, path: "target.attainment.\(goal.key)")
        return .group([
            .text(", "), source.compact(goal.attainment.expectedToDate, "expectedToDate").body,
            .text(" expected by now"),
        ])
    }

    private func rate(
        _ figures: MetricsDocument.SummaryFigures, _ source: FigureSource, _ period: PeriodKey
    ) -> Markup {
        guard let winRate = figures.winRate else {
            guard figures.openDeals > 0 else { return .text("; nothing is open") }
            return .group([
                .text("; "), source.compact(figures.pipelineValue, "pipelineValue").body,
                .text(" is open in \(context.counted(figures.openDeals, "deal"))"),
            ])
        }
        let change = period == .ytd ? document.yoy?.ytd.metrics.winRate.changePoints : nil
        return .group([
            .text("; win rate "), source.percent(winRate, "winRate").body,
            change.map {
                .text(
                    $0 == 0
                        ? ", as last year"
                        : ", \($0 > 0 ? "up" : "down") \(points($0)) on last year")
            } ?? .empty,
        ])
    }

    /// A difference of ratios in percentage points, as "1 point".
    private func points(_ difference: DocumentNumber) -> String {
        let points = DocumentNumber(
            units: difference.magnitude.units * 100, scale: difference.scale)
        let text = format.number(points, places: 1)
        return text + (text == "1" || text == "1.0" ? " point" : " points")
    }
}
