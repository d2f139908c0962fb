import HubSpotModel
import Projections

/// Won revenue by month, then three forecasts and the range between them.
struct ForecastCard: Component {
    let context: PageContext
    let insights: MetricsDocument.Insights

    private static let height = 262.0
    private static let bottom = 228.0

    private typealias Place = (x: Double, y: Double)

    private var format: FigureFormat { context.format }
    private var history: [MetricsDocument.Insights.Month] { insights.monthly }
    private var months: [MetricsDocument.Insights.ForecastMonth] { insights.forecast.months }
    /// The running month is the last of the history and the first of the forecast.
    private var names: [String] { history.map(\.month) + months.dropFirst().map(\.month) }
    private var first: Int { max(0, history.count - 1) }

    var body: Markup {
        Card(
            id: "forecast", width: .twoThirds, title: headline,
            subtitle: "Won revenue a month; outlined: won and weighted open amount; the band is "
                + "the range of the three forecasts",
            mode: .longTerm, term: .forecast, isChart: true
        ) {
            if history.isEmpty || months.isEmpty {
                EmptyState("The settings ask for no history or no forecast.")
            } else if isBlank {
                EmptyState(
                    "No deal was won in the last \(context.counted(history.count, "month")), and no "
                        + "open one with an amount is expected to close: there is nothing to draw.")
            } else {
                plot
                key
                if insights.forecast.runRateMonthly == nil {
                    tag("p", ["class": "so"]) { "No run rate: no won deal has a close date." }
                }
                if months.allSatisfy({ $0.seasonalForecast == nil }) {
                    tag("p", ["class": "so"]) {
                        "No seasonal forecast: it needs won deals from 24 months ago on."
                    }
                }
                TableToggle(table: table)
            }
        }
    }

    private var headline: String {
        let ahead = months.dropFirst()
        guard let least = ahead.map(\.low).min(), let most = ahead.map(\.high).max() else {
            return "Forecast"
        }
        if isBlank { return "Nothing is forecast" }
        let ends = [least, most].map { format.compactMoney($0) }
        let range = ends[0] == ends[1] ? "say \(ends[0])" : "run from \(ends[0]) to \(ends[1])"
        return ahead.count == 1
            ? "Forecasts for the next month \(range)"
            : "Forecasts for the next \(ahead.count) months \(range) a month"
    }

    /// Whether every column would be without height.
    private var isBlank: Bool {
        history.allSatisfy { $0.wonRevenue == 0 }
            && months.allSatisfy { $0.weightedForecast == 0 && $0.low == 0 && $0.high == 0 }
    }

    private var plot: Plot {
        let values =
            history.map(\.wonRevenue) + months.flatMap { [$0.weightedForecast, $0.low, $0.high] }
        let target = context.document.config.revenueTarget.monthly
        let axis = ValueAxis(
            from: values.map(\.approximate).min() ?? 0,
            to: max(values.map(\.approximate).max() ?? 0, target.approximate))
        let y = LinearScale(domain: axis.first...axis.last, from: Self.bottom, to: 22)
        let x = BandScale(count: names.count)
        return Plot(
            id: "forecast", labelledBy: "forecast-h", description: description,
            height: Self.height, isInteractive: true,
            openers: ["insights-months.3", "insights-forecast.2"],
            content: .group([
                axis.grid(y) { format.tickMoney($0) },
                band(x, y),
                .group(history.indices.map { past($0, x, y) }),
                .group(months.indices.map { ahead($0, x, y) }),
                line(\.runRateForecast, x, y, class: "lsec"),
                line(\.seasonalForecast, x, y, class: "lgood"),
                Mark.rule(y: y(target.approximate), class: "goal"),
                Mark.label("Target", x: 0, y: y(target.approximate) - 4, class: "goalt"),
                today(x),
                MonthTicks(names).labels(x, y: Self.bottom + 20, most: 15),
            ]))
    }

    private func past(_ index: Int, _ x: BandScale, _ y: LinearScale) -> Markup {
        let row = history[index]
        let isRunning = index == first
        return Mark.described(
            "\(DateWords.month(row.month)): \(format.money(row.wonRevenue)) won"
                + (isRunning ? " so far" : "")
                + ", \(context.counted(row.dealsWon, "deal"))"
        ) {
            Mark.column(
                x: x.start(index), width: x.width, from: y(0), to: y(row.wonRevenue.approximate),
                class: isRunning ? "pri sofar" : "pri")
            Mark.hit(x, index, height: Self.bottom)
        }
    }

    private func ahead(_ index: Int, _ x: BandScale, _ y: LinearScale) -> Markup {
        let row = months[index]
        let place = first + index
        return Mark.described(sentence(row)) {
            Mark.column(
                x: x.start(place), width: x.width, from: y(row.wonToDate.approximate),
                to: y(row.weightedForecast.approximate), class: "over")
            Mark.hit(x, place, height: Self.bottom)
        }
    }

    private func sentence(_ row: MetricsDocument.Insights.ForecastMonth) -> String {
        "\(DateWords.month(row.month)): \(format.money(row.weightedForecast)) weighted, "
            + "run rate \(format.money(row.runRateForecast)), "
            + "seasonal \(format.money(row.seasonalForecast))"
    }

    private func points(
        _ x: BandScale, _ y: LinearScale,
        _ value: (MetricsDocument.Insights.ForecastMonth) -> DocumentNumber?
    ) -> [Place] {
        months.enumerated().compactMap { index, row in
            value(row).map { (x: x.middle(first + index), y: y($0.approximate)) }
        }
    }

    private func band(_ x: BandScale, _ y: LinearScale) -> Markup {
        Mark.band(
            points(x, y) { $0.high }, points(x, y) { $0.low }, height: Self.height, class: "range")
    }

    @MarkupBuilder
    private func line(
        _ value: KeyPath<MetricsDocument.Insights.ForecastMonth, DocumentNumber?>,
        _ x: BandScale, _ y: LinearScale, class name: String
    ) -> Markup {
        let points = points(x, y) { $0[keyPath: value] }
        if points.count > 1 { Mark.line(points, height: Self.height, class: name) }
    }

    /// A rule where in its month today stands.
    private func today(_ x: BandScale) -> Markup {
        let today = context.today
        let start = today.firstOfMonth
        let days = Double(start.adding(months: 1).days - start.days)
        let place = x.step * (Double(first) + Double(today.day) / days)
        return .group([
            Mark.rule(x: place, from: 14, to: Self.bottom + 4, class: "now"),
            Mark.label("today", x: place, y: 10, class: "xl"),
        ])
    }

    private var key: Markup {
        tag("p", ["class": "key"]) {
            tag("span", ["class": "ks pri"])
            "won"
            tag("span", ["class": "ks none-set"])
            "weighted"
            tag("span", ["class": "kl lsec"])
            "run rate"
            InfoButton(.runRate)
            tag("span", ["class": "kl lgood"])
            "seasonal"
            InfoButton(.seasonal)
            tag("span", ["class": "ks range"])
            "range"
            InfoButton(.range)
        }
    }

    private var description: String {
        let best = history.max { $0.wonRevenue < $1.wonRevenue }
        let most = best.map {
            $0.wonRevenue > 0
                ? "Highest of the last \(context.counted(history.count, "month")): "
                    + "\(DateWords.month($0.month)), \(format.money($0.wonRevenue)). "
                : ""
        }
        return (most ?? "") + months.map(sentence).joined(separator: "; ") + "."
    }

    private var table: DataTable {
        DataTable(
            name: "forecast", section: .insights, caption: "Forecast by month",
            path: "insights.forecast.months",
            columns: [
                .text("Month", "month"),
                .number("Won so far", "wonToDate", opens: .won, by: "month"),
                .number("Open deals", "openDeals", opens: .expected, by: "month"),
                .number("Weighted open", "weightedOpen", opens: .expected, by: "month"),
                .number("Weighted", "weightedForecast"), .number("Run rate", "runRateForecast"),
                .number("Seasonal", "seasonalForecast"), .number("Low", "low"),
                .number("High", "high"), .number("Target", "target"),
            ],
            rows: months.map { row in
                DataTable.Row(cells: [
                    .text(DateWords.month(row.month)), .text(format.money(row.wonToDate)),
                    .text(format.count(row.openDeals)), .text(format.money(row.weightedOpen)),
                    .text(format.money(row.weightedForecast)),
                    .text(format.money(row.runRateForecast)),
                    .text(format.money(row.seasonalForecast)), .text(format.money(row.low)),
                    .text(format.money(row.high)), .text(format.money(row.target)),
                ])
            })
    }
}
