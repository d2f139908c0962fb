import HubSpotModel
import Projections

/// The open deals that no month of the forecast holds, printed beside it.
struct ForecastBuckets: Component {
    let context: PageContext
    let forecast: MetricsDocument.Insights.Forecast

    private typealias Bag = MetricsDocument.Pipeline.Bag

    var body: Markup {
        Card(
            id: "forecast-rest", width: .third, title: headline,
            subtitle: "Open deals by what the forecast makes of them", mode: .snapshot,
            term: .forecast
        ) {
            tag("dl", ["class": "fac bk"]) {
                row(
                    "In the months shown", inMonths.deals,
                    Line { opener },
                    context.format.compactMoney(inMonths.weighted))
                bag("Overdue", "overdue", forecast.overdue, .overdue)
                bag("No close date", "undated", forecast.undated, .undated)
                bag("Later", "later", forecast.later, .expected, key: horizon.map { "\($0)/" })
                bag("All open", "totalOpen", forecast.totalOpen, .open)
            }
            tag("p", ["class": "so"]) { rates }
        }
    }

    private var headline: String {
        let outside = forecast.overdue.deals + forecast.undated.deals + forecast.later.deals
        if forecast.totalOpen.deals == 0 { return "No deal is open" }
        return outside == 0
            ? "Every open deal stands in a month of the forecast"
            : "\(context.counted(outside, "open deal stands", "open deals stand")) in no month of "
                + "the forecast"
    }

    /// What the months hold: all that is open without the three other bags.
    private var inMonths: (deals: Int, weighted: DocumentNumber) {
        let units = forecast.months.reduce(Int128(0)) {
            $0 + ($1.weightedOpen.rounded(toPlaces: 2) ?? 0)
        }
        return (
            forecast.months.reduce(0) { $0 + $1.openDeals }, DocumentNumber(units: units, scale: 2)
        )
    }

    /// The first day after the months shown.
    private var horizon: String? {
        forecast.months.last.flatMap { DateWords.date($0.month + "-01") }
            .map { $0.adding(months: 1).description }
    }

    private func bag(
        _ label: String, _ key: String, _ bag: Bag, _ filter: Drill.Filter,
        key drillKey: String? = nil
    ) -> Markup {
        let source = FigureSource(format: context.format, path: "insights.forecast.\(key)")
        return row(
            label, bag.deals,
            Drill(
                filter: filter, key: drillKey, count: bag.deals,
                figure: source.count(bag.deals, "deals")),
            Drill(
                filter: filter, key: drillKey, count: bag.deals,
                figure: source.compact(bag.weightedAmount, "weightedAmount")))
    }

    /// The sum over the months shown stands nowhere in the document: it is a figure without a path.
    @MarkupBuilder
    private var opener: Markup {
        let text = context.format.count(inMonths.deals)
        if inMonths.deals > 0, let horizon {
            tag(
                "button",
                [
                    "class": "dr", "data-drill": Drill.Filter.expected.rawValue,
                    "data-key": "/\(horizon)",
                ]
            ) { text }
        } else {
            text
        }
    }

    private func row(
        _ label: String, _ count: Int, _ deals: some Component, _ weighted: some Component
    ) -> Markup {
        tag("div") {
            tag("dt") { label }
            tag("dd") {
                deals
                tag("span", ["class": "so"]) {
                    " \(DateWords.plural(count, "deal")), "
                    weighted
                    " weighted"
                }
            }
        }
    }

    private var rates: Line {
        let source = FigureSource(format: context.format, path: "insights.forecast")
        return Line {
            "Run rate "
            source.compact(
                forecast.runRateMonthly, "runRateMonthly",
                absence: "no won deal has a close date")
            " a month, growth "
            source.factor(
                forecast.growthFactor, "growthFactor",
                absence: "it needs won deals from 24 months ago on")
            " the year before."
        }
    }
}
