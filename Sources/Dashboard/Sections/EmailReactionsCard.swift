import Projections

/// What people did with the marketing e-mails they got.
struct EmailReactionsCard: Component {
    let context: PageContext
    let signals: MetricsDocument.WebSignals

    var body: Markup {
        let email = signals.email
        let source = FigureSource.relative(context.format)
        let none = "no e-mail was delivered"
        Card(
            id: "email-reactions", width: .fiveTwelfths, title: "Marketing e-mails",
            subtitle: "Over all time, summed over contacts", mode: .longTerm,
            term: .emailReactions
        ) {
            StatStrip(
                path: "webSignals.email",
                stats: [
                    .init("Delivered", figure: source.count(email.delivered, "delivered")),
                    .init(
                        "Opened", figure: source.percent(email.openRate, "openRate", absence: none),
                        note: source.count(email.opened, "opened")),
                    .init(
                        "Clicked",
                        figure: source.percent(email.clickRate, "clickRate", absence: none),
                        note: Line {
                            source.percent(
                                email.clickThroughRate, "clickThroughRate",
                                absence: "no e-mail was opened")
                            " of opened"
                        }),
                    .init("Bounced", figure: source.count(email.bounced, "bounced")),
                ])
        }
    }
}
