import Projections

/// The same part of the page for each of the six periods.
///
/// The page shows the default period without a script; the script puts another in its place.
struct PerPeriod: Component {
    let body: Markup

    init(element: String = "div", @MarkupBuilder _ content: (PeriodKey) -> Markup) {
        body = .byPeriod(element, ByPeriod { content($0) })
    }
}
