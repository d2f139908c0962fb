import Projections

/// Leads that are not customers yet, by status, and how many no one has contacted.
struct ActiveLeadsCard: Component {
    let context: PageContext
    let leads: MetricsDocument.Leads

    var body: Markup {
        let source = FigureSource(format: context.format, path: "leads")
        Card(
            id: "active-leads", width: .fiveTwelfths, title: headline,
            subtitle: "Reached lead and not customer, by status now", mode: .snapshot,
            term: .activeLeads
        ) {
            if leads.activeLeads == 0 {
                EmptyState("No lead waits to become a customer.")
            } else {
                StatStrip(stats: [
                    .init(
                        "Active leads", figure: source.count(leads.activeLeads, "activeLeads")),
                    .init(
                        "Never contacted",
                        figure: source.count(leads.uncontactedLeads, "uncontactedLeads")),
                ])
                LeadStatusBars(
                    rows: leads.statusSnapshot, path: "leads.statusSnapshot", name: "active",
                    format: context.format)
            }
        }
    }

    private var headline: String {
        let (active, never) = (leads.activeLeads, leads.uncontactedLeads)
        if active == 0 { return "No lead is active" }
        if active == 1, never == 1 { return "The one active lead was never contacted" }
        if never == 0 { return "Every active lead has been contacted" }
        return "\(context.format.count(never)) of "
            + "\(context.counted(active, "active lead was", "active leads were")) never contacted"
    }
}
