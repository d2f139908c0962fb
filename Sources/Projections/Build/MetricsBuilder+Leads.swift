internal import HubSpotModel

extension MetricsBuilder {
    typealias LeadSection = MetricsDocument.Leads

    /// Source: metric dictionary, section 5.
    func leads() -> LeadSection {
        let active = models.leads.bySplit(.activeLeads)
        return LeadSection(
            byPeriod: ByPeriod { leads(in: calendar.range(of: $0)) },
            activeLeads: active.values.reduce(0) { $0 + $1.count },
            uncontactedLeads: models.leads.total(.activeLeads, detail: 0).count,
            statusSnapshot: statusRows(active), funnel: funnel())
    }

    private func leads(in range: DateRange) -> LeadSection.Period {
        let reached = FunnelFigures(models.leads, in: range)
        return .init(
            newContacts: models.leads.total(.contactsBySource, in: range).count,
            leads: reached.leads, mqls: reached.mqls, sqls: reached.sqls,
            opportunities: reached.opportunities, customers: reached.customers,
            bySource: sourceRows(in: range),
            byStatus: statusRows(models.leads.bySplit(.leadsByStatus, in: range)),
            byOwner: leadOwners(in: range))
    }

    // MARK: Sources

    private struct SourceCounts {
        var newContacts = 0
        /// Leads by the place of the last stage they reached.
        var leads = [0, 0, 0, 0, 0]
        var won = Tally()

        func reached(_ stage: FunnelStage) -> Int { leads[stage.rawValue...].reduce(0, +) }
    }

    private func sourceRows(in range: DateRange) -> [LeadSection.SourceRow] {
        var sources: [SourceName: SourceCounts] = [:]
        func source(_ split: UInt64) -> SourceName {
            SourceName(TextCode(truncatingIfNeeded: split), models.lexicon)
        }
        models.leads.forEach(.contactsBySource, in: range) { entry, tally in
            sources[source(entry.split), default: .init()].newContacts += tally.count
        }
        models.leads.forEach(.leadsBySource, in: range) { entry, tally in
            let place = min(Int(entry.detail), FunnelStage.customer.rawValue)
            sources[source(entry.split), default: .init()].leads[place] += tally.count
        }
        models.leads.forEach(.dealsWonBySource, in: range) { entry, tally in
            sources[source(entry.split), default: .init()].won += tally
        }
        return sources.map(Self.sourceRow).sorted { left, right in
            if left.leads != right.leads { return left.leads > right.leads }
            if left.newContacts != right.newContacts { return left.newContacts > right.newContacts }
            return left.source.precedesInBytes(right.source)
        }
    }

    private static func sourceRow(
        _ source: SourceName, _ counts: SourceCounts
    ) -> LeadSection.SourceRow {
        let leads = counts.reached(.lead)
        func rate(_ stage: FunnelStage) -> DocumentNumber? {
            Rational(counts.reached(stage), over: leads).map(DocumentNumber.ratio)
        }
        return .init(
            source: source.text, label: source.label, newContacts: counts.newContacts,
            leads: leads, reachedMql: counts.reached(.marketingQualifiedLead),
            reachedSql: counts.reached(.salesQualifiedLead),
            reachedOpportunity: counts.reached(.opportunity),
            reachedCustomer: counts.reached(.customer),
            leadToMqlRate: rate(.marketingQualifiedLead),
            leadToSqlRate: rate(.salesQualifiedLead), leadToCustomerRate: rate(.customer),
            wonDeals: counts.won.count, wonRevenue: .money(counts.won.sum))
    }

    // MARK: Status and owners

    private func statusRows(_ tallies: [UInt64: Tally]) -> [LeadSection.StatusRow] {
        var counts: [ExactText: Int] = [:]
        for (split, tally) in tallies {
            let code = TextCode(truncatingIfNeeded: split)
            let status = ExactText(code == 0 ? "(none)" : models.lexicon.text(code))
            counts[status, default: 0] += tally.count
        }
        return counts.map { LeadSection.StatusRow(status: $0.key.text, count: $0.value) }.sorted {
            $0.count == $1.count ? $0.status.precedesInBytes($1.status) : $0.count > $1.count
        }
    }

    private func leadOwners(in range: DateRange) -> [LeadSection.OwnerRow] {
        let rows = models.leads.bySplit(.leadsByOwner, in: range).map { split, tally in
            let id = ownerID(TextCode(truncatingIfNeeded: split))
            return LeadSection.OwnerRow(
                ownerId: id, ownerName: ownerName(id), leads: tally.count)
        }
        return rows.sorted {
            $0.leads == $1.leads ? Self.precedes($0.ownerId, $1.ownerId) : $0.leads > $1.leads
        }
    }

    // MARK: Funnel

    /// Source: metric dictionary, section 5.3.
    private func funnel() -> [LeadSection.FunnelStep] {
        let reached = FunnelFigures(models.leads, in: .allTime).counts
        let timed: [MeasureID?] = [
            nil, .timeToMql, .timeToSql, .timeToOpportunity, .timeToCustomer,
        ]
        return LeadAnalyzer.funnel.enumerated().map { place, stage in
            .init(
                stage: stage.name, label: Self.funnelLabels[place], reached: reached[place],
                stepConversion: place == 0
                    ? nil
                    : Rational(reached[place], over: reached[place - 1])
                        .map(DocumentNumber.ratio),
                cumulativeConversion: Rational(reached[place], over: reached[0])
                    .map(DocumentNumber.ratio),
                medianDaysFromPrevious: timed[place].flatMap { models.leads.median($0) }
                    .map(DocumentNumber.days),
                timedContacts: timed[place].map { models.leads.total($0).count } ?? 0)
        }
    }

    private static let funnelLabels = ["Lead", "MQL", "SQL", "Opportunity", "Customer"]
}
