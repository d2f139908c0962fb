import Projections

/// The six periods as one radio group, their dates in words, and the menu of narrow screens.
struct FilterBar: Component {
    let context: PageContext

    var body: Markup {
        tag("div", ["class": "bar", "role": "search", "aria-label": "Period"]) {
            tag("div", ["class": "in"]) {
                tag("fieldset", ["class": "seg js", "id": "periods"]) {
                    tag("legend", ["class": "vh"]) { "Period" }
                    for period in PeriodKey.allCases { option(period) }
                }
                tag("p", ["class": "span"]) {
                    PerPeriod(element: "span") { context.span(of: $0) }
                }
                tag("label", ["class": "jump js"]) {
                    tag("span", ["class": "vh"]) { "Section" }
                    tag("select", ["id": "jump"]) {
                        for key in SectionKey.allCases {
                            tag("option", ["value": key.rawValue]) { key.title }
                        }
                    }
                }
            }
            tag("p", ["class": "vh", "role": "status", "id": "said"])
        }
    }

    private func option(_ period: PeriodKey) -> Markup {
        tag("label") {
            tag(
                "input",
                [
                    "type": "radio", "name": "period", "value": period.rawValue,
                    "checked": period == .ytd ? "" : nil,
                    "data-say": "\(name(period)), \(context.span(of: period))",
                ])
            tag("span") { context.document.periods[period].label }
        }
    }

    private func name(_ period: PeriodKey) -> String {
        switch period {
        case .thisWeek: "this week"
        case .lastWeek: "last week"
        case .mtd: "month to date"
        case .ytd: "year to date"
        case .lastYear: "last year"
        case .allTime: "all time"
        }
    }
}
