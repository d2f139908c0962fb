import Projections

/// Section 8, which says what will happen, and why deals are won or lost.
struct InsightsSection: Component {
    let context: PageContext
    let insights: MetricsDocument.Insights

    var body: Markup {
        SectionFrame(.insights) {
            answer
        } content: {
            ForecastCard(context: context, insights: insights)
            ForecastBuckets(context: context, forecast: insights.forecast)
            ReasonsCard(context: context, insights: insights)
            TrendsCard(context: context, months: insights.monthly)
        }
    }

    @MarkupBuilder
    private var answer: Markup {
        let source = FigureSource(format: context.format, path: "insights.forecast.months.0")
        if let month = insights.forecast.months.first {
            "\(DateWords.month(month.month)) heads for "
            source.compact(month.weightedForecast, "weightedForecast")
            if month.wonToDate != 0 {
                ", "
                source.compact(month.wonToDate, "wonToDate")
                " of it won"
            } else if month.weightedForecast != 0 {
                ", none of it won yet"
            }
            if month.low != month.high {
                "; the forecasts run from "
                source.compact(month.low, "low")
                " to "
                source.compact(month.high, "high")
            }
            if month.target > 0 {
                "; the target is "
                source.compact(month.target, "target")
            }
        } else {
            "The settings ask for no forecast"
        }
    }
}
