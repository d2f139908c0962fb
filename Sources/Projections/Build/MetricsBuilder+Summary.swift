internal import HubSpotModel

extension MetricsBuilder {
    /// Source: metric dictionary, section 4.
    func summary() -> MetricsDocument.Summary {
        let open = models.pipeline.figures.total(.openByOwner)
        let contacts = census(.contacts, .live)
        return .init(
            byPeriod: ByPeriod { period in
                let range = calendar.range(of: period)
                let closed = ClosedFigures(models.pipeline.figures, in: range)
                let totals = totals(activityCounts(in: range).totals)
                return .init(
                    pipelineValue: .money(open.sum), openDeals: open.count,
                    totalContacts: contacts, wonRevenue: .money(closed.won.sum),
                    dealsWon: closed.won.count,
                    dealsCreated: models.pipeline.figures.total(.dealsCreated, in: range).count,
                    winRate: closed.winRate.map(DocumentNumber.ratio),
                    avgDealSize: closed.averageDealSize.map { .money($0) },
                    avgSalesCycleDays: closed.averageCycle.map(DocumentNumber.days),
                    newContacts: models.census.total(.contactsCreated, in: range).count,
                    leads: nil, mqls: nil, sqls: nil, customers: nil, activities: totals.total,
                    calls: totals.calls, emails: totals.emails, meetings: totals.meetings)
            })
    }

    /// Records of a type by standing.
    func census(_ object: ObjectType, _ standing: Standing) -> Int {
        models.census.total(
            .records, split: UInt64(object.rawValue), detail: UInt64(standing.rawValue)
        ).count
    }
}
