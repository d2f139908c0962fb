import Projections

/// The change on the year before, for the two periods that have one.
struct YearOverYearBadge: Component {
    let change: MetricsDocument.YearOverYear.Change?
    let period: PeriodKey
    let format: FigureFormat
    /// The key of the metric within the comparison.
    let key: String
    /// Rates change in points.
    var isRate = false
    var isLowerBetter = false

    var body: Markup {
        if let change, period == .ytd || period == .allTime,
            let value = isRate ? change.changePoints : change.change
        {
            let isUp = value > 0
            let isGood = value == 0 ? nil : isUp != isLowerBetter
            let text = isRate ? format.points(value) : format.signedPercent(value)
            tag(
                "span",
                [
                    "class": "yoy" + (isGood.map { $0 ? " good" : " bad" } ?? ""),
                    "data-metric": "yoy.\(period.rawValue).metrics.\(key)."
                        + (isRate ? "changePoints:o" : "change:c"),
                    "title": period == .ytd ? "against the same dates of last year" : nil,
                ]
            ) {
                (value == 0 ? "● " : isUp ? "▲ " : "▼ ") + text
                    + (period == .ytd ? " YoY" : " last 12 months vs 12 before")
            }
        }
    }
}
