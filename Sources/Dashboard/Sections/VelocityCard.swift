import Projections

/// Sales velocity and the four factors it is made of.
struct VelocityCard: Component {
    let context: PageContext

    var body: Markup {
        Card(
            id: "velocity", width: .third, title: "Sales velocity",
            subtitle: "Revenue a month at the pace of the rates", mode: .longTerm, term: .velocity
        ) {
            if let velocity = context.document.pipeline.salesVelocity {
                content(velocity)
            } else {
                EmptyState("Not yet computed: this document carries no sales velocity.")
            }
        }
    }

    @MarkupBuilder
    private func content(_ velocity: MetricsDocument.Pipeline.SalesVelocity) -> Markup {
        let source = FigureSource(format: context.format, path: "pipeline.salesVelocity")
        tag("p", ["class": "fig"]) {
            source.compact(
                velocity.perMonth, "perMonth", absence: "a factor is missing or the cycle is zero")
            tag("span", ["class": "un"]) { " a month" }
        }
        tag("p", ["class": "ctx"]) {
            source.compact(velocity.perDay, "perDay", absence: "a factor is missing")
            " a day"
        }
        tag("dl", ["class": "fac"]) {
            factor(
                "Open deals",
                Drill(
                    filter: .open, count: velocity.openDeals,
                    figure: source.count(velocity.openDeals, "openDeals")), "×")
            factor(
                "Win rate",
                rate(
                    source.percent(velocity.winRate, "winRate", absence: "no deals closed"),
                    .closed, "winRate"), "×")
            factor(
                "Average deal",
                rate(
                    source.compact(
                        velocity.avgDealSize, "avgDealSize",
                        absence: RateBasis(rates: context.document.rates).absenceOfDeal),
                    .won, "avgDealSize"), "×")
            factor(
                "Cycle, days",
                rate(
                    source.days(velocity.salesCycleDays, "salesCycleDays", absence: "no deals won"),
                    .won, "salesCycleDays"), "÷")
        }
        tag("p", ["class": "so"]) { basis }
    }

    /// A rate with the deals of its window; one that the settings fix has none.
    private func rate(_ figure: Figure, _ filter: Drill.Filter, _ name: String) -> Drill {
        let rates = context.document.rates
        let trailing =
            rates.basis == "trailing12Months" ? context.document.yoy?.allTime.current : nil
        return Drill(
            filter: filter,
            key: trailing.map { "\($0.startDate)/\($0.endDate)" } ?? "/",
            count: rates.overridden.contains(name)
                ? 0 : rates.wonDeals + (filter == .closed ? rates.lostDeals : 0),
            figure: figure)
    }

    private func factor(_ label: String, _ figure: Drill, _ sign: String) -> Markup {
        tag("div") {
            tag("dt") {
                tag("span", ["aria-hidden": "true"]) { sign }
                " " + label
            }
            tag("dd") { figure }
        }
    }

    private var basis: String {
        let rates = context.document.rates
        let basis = RateBasis(rates: rates)
        return "Rates of \(basis.window): \(context.counted(rates.wonDeals, "deal")) won, "
            + "\(context.format.count(rates.lostDeals)) lost"
            + (basis.fixed.map { "; \($0)." } ?? ".")
    }
}
