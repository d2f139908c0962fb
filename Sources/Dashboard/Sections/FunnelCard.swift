import Projections

/// The funnel as bars from one zero, with conversion and time between the steps.
struct FunnelCard: Component {
    let context: PageContext
    let steps: [MetricsDocument.Leads.FunnelStep]

    private var format: FigureFormat { context.format }

    var body: Markup {
        Card(
            id: "funnel-steps", width: .fiveTwelfths, title: headline,
            subtitle: "Contacts that ever reached each stage; skipping one counts as passing it",
            mode: .longTerm, term: .funnel, isChart: true
        ) {
            if steps.allSatisfy({ $0.reached == 0 }) {
                EmptyState("No contact has reached the stage of a lead.")
            } else {
                tag("ol", ["class": "bars fn", "data-in": "leads.funnel"]) {
                    for (index, step) in steps.enumerated() { line(index, step) }
                }
                TableToggle(table: table)
            }
        }
    }

    private var headline: String {
        guard let first = steps.first, let last = steps.last, first.reached > 0 else {
            return "Funnel"
        }
        if first.reached == 1, last.reached == 0 { return "The one lead is not a customer yet" }
        let many = "\(context.counted(first.reached, "lead has", "leads have"))"
        return last.reached == 0
            ? "None of \(many) become a customer yet"
            : "\(format.count(last.reached)) of \(many) become "
                + DateWords.plural(last.reached, "a customer", "customers")
    }

    private func line(_ index: Int, _ step: MetricsDocument.Leads.FunnelStep) -> Markup {
        let source = FigureSource(format: format, path: ".\(index)")
        let greatest = Double(steps.map(\.reached).max() ?? 0)
        return tag("li") {
            if index > 0 {
                tag("p", ["class": "fs"]) {
                    "↓ "
                    if step.stepConversion == nil {
                        "no one could go on"
                    } else {
                        source.percent(step.stepConversion, "stepConversion")
                        " go on"
                    }
                    if step.medianDaysFromPrevious != nil {
                        ", median "
                        source.days(step.medianDaysFromPrevious, "medianDaysFromPrevious")
                        " days ("
                        source.count(step.timedContacts, "timedContacts")
                        " timed)"
                    }
                }
            }
            tag("span", ["class": "bn"]) { PortalText(step.label) }
            tag("span", ["class": "bv"]) {
                source.count(step.reached, "reached")
                tag("span", ["class": "so"]) {
                    " · "
                    source.percent(
                        step.cumulativeConversion, "cumulativeConversion",
                        absence: "no leads to compare with")
                }
            }
            Bar(
                share: greatest > 0 ? Double(step.reached) / greatest : 0,
                style: index == steps.count - 1 ? "k" : "s")
        }
    }

    private var table: DataTable {
        DataTable(
            name: "steps", section: .funnel, caption: "Funnel", path: "leads.funnel",
            columns: [
                .text("Stage", "label"), .number("Reached", "reached"),
                .number("Of the step before", "stepConversion"),
                .number("Of leads", "cumulativeConversion"),
                .number("Median days", "medianDaysFromPrevious"),
                .number("Timed", "timedContacts"),
            ],
            rows: steps.map { step in
                DataTable.Row(cells: [
                    PortalText(step.label).body, .text(format.count(step.reached)),
                    .text(format.percent(step.stepConversion)),
                    .text(format.percent(step.cumulativeConversion)),
                    .text(format.days(step.medianDaysFromPrevious)),
                    .text(format.count(step.timedContacts)),
                ])
            })
    }
}
