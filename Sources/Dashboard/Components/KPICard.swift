import Projections

/// A figure with its name, its change on the year before, one line of context and twelve months.
struct KPICard: Component {
    let term: GlossaryTerm
    let mode: ModeBadge
    let spark: Sparkline?
    /// The figure and the line beneath it, for each period.
    let figures: PerPeriod

    var body: Markup {
        tag("div", ["class": "card kpi"]) {
            tag("div", ["class": "hd"]) {
                tag("h3") { term.title }
                InfoButton(term)
            }
            mode
            figures
            spark
        }
    }
}
