internal import HubSpotModel

extension CatalogueWriter {
    mutating func addSignals() {
        for (name, measure, words) in [
            ("pageViews", MeasureID.pageViewsBySource, "Page views."),
            ("visits", .visitsBySource, "Visits."),
            ("formConversions", .conversionsBySource, "Form conversions."),
        ] {
            let words = "\(words) \(GlossaryTerm.webSignals.definition)"
            add("webSignals.\(name)", words) { _ in .amount(FactQuery(measure: measure)) }
            add("webSignals.bySource[].\(name)", words + " Of this source.") { s in
                .amount(FactQuery(measure: measure, split: s.sourceOfRow))
            }
        }
        add("webSignals.bySource[].contacts", "Live contacts of this source.") { s in
            .count(
                FactQuery(
                    measure: .pageViewsBySource, split: s.sourceOfRow))
        }
        add("webSignals.pagesPerVisit", "Page views ÷ visits.") { s in
            s.quotient(.pageViewsBySource, .visitsBySource).rounded(to: 2)
        }
        for (name, measure) in [
            ("contactsWithVisits", MeasureID.contactsWithVisits),
            ("contactsWithConversions", .contactsWithConversions),
        ] {
            add("webSignals.\(name)", RecordBook.definition(of: measure)) { _ in
                .count(FactQuery(measure: measure))
            }
        }
        addReactions()
        addShared(
            "webSignals.byPeriod",
            ["newVisitors", "lastVisited", "lastConverted", "lastOpenedEmail", "lastClickedEmail"])
        addHotContacts()
    }

    private mutating func addReactions() {
        for (name, measure) in [
            ("delivered", MeasureID.emailDeliveries), ("opened", .emailOpens),
            ("clicked", .emailClicks), ("bounced", .emailBounces),
        ] {
            add("webSignals.email.\(name)", "E-mails \(name), of live contacts.") { _ in
                .amount(FactQuery(measure: measure))
            }
        }
        add("webSignals.email.openRate", .emailReactions) { s in
            s.quotient(.emailOpens, .emailDeliveries)
        }
        add("webSignals.email.clickRate", .emailReactions) { s in
            s.quotient(.emailClicks, .emailDeliveries)
        }
        add("webSignals.email.clickThroughRate", "Clicked ÷ opened.") { s in
            s.quotient(.emailClicks, .emailOpens)
        }
    }

    private mutating func addHotContacts() {
        add("webSignals.hotContactCount", .hotContact) { s in
            let hot = EngagementBoard(s.builder, length: .max).hot
            return .list(
                hot.compactMap { place in
                    s.record(.contacts, place.id.text).map {
                        .init(record: $0, contribution: 1)
                    }
                }, of: [.contacts],
                reason: "it is a customer, or its last signal is too old, or its score too low"
            ).adding([
                s.figure("config.hotWindowDays", "hotWindowDays"),
                s.figure("config.hotScoreThreshold", "hotScoreThreshold"),
            ])
        }
        add(
            "webSignals.hotContacts[].webScore",
            "5·conversions to 10 + 2·visits to 20 + page views to 50 + 3·clicks to 10 + opens to 20."
        ) { s in s.single(.contacts, s.row?["contactId"]?.text, unit: "points") }
    }
}

extension ExplainScope {
    /// What one counter amounts to over what another does.
    fileprivate func quotient(_ part: MeasureID, _ whole: MeasureID) -> MetricBasis {
        var basis = MetricBasis.ratio([
            .init(query: FactQuery(measure: part), contribution: .amount),
            .init(query: FactQuery(measure: whole), contribution: .zero, weight: .amount),
        ])
        basis.unit = "events"
        return basis
    }
}
