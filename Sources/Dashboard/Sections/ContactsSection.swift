import Projections

/// Section 7, which says whom to call.
struct ContactsSection: Component {
    let context: PageContext
    let contacts: MetricsDocument.Contacts

    private var signals: MetricsDocument.WebSignals? { context.document.webSignals }

    var body: Markup {
        SectionFrame(.contacts) {
            answer
        } content: {
            ContactFigures(context: context, contacts: contacts)
            CardColumn(.sevenTwelfths) {
                if let signals { HotContactsCard(context: context, signals: signals) }
                EngagedCard(context: context, contacts: contacts)
            }
            CardColumn(.fiveTwelfths) {
                LifecycleCard(context: context, contacts: contacts)
                CompanyFigures(context: context, companies: contacts.companies)
                IndustryCard(context: context, contacts: contacts)
                if let signals { EmailReactionsCard(context: context, signals: signals) }
            }
            CompanyCard(context: context, companies: contacts.companies, ranking: .won)
            CompanyCard(context: context, companies: contacts.companies, ranking: .open)
            if let signals { WebSignalsCard(context: context, signals: signals) }
        }
    }

    @MarkupBuilder
    private var answer: Markup {
        if let signals, signals.hotContactCount > 0 {
            FigureSource(format: context.format, path: "webSignals")
                .count(signals.hotContactCount, "hotContactCount")
            " \(DateWords.plural(signals.hotContactCount, "contact is", "contacts are")) hot"
            if let first = signals.hotContacts.first {
                signals.hotContactCount == 1 ? ": " : ": call "
                PortalText(first.name)
                if signals.hotContactCount > 1 { " first" }
            }
        } else {
            "No contact is hot now"
        }
        "; "
        FigureSource(format: context.format, path: "contacts")
            .count(contacts.totalContacts, "totalContacts")
        " \(DateWords.plural(contacts.totalContacts, "contact")) in all"
    }
}
