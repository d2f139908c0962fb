internal import HubSpotModel

/// Figures that several sections show over ranges of dates of their own: declared once.
enum SharedFigures {
    struct Figure: Sendable {
        let formula: String
        let basis: @Sendable (ExplainScope, DateRange) -> MetricBasis
    }

    private static let day = ExplainScope.dayMilliseconds

    /// Deals that were created and closed, by the names of the document.
    static let deals: [String: Figure] = [
        "dealsCreated": .init(formula: "Deals by create time.") { s, range in
            .count(s.query(.dealsCreated, range))
        },
        "dealsCreatedAmount": .init(formula: "Amount of deals by create time.") { s, range in
            .amount(s.query(.dealsCreated, range))
        },
        "dealsWon": .init(formula: "Won deals by close time.") { s, range in
            .count(s.query(.dealsWon, range))
        },
        "wonRevenue": .init(formula: GlossaryTerm.wonRevenue.definition) { s, range in
            .amount(s.query(.dealsWon, range))
        },
        "dealsLost": .init(formula: "Lost deals by close time, without disqualified ones.") {
            s, range in .count(s.query(.dealsLost, range))
        },
        "lostAmount": .init(formula: "Amount of lost deals by close time.") { s, range in
            .amount(s.query(.dealsLost, range))
        },
        "dealsDisqualified": .init(formula: GlossaryTerm.disqualified.definition) { s, range in
            .count(s.query(.dealsDisqualified, range))
        },
        "winRate": .init(formula: GlossaryTerm.winRate.definition) { s, range in
            .share(
                s.query(.dealsWon, range),
                of: [s.query(.dealsWon, range), s.query(.dealsLost, range)])
        },
        "winRateByValue": .init(
            formula: "Amount won ÷ (amount won + amount lost), by close time."
        ) { s, range in
            var basis = MetricBasis.ratio([
                .init(query: s.query(.dealsWon, range), contribution: .amount, weight: .amount),
                .init(query: s.query(.dealsLost, range), contribution: .zero, weight: .amount),
            ])
            basis.unit = MeasureID.dealsWon.unit
            return basis
        },
        "winRateBroad": .init(formula: GlossaryTerm.winRateBroad.definition) { s, range in
            .share(
                s.query(.dealsWon, range),
                of: [
                    s.query(.dealsWon, range), s.query(.dealsLost, range),
                    s.query(.dealsDisqualified, range),
                ])
        },
        "avgDealSize": .init(formula: GlossaryTerm.averageDeal.definition) {
            s, range in .mean(s.query(.dealsWon, range))
        },
        "medianDealSize": .init(
            formula: "Median amount of won deals with a known amount, by close date."
        ) {
            s, range in .median(s.query(.dealsWon, range))
        },
        "avgSalesCycleDays": .init(
            formula: "Mean. \(GlossaryTerm.salesCycle.definition)"
        ) { s, range in .mean(s.query(.salesCycles, range), per: day) },
        "medianSalesCycleDays": .init(
            formula: "Median. \(GlossaryTerm.salesCycle.definition)"
        ) { s, range in .median(s.query(.salesCycles, range), per: day) },
    ]

    /// Contacts that came and how far, by the names of the document.
    static let people: [String: Figure] = [
        "newContacts": people("Contacts by create time.", .contactsCreated),
        "leads": people(GlossaryTerm.newLeads.definition, .leadsByStatus),
        "mqls": reached("MQL", .mqlsReached),
        "sqls": reached("SQL", .sqlsReached),
        "opportunities": reached("opportunity", .opportunitiesReached),
        "customers": reached("customer", .customersReached),
        "newCompanies": people("Companies by create time.", .companiesCreated),
        "lastContacted": people(
            GlossaryTerm.lastContacted.definition, .contactsLastContacted),
        "newVisitors": signal("First visit", .firstVisits),
        "lastVisited": signal("Last visit", .lastVisits),
        "lastConverted": signal("Last conversion", .lastConversions),
        "lastOpenedEmail": signal("Last e-mail opened", .lastOpens),
        "lastClickedEmail": signal("Last e-mail clicked", .lastClicks),
    ]

    private static func reached(_ stage: String, _ measure: MeasureID) -> Figure {
        people("Contacts that reached \(stage). \(GlossaryTerm.reached.definition)", measure)
    }

    private static func signal(_ event: String, _ measure: MeasureID) -> Figure {
        people("\(event). \(GlossaryTerm.latestSignals.definition)", measure)
    }

    private static func people(_ formula: String, _ measure: MeasureID) -> Figure {
        Figure(formula: formula) { s, range in .count(s.query(measure, range)) }
    }

    /// Activities that count, by type and all together, by the names of the document.
    static let activities: [String: Figure] = {
        var figures: [String: Figure] = [:]
        for type in ObjectType.activities {
            figures[type.name] = Figure(formula: "Counted \(type.name) before asOf.") { s, range in
                .count(s.activities(type, range))
            }
        }
        let total = Figure(formula: GlossaryTerm.activities.definition) {
            s, range in .count(s.activities(nil, range))
        }
        figures["total"] = total
        figures["activities"] = total
        return figures
    }()

    /// Snapshots of now, by the names of the summary.
    static let snapshots: [String: Figure] = [
        "pipelineValue": .init(formula: GlossaryTerm.pipelineValue.definition) { _, _ in
            .amount(FactQuery(measure: .openByOwner))
        },
        "openDeals": .init(formula: GlossaryTerm.openDeals.definition) { _, _ in
            .count(FactQuery(measure: .openByOwner))
        },
        "totalContacts": .init(formula: GlossaryTerm.totalContacts.definition) { s, _ in
            liveRecords(s, .contacts)
        },
    ]

    static func liveRecords(_ s: ExplainScope, _ object: ObjectType) -> MetricBasis {
        var basis = MetricBasis.count(s.live(object))
        basis.universe = [object]
        return basis
    }

    /// All of the above.
    static let all = deals.merging(people) { $1 }.merging(activities) { $1 }
        .merging(snapshots) { $1 }
}

extension CatalogueWriter {
    /// Adds shared figures under a prefix, over the range that a figure's place gives.
    mutating func addShared(
        _ prefix: String, _ names: [String],
        range: @escaping @Sendable (ExplainScope) -> DateRange = { $0.range }
    ) {
        for name in names {
            guard let figure = SharedFigures.all[name] else {
                preconditionFailure("\(name) is no shared figure")
            }
            add("\(prefix).\(name)", figure.formula) { figure.basis($0, range($0)) }
        }
    }

    mutating func addSummary() {
        addShared(
            "summary.byPeriod",
            [
                "pipelineValue", "openDeals", "totalContacts", "wonRevenue", "dealsWon",
                "dealsCreated", "winRate", "avgDealSize", "avgSalesCycleDays", "newContacts",
                "leads", "mqls", "sqls", "customers", "activities", "calls", "emails",
                "meetings",
            ])
    }

    mutating func addRates() {
        let window =
            " In the trailing 12 months, or in all time where those hold too few won deals."
        for (name, shared) in [
            ("wonDeals", "dealsWon"), ("lostDeals", "dealsLost"), ("winRate", "winRate"),
            ("avgDealSize", "avgDealSize"), ("salesCycleDays", "avgSalesCycleDays"),
        ] {
            guard let figure = SharedFigures.deals[shared] else { continue }
            add("rates.\(name)", figure.formula + window) { s in
                s.overridden(name)
                    ?? figure.basis(
                        s,
                        s.builder.rates().isTrailing
                            ? s.builder.calendar.trailing12Months : .allTime)
            }
        }
        for (name, from, to, words) in Self.funnelRates {
            add("rates.\(name)", words + " Of all time.") { s in
                s.overridden(name) ?? s.conversion(from, to)
            }
        }
    }

    private static let funnelRates: [(String, MeasureID, MeasureID, String)] = [
        ("leadToMql", .leadsByStatus, .mqlsReached, "Contacts that reached MQL ÷ lead."),
        ("mqlToSql", .mqlsReached, .sqlsReached, "Contacts that reached SQL ÷ MQL."),
        (
            "sqlToOpportunity", .sqlsReached, .opportunitiesReached,
            "Contacts that reached opportunity ÷ SQL."
        ),
        (
            "opportunityToCustomer", .opportunitiesReached, .customersReached,
            "Contacts that reached customer ÷ opportunity."
        ),
    ]
}

extension ExplainScope {
    /// A rate that the configuration fixes; `nil` where it is measured.
    fileprivate func overridden(_ name: String) -> MetricBasis? {
        guard builder.configuration.modelOverrides[name] != nil else { return nil }
        return .derived([figure("config.modelOverrides.\(name)", "the configuration's own rate")])
    }

    /// Contacts that reached one stage over those that reached another, of all time.
    func conversion(_ from: MeasureID, _ to: MeasureID) -> MetricBasis {
        .share(FactQuery(measure: to), of: [FactQuery(measure: from)])
    }
}
