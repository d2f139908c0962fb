import HubSpotModel

@testable import Projections

extension NaivePortal {
    typealias Signals = MetricsDocument.WebSignals

    /// Sections 8.5 and 8.6.
    func webSignals() -> Signals {
        func sum(_ name: String, _ contacts: [NaiveContact]) -> Int {
            Int(clamping: contacts.reduce(Int128(0)) { $0 + Int128($1.count(name)) })
        }
        let pageViews = sum("hs_analytics_num_page_views", contacts)
        let visits = sum("hs_analytics_num_visits", contacts)
        let (delivered, opened) = (
            sum("hs_email_delivered", contacts), sum("hs_email_open", contacts)
        )
        let clicked = sum("hs_email_click", contacts)
        let sources = Dictionary(grouping: contacts, by: \.source).map { name, own in
            Signals.SourceRow(
                source: name.text, label: Self.label(name.text), contacts: own.count,
                visits: sum("hs_analytics_num_visits", own),
                pageViews: sum("hs_analytics_num_page_views", own),
                formConversions: sum("num_conversion_events", own))
        }
        let hot = hotContacts()
        return Signals(
            pageViews: pageViews, visits: visits,
            pagesPerVisit: NaiveNumber.round(
                Rational(pageViews).divided(by: Rational(visits)), 2),
            formConversions: sum("num_conversion_events", contacts),
            contactsWithVisits: contacts.count { $0.count("hs_analytics_num_visits") >= 1 },
            contactsWithConversions: contacts.count { $0.count("num_conversion_events") >= 1 },
            email: .init(
                delivered: delivered, opened: opened, clicked: clicked,
                bounced: sum("hs_email_bounce", contacts),
                openRate: NaiveNumber.ratio(opened, delivered),
                clickRate: NaiveNumber.ratio(clicked, delivered),
                clickThroughRate: NaiveNumber.ratio(clicked, opened)),
            byPeriod: ByPeriod { signals($0) },
            bySource: sources.sorted { left, right in
                if left.pageViews != right.pageViews { return left.pageViews > right.pageViews }
                if left.contacts != right.contacts { return left.contacts > right.contacts }
                return NaiveText(left.source) < NaiveText(right.source)
            }, hotContactCount: hot.count,
            hotContacts: Array(hot.prefix(context.configuration.topN)))
    }

    private func signals(_ period: PeriodKey) -> Signals.Period {
        func count(_ name: String) -> Int {
            contacts.count { $0.signals[name] != nil && isIn(period, $0.signals[name]) }
        }
        return .init(
            newVisitors: count("hs_analytics_first_visit_timestamp"),
            lastVisited: count("hs_analytics_last_visit_timestamp"),
            lastConverted: count("recent_conversion_date"),
            lastOpenedEmail: count("hs_email_last_open_date"),
            lastClickedEmail: count("hs_email_last_click_date"))
    }

    private func hotContacts() -> [Signals.HotContact] {
        func exact(_ number: DocumentNumber) -> Rational {
            ExactDecimal(parsing: number.description)?.rational ?? .zero
        }
        let window =
            exact(context.configuration.hotWindowDays) * Rational(24 * 3_600_000)
        let threshold = exact(context.configuration.hotScoreThreshold)
        let hot = contacts.compactMap { contact -> (NaiveContact, Instant)? in
            guard let last = contact.lastSignal(before: asOf),
                !(window < Rational(asOf.milliseconds - last.milliseconds)),
                !(Rational(contact.webScore) < threshold), !contact.has("customer")
            else { return nil }
            return (contact, last)
        }
        let sorted = hot.sorted { left, right in
            if left.0.webScore != right.0.webScore { return left.0.webScore > right.0.webScore }
            return left.1 == right.1 ? left.0.key.id < right.0.key.id : left.1 > right.1
        }
        return sorted.map { contact, last in
            .init(
                contactId: contact.key.id.text, name: contact.name, ownerId: contact.owner,
                lifecycleStage: contact.lifecycle?.text, webScore: Int(contact.webScore),
                lastSignalAt: last.description)
        }
    }
}
