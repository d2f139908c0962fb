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
        guard let last = steps.last, let share = last.cumulativeConversion else { return "Funnel" }
        return
            "\(format.percent(share)) of leads become \(PortalText.shown(last.label).lowercased())s"
    }

    private func line(_ index: Int, _ step: MetricsDocument.Leads.FunnelStep) -> Markup {
        let source = FigureSource(format: format, path: ".\(index)")
        let greatest = Double(steps.map(\.reached).max() ?? 0)
        return tag("li") {
            if index > 0 {
                tag("p", ["class": "fs"]) {
                    "↓ "
                    source.percent(
                        step.stepConversion, "stepConversion", absence: "no one to go on")
                    " go on, median "
                    source.days(
                        step.medianDaysFromPrevious, "medianDaysFromPrevious",
                        absence: "no one has both dates")
                    " days ("
                    source.count(step.timedContacts, "timedContacts")
                    " timed)"
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
