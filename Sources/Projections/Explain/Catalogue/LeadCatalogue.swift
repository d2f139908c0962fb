internal import HubSpotModel

extension CatalogueWriter {
    mutating func addLeads() {
        addShared(
            "leads.byPeriod",
            ["newContacts", "leads", "mqls", "sqls", "opportunities", "customers"])
        addSources()
        add("leads.byPeriod.byStatus[].count", .leadStatus) { s in
            .count(s.query(.leadsByStatus, split: s.text(s.row?["status"]?.text, blank: "(none)")))
        }
        add("leads.byPeriod.byOwner[].leads", "The period's leads of this owner.") { s in
            .count(s.query(.leadsByOwner, split: s.ownerOfRow))
        }
        add("leads.activeLeads", .activeLeads) { _ in
            .count(FactQuery(measure: .activeLeads))
        }
        add("leads.uncontactedLeads", "Active leads that nobody has contacted.") { _ in
            .count(FactQuery(measure: .activeLeads, detail: { $0 == 0 }))
        }
        add("leads.statusSnapshot[].count", "Active leads with this lead status.") { s in
            .count(
                FactQuery(
                    measure: .activeLeads, split: s.text(s.row?["status"]?.text, blank: "(none)")))
        }
        addFunnel()
    }

    private mutating func addSources() {
        let row = "leads.byPeriod.bySource[]"
        add("\(row).newContacts", "Contacts of this source, by create time.") { s in
            .count(s.query(.contactsBySource, split: s.sourceOfRow))
        }
        add("\(row).leads", .sourceEffectiveness) { s in
            .count(s.query(.leadsBySource, split: s.sourceOfRow))
        }
        for (name, stage, words) in [
            ("reachedMql", FunnelStage.marketingQualifiedLead, "MQL"),
            ("reachedSql", .salesQualifiedLead, "SQL"),
            ("reachedOpportunity", .opportunity, "opportunity"),
            ("reachedCustomer", .customer, "customer"),
        ] {
            add("\(row).\(name)", "Of the row's leads, those that reached \(words) by now.") { s in
                .count(s.cohort(reaching: stage))
            }
        }
        for (name, stage, words) in [
            ("leadToMqlRate", FunnelStage.marketingQualifiedLead, "MQL"),
            ("leadToSqlRate", .salesQualifiedLead, "SQL"),
            ("leadToCustomerRate", .customer, "customer"),
        ] {
            add("\(row).\(name)", "The row's leads that reached \(words) by now ÷ its leads.") {
                s in .share(s.cohort(reaching: stage), of: [s.cohort(reaching: .lead)])
            }
        }
        add("\(row).wonDeals", .dealSource) { s in
            .count(s.query(.dealsWonBySource, split: s.sourceOfRow))
        }
        add("\(row).wonRevenue", "Amount of won deals of this source, by close time.") { s in
            .amount(s.query(.dealsWonBySource, split: s.sourceOfRow))
        }
    }

    private mutating func addFunnel() {
        add("leads.funnel[].reached", .funnel) { s in
            .count(FactQuery(measure: s.funnelMeasure(0)))
        }
        add(
            "leads.funnel[].stepConversion",
            "Contacts that reached the stage ÷ those that reached the one before."
        ) { s in s.conversion(s.funnelMeasure(-1), s.funnelMeasure(0)) }
        add(
            "leads.funnel[].cumulativeConversion",
            "Contacts that reached the stage ÷ those that reached lead."
        ) { s in s.conversion(.leadsByStatus, s.funnelMeasure(0)) }
        add(
            "leads.funnel[].medianDaysFromPrevious",
            "Median time from the own date of the stage before to that of this one."
        ) { s in
            .median(FactQuery(measure: s.timeMeasure), per: ExplainScope.dayMilliseconds)
        }
        add(
            "leads.funnel[].timedContacts",
            "Contacts with own dates of both stages, the later one not before."
        ) { s in
            s.key == FunnelStage.lead.name
                ? .list([], of: [], reason: "") : .count(FactQuery(measure: s.timeMeasure))
        }
    }
}

extension ExplainScope {
    /// The leads of the row's source that came as far as a stage.
    fileprivate func cohort(reaching stage: FunnelStage) -> FactQuery {
        query(.leadsBySource, split: sourceOfRow) { $0 >= UInt64(stage.rawValue) }
    }

    private var funnelPlace: Int {
        LeadAnalyzer.funnel.firstIndex { $0.name == key } ?? 0
    }

    /// What counts who reached the row's stage, or the one so many places from it.
    fileprivate func funnelMeasure(_ offset: Int) -> MeasureID {
        let measures: [MeasureID] = [
            .leadsByStatus, .mqlsReached, .sqlsReached, .opportunitiesReached, .customersReached,
        ]
        return measures[max(0, funnelPlace + offset)]
    }

    fileprivate var timeMeasure: MeasureID {
        let measures: [MeasureID] = [.timeToMql, .timeToSql, .timeToOpportunity, .timeToCustomer]
        return measures[max(0, funnelPlace - 1)]
    }
}
