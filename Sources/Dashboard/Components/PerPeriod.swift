import Projections

/// The same part of the page for each of the six periods; the style shows one of them.
struct PerPeriod: Component {
    let body: Markup

    init(element: String = "div", @MarkupBuilder _ content: (PeriodKey) -> Markup) {
        body = .group(
            PeriodKey.allCases.map { period in
                tag(element, ["class": period.rawValue]) { content(period) }
            })
    }
}
