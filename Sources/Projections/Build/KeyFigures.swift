internal import HubSpotModel

/// The figures of the executive summary over a range of dates, exact.
///
/// Source: metric dictionary, section 4.
struct KeyFigures {
    /// Open deals and their amount in hundredths.
    let open: Tally
    let contacts: Int
    let closed: ClosedFigures
    let dealsCreated: Int
    let newContacts: Int
    let funnel: FunnelFigures
    let activities: MetricsDocument.Activities.Totals

    /// - Parameters:
    ///   - open, contacts: as they stand at the instant that snapshots are taken at.
    ///   - range: where everything else lies.
    init(_ builder: MetricsBuilder, in range: DateRange, open: Tally, contacts: Int) {
        self.open = open
        self.contacts = contacts
        let figures = builder.models.pipeline.figures
        closed = ClosedFigures(figures, in: range)
        dealsCreated = figures.total(.dealsCreated, in: range).count
        newContacts = builder.models.census.total(.contactsCreated, in: range).count
        funnel = FunnelFigures(builder.models.leads, in: range)
        activities = builder.totals(builder.activityCounts(in: range).totals)
    }
}

extension MetricsBuilder {
    /// Open deals as they stand.
    var openNow: Tally { models.pipeline.figures.total(.openByOwner) }

    /// Source: metric dictionary, section 4.
    func summary() -> MetricsDocument.Summary {
        let open = openNow
        let contacts = census(.contacts, .live)
        return .init(
            byPeriod: ByPeriod { period in
                let key = KeyFigures(
                    self, in: calendar.range(of: period), open: open, contacts: contacts)
                return .init(
                    pipelineValue: .money(open.sum), openDeals: open.count,
                    totalContacts: contacts, wonRevenue: .money(key.closed.won.sum),
                    dealsWon: key.closed.won.count, dealsCreated: key.dealsCreated,
                    winRate: key.closed.winRate.map(DocumentNumber.ratio),
                    avgDealSize: key.closed.averageDealSize.map { .money($0) },
                    avgSalesCycleDays: key.closed.averageCycle.map(DocumentNumber.days),
                    newContacts: key.newContacts, leads: key.funnel.leads,
                    mqls: key.funnel.mqls, sqls: key.funnel.sqls,
                    customers: key.funnel.customers, activities: key.activities.total,
                    calls: key.activities.calls, emails: key.activities.emails,
                    meetings: key.activities.meetings)
            })
    }

    /// Records of a type by standing.
    func census(_ object: ObjectType, _ standing: Standing) -> Int {
        models.records(object, standing)
    }
}
