internal import HubSpotModel

extension ContactImage {
    fileprivate func hasBecome(_ stage: FunnelStage) -> Bool { isLive && hasReached(stage) }
}

extension LeadAnalyzer {
    /// The stages of the funnel that have rows of their own.
    static let funnel: [FunnelStage] = [
        .lead, .marketingQualifiedLead, .salesQualifiedLead, .opportunity, .customer,
    ]

    /// The base measures of contacts in the funnel; durations in milliseconds.
    static let contactMeasures: [BaseMeasure<ContactImage>] = arrivals + milestones + durations

    private static let arrivals: [BaseMeasure<ContactImage>] = [
        .init(
            .contactsBySource, "Contacts by create time and source.", counts: \.isLive,
            at: \.created, split: { UInt64($0.statedSource) }),
        .init(
            .leadsBySource, GlossaryTerm.sourceEffectiveness.definition,
            counts: { $0.hasBecome(.lead) }, at: { $0.reachTime(.lead) },
            split: { UInt64($0.statedSource) },
            detail: { UInt64(min($0.furthest ?? .lead, .customer).rawValue) }),
        .init(
            .leadsByStatus, GlossaryTerm.leadStatus.definition,
            counts: { $0.hasBecome(.lead) }, at: { $0.reachTime(.lead) },
            split: { UInt64($0.leadStatus) }),
        .init(
            .leadsByOwner, GlossaryTerm.newLeads.definition,
            counts: { $0.hasBecome(.lead) }, at: { $0.reachTime(.lead) },
            split: { UInt64($0.owner) }),
        .init(
            .activeLeads, GlossaryTerm.activeLeads.definition,
            counts: { $0.hasBecome(.lead) && !$0.hasReached(.customer) },
            split: { UInt64($0.leadStatus) }, detail: { $0.lastContacted == nil ? 0 : 1 }),
    ]

    private static let milestones: [BaseMeasure<ContactImage>] = [
        milestone(.mqlsReached, .marketingQualifiedLead, "MQL"),
        milestone(.sqlsReached, .salesQualifiedLead, "SQL"),
        milestone(.opportunitiesReached, .opportunity, "opportunity"),
        milestone(.customersReached, .customer, "customer"),
    ]

    private static func milestone(
        _ id: MeasureID, _ stage: FunnelStage, _ name: String
    ) -> BaseMeasure<ContactImage> {
        .init(
            id, "Contacts that reached \(name). \(GlossaryTerm.reached.definition)",
            counts: { $0.hasBecome(stage) }, at: { $0.reachTime(stage) })
    }

    private static let durations: [BaseMeasure<ContactImage>] = [
        duration(.timeToMql, .lead, .marketingQualifiedLead, "lead to MQL"),
        duration(.timeToSql, .marketingQualifiedLead, .salesQualifiedLead, "MQL to SQL"),
        duration(.timeToOpportunity, .salesQualifiedLead, .opportunity, "SQL to opportunity"),
        duration(.timeToCustomer, .opportunity, .customer, "opportunity to customer"),
    ]

    private static func duration(
        _ id: MeasureID, _ from: FunnelStage, _ to: FunnelStage, _ name: String
    ) -> BaseMeasure<ContactImage> {
        .init(id, "Milliseconds from \(name) of contacts with own dates of both.") { contact, _ in
            guard contact.isLive, let start = contact.ownDates[from],
                let end = contact.ownDates[to], end >= start
            else { return nil }
            return Fact(duration: end.milliseconds - start.milliseconds, split: 0)
        }
    }

    static let dealMeasures: [BaseMeasure<DealImage>] = [
        .init(
            .dealsWonBySource, GlossaryTerm.dealSource.definition,
            counts: \.isWon, at: \.closed, split: { UInt64($0.source) }, amount: \.cents)
    ]
}

extension Fact {
    /// A length of time, for means and medians; not negative.
    ///
    /// Split by whole hours besides, so that a change touches a small part of all lengths.
    init(duration: Int64, split: UInt64) {
        self.init(
            date: nil, split: split,
            detail: UInt64(clamping: duration / 3_600_000),
            amount: Int128(duration), position: duration)
    }
}
