import HubSpotModel

@testable import Projections

extension SamplePortal {
    /// The document of the portal: `base` gives its configuration, periods and later sections.
    ///
    /// The sections that later analyzers compute are left out.
    func document(from base: MetricsDocument) -> MetricsDocument {
        var document = base
        document.asOf = asOf
        document.sequence = 18_204
        document.logHash = "ab12cd34ef5678900987fe65dc43ba21ab12cd34ef5678900987fe65dc43ba21"
        document.leads = nil
        document.contacts = nil
        document.webSignals = nil
        document.insights = nil
        document.target = nil
        document.timeSeries = nil
        document.yoy = nil
        document.records = .init(deals: deals, owners: owners)
        document.pipeline = pipeline(base)
        document.activities = activities(base)
        for period in PeriodKey.allCases {
            let results = document.pipeline.byPeriod[period]
            let totals = document.activities.byPeriod[period].totals
            document.summary.byPeriod[period] = .init(
                pipelineValue: document.pipeline.openAmount, openDeals: document.pipeline.openDeals,
                totalContacts: nil, wonRevenue: results.wonRevenue, dealsWon: results.dealsWon,
                dealsCreated: results.dealsCreated, winRate: results.winRate,
                avgDealSize: results.avgDealSize, avgSalesCycleDays: results.avgSalesCycleDays,
                newContacts: nil, leads: nil, mqls: nil, sqls: nil, customers: nil,
                activities: totals.total, calls: totals.calls, emails: totals.emails,
                meetings: totals.meetings)
        }
        return document
    }

    private func date(_ instant: String?) -> CivilDate? {
        instant.flatMap { Instant(parsing: $0, zone: .utc) }?.utc.date
    }

    private func contains(
        _ bounds: MetricsDocument.PeriodBounds, _ instant: String?
    ) -> Bool {
        guard let start = bounds.startDate, let end = bounds.endDate else { return true }
        guard let date = date(instant)?.description else { return false }
        return start <= date && date < end
    }

    private func sum(_ deals: [Deal]) -> DocumentNumber {
        deals.reduce(DocumentNumber.zero) { $0.adding($1.amount ?? 0) }
    }

    private func bag(_ deals: [Deal]) -> MetricsDocument.Pipeline.Bag {
        .init(
            deals: deals.count, amount: sum(deals),
            weightedAmount: deals.reduce(DocumentNumber.zero) { $0.adding($1.weightedAmount ?? 0) })
    }

    private func ratio(_ part: Int, _ whole: Int) -> DocumentNumber? {
        whole == 0
            ? nil : DocumentNumber(units: Int128((part * 20_000 + whole) / (whole * 2)), scale: 4)
    }

    private func mean(_ deals: [Deal]) -> DocumentNumber? {
        let known = deals.filter { $0.amount != nil }
        guard !known.isEmpty, let cents = sum(known).rounded(toPlaces: 2) else { return nil }
        return DocumentNumber(units: cents / Int128(known.count), scale: 2)
    }

    private func pipeline(_ base: MetricsDocument) -> MetricsDocument.Pipeline {
        let open = deals.filter { $0.status == "open" }
        var pipeline = base.pipeline
        pipeline.openDeals = open.count
        pipeline.openAmount = sum(open)
        pipeline.weightedAmount = bag(open).weightedAmount
        pipeline.avgOpenDealSize = mean(open)
        pipeline.overdueClose = bag(
            open.filter { deal in date(deal.closeDate).map { $0 < today } ?? false })
        pipeline.undatedClose = bag(open.filter { $0.closeDate == nil })
        let stale = open.filter(\.stale).sorted {
            ($0.lastActivityAt ?? "", $0.dealId) < ($1.lastActivityAt ?? "", $1.dealId)
        }
        pipeline.stale = bag(stale)
        pipeline.staleDeals = stale.map { deal in
            .init(
                dealId: deal.dealId, name: deal.name, ownerId: deal.ownerId, stageId: deal.stageId,
                amount: deal.amount, lastActivityAt: deal.lastActivityAt,
                daysSinceActivity: date(deal.lastActivityAt).map { Int(today.days - $0.days) } ?? 0)
        }
        pipeline.stages = Self.stages.enumerated().map { index, stage in
            let here = deals.filter { $0.stageId == stage.id }
            let isOpen = stage.status == "open"
            var row = MetricsDocument.Pipeline.Stage(
                pipelineId: "700001", stageId: stage.id, label: stage.label, displayOrder: index,
                probability: stage.probability, status: stage.status, deals: here.count,
                amount: sum(here), weightedAmount: bag(here).weightedAmount)
            if isOpen {
                row.medianDaysInStage = DocumentNumber(units: Int128(60 + index * 43), scale: 1)
                row.avgCurrentAgeDays = DocumentNumber(units: Int128(91 + index * 37), scale: 1)
                row.completedVisits = 60 - index * 6
                row.reached = 75 - index * 8
                row.advanced = 67 - index * 8
                row.advanceRate = ratio(67 - index * 8, 75 - index * 8)
            }
            return row
        }
        pipeline.byOwner = owners.map { owner in
            let theirs = open.filter { $0.ownerId == owner.ownerId }
            let bag = bag(theirs)
            return .init(
                ownerId: owner.ownerId, ownerName: owner.name, deals: bag.deals, amount: bag.amount,
                weightedAmount: bag.weightedAmount, staleDeals: theirs.filter(\.stale).count)
        }.filter { $0.deals > 0 }.sorted { $0.amount > $1.amount }
        pipeline.byPeriod = ByPeriod { results(base.periods[$0]) }
        pipeline.movement = ByPeriod { $0 == .allTime ? nil : movement(base, $0, open) }
        return pipeline
    }

    private func results(_ bounds: MetricsDocument.PeriodBounds) -> MetricsDocument.Pipeline.Period
    {
        func closed(_ status: String) -> [Deal] {
            deals.filter { $0.status == status && contains(bounds, $0.closedAt) }
        }
        let (won, lost) = (closed("won"), closed("lost"))
        let disqualified = closed("disqualified").count
        let created = deals.filter { contains(bounds, $0.createdAt) }
        let now = Dictionary(grouping: created, by: \.status).mapValues(\.count)
        let cycles = won.compactMap { deal in
            date(deal.closedAt).flatMap { end in
                date(deal.createdAt).map { Int(end.days - $0.days) }
            }
        }.sorted()
        let cycle: DocumentNumber? =
            cycles.isEmpty
            ? nil : DocumentNumber(units: Int128(cycles.reduce(0, +) * 10 / cycles.count), scale: 1)
        return .init(
            dealsCreated: created.count, dealsCreatedAmount: sum(created), dealsWon: won.count,
            wonRevenue: sum(won), dealsLost: lost.count, lostAmount: sum(lost),
            dealsDisqualified: disqualified, winRate: ratio(won.count, won.count + lost.count),
            winRateByValue: ratio(won.count, won.count + lost.count),
            winRateBroad: ratio(won.count, won.count + lost.count + disqualified),
            avgDealSize: mean(won), medianDealSize: mean(won), avgSalesCycleDays: cycle,
            medianSalesCycleDays: cycles.isEmpty ? nil : DocumentNumber(cycles[cycles.count / 2]),
            createdCohort: .init(
                created: created.count, won: now["won"] ?? 0, lost: now["lost"] ?? 0,
                disqualified: now["disqualified"] ?? 0, open: now["open"] ?? 0,
                winRateOfClosed: ratio(now["won"] ?? 0, (now["won"] ?? 0) + (now["lost"] ?? 0)),
                winRateOfCreated: ratio(now["won"] ?? 0, created.count)),
            byOwner: owners.map { owner in
                let (theirs, against) = (
                    won.filter { $0.ownerId == owner.ownerId },
                    lost.filter { $0.ownerId == owner.ownerId }
                )
                return .init(
                    ownerId: owner.ownerId, ownerName: owner.name, dealsWon: theirs.count,
                    wonRevenue: sum(theirs), dealsLost: against.count,
                    winRate: ratio(theirs.count, theirs.count + against.count))
            }.filter { $0.dealsWon + $0.dealsLost > 0 }.sorted { $0.wonRevenue > $1.wonRevenue })
    }

    private func movement(
        _ base: MetricsDocument, _ period: PeriodKey, _ open: [Deal]
    ) -> MetricsDocument.Pipeline.Movement? {
        guard var movement = base.pipeline.movement?[period] else { return nil }
        let bounds = base.periods[period]
        let none = MetricsDocument.Pipeline.MovementBucket(deals: 0, amount: 0)
        func bucket(_ deals: [Deal]) -> MetricsDocument.Pipeline.MovementBucket {
            .init(deals: deals.count, amount: sum(deals))
        }
        func closed(_ status: String) -> MetricsDocument.Pipeline.MovementBucket {
            bucket(deals.filter { $0.status == status && contains(bounds, $0.closedAt) })
        }
        var buckets = MetricsDocument.Pipeline.MovementBuckets(
            opening: none, new: bucket(deals.filter { contains(bounds, $0.createdAt) }),
            reopened: none, pulledIn: none,
            increased: .init(deals: 2, amount: 14_250), decreased: .init(deals: 1, amount: 3_500),
            pushedOut: none, won: closed("won"), lost: closed("lost"),
            disqualified: closed("disqualified"), removed: none, closing: bucket(open))
        let leaving = [buckets.decreased, buckets.won, buckets.lost, buckets.disqualified]
        let entering = [buckets.new, buckets.increased]
        let left = leaving.reduce(buckets.closing.amount) { $0.adding($1.amount) }
        let entered = entering.reduce(DocumentNumber.zero) { $0.adding($1.amount) }
        buckets.opening.amount = left.adding(entered.negated)
        buckets.opening.deals = max(
            0,
            open.count + buckets.won.deals + buckets.lost.deals + buckets.disqualified.deals
                - buckets.new.deals)
        movement.whole = buckets
        movement.window.buckets = buckets
        return movement
    }
}

extension DocumentNumber {
    func adding(_ other: DocumentNumber) -> DocumentNumber {
        DocumentNumber(
            units: (rounded(toPlaces: 2) ?? 0) + (other.rounded(toPlaces: 2) ?? 0), scale: 2)
    }

    var negated: DocumentNumber { DocumentNumber(units: -units, scale: scale) }
}
