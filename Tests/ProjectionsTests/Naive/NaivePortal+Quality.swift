import HubSpotModel

@testable import Projections

extension NaivePortal {
    func dataQuality() -> MetricsDocument.DataQuality {
        let activities = ObjectType.activities.flatMap { keys($0) }.filter(isLive)
        let owned = deals.map(\.key) + contacts.map(\.key) + activities
        func counts(_ isCounted: (RecordKey, TestRecord) -> Bool) -> MetricsDocument.CountsByType {
            func count(_ type: ObjectType) -> Int {
                records.count { key, record in
                    key.object == type && isCounted(key, record)
                        && (type != .deals || self.counts(text(key, "pipeline") ?? "default"))
                }
            }
            return .init(
                contacts: count(.contacts), companies: count(.companies), deals: count(.deals),
                calls: count(.calls), emails: count(.emails), meetings: count(.meetings),
                tasks: count(.tasks), notes: count(.notes))
        }
        return .init(
            openDealsWithoutAmount: deals.count { $0.isOpen && $0.amount == nil },
            wonDealsWithoutAmount: deals.count { $0.isWon && $0.amount == nil },
            dealsWithUnconvertibleCurrency: deals.count {
                if case .lacksRate = $0.stated { true } else { false }
            },
            openDealsWithoutCloseDate: deals.count { $0.isOpen && $0.close == nil },
            closedDealsWithoutCloseDate: deals.count { !$0.isOpen && $0.closed == nil },
            wonDealsWithNegativeCycle: deals.count { $0.cycle.map { $0 < 0 } ?? false },
            dealsInUnknownStage: deals.count { $0.known == nil },
            dealsWithoutCompany: deals.count { $0.company == nil },
            contactsWithoutCreateDate: contacts.count {
                $0.created == nil
            },
            contactsWithoutSource: contacts.count { text($0.key, "hs_analytics_source") == nil },
            contactsWithoutLifecycleStage: contacts.count { $0.lifecycle == nil },
            activitiesWithoutTimestamp: activities.count { time($0) == nil },
            recordsWithUnknownOwner: owned.count { key in
                owner(key).map { records[RecordKey(.owners, RecordID($0))] == nil } ?? false
            },
            recordsWithoutOwner: owned.count { owner($0) == nil },
            notSynced: [
                "contacts", "companies", "deals", "calls", "emails", "meetings", "tasks", "notes",
            ]
            .filter { name in notSynced.contains { $0.name == name } },
            archivedRecords: counts { _, record in record.archived },
            mergedRecords: counts { key, record in !record.archived && isAbsorbed(key) })
    }

    func dealRecords() -> [MetricsDocument.Records.Deal] {
        let sorted = deals.sorted { left, right in
            if left.created == right.created { return left.key.id < right.key.id }
            guard let leftCreated = left.created else { return false }
            guard let rightCreated = right.created else { return true }
            return leftCreated > rightCreated
        }
        return sorted.prefix(context.configuration.maxRecords).map { deal in
            .init(
                dealId: deal.key.id.text, name: name(deal), pipelineId: deal.pipeline,
                stageId: deal.stage, status: deal.status.name, ownerId: deal.owner,
                companyId: deal.company?.text, source: deal.source.text,
                amount: deal.amount.map { NaiveNumber.money([$0]) },
                probability: deal.probability.map {
                    .init(units: Int128($0.tenThousandths), scale: 4)
                },
                weightedAmount: deal.isOpen
                    ? deal.weighted.map { weighted in
                        NaiveNumber.round(
                            Rational(weighted).divided(by: Rational(1_000_000)), 2) ?? .zero
                    } : nil,
                createdAt: deal.created?.description, closeDate: deal.close?.description,
                closedAt: deal.closed?.description,
                lastActivityAt: deal.lastActivity?.description, stale: isStale(deal))
        }
    }

    func ownerRecords() -> [MetricsDocument.Records.Owner] {
        keys(.owners).map { key in
            .init(
                ownerId: key.id.text, name: ownerName(key.id.text),
                archived: records[key]?.archived == true
                    || text(key, "archived")?.lowercased() == "true",
                isRep: reps.contains(key.id.text))
        }
    }

    func summary() -> MetricsDocument.Summary {
        let pipeline = pipeline(movement())
        return .init(
            byPeriod: ByPeriod { period in
                let closed = pipeline.byPeriod[period]
                let totals = totals(counted(period))
                return .init(
                    pipelineValue: NaiveNumber.money(deals.filter(\.isOpen).map(\.amount)),
                    openDeals: deals.count(where: \.isOpen), totalContacts: contacts.count,
                    wonRevenue: closed.wonRevenue, dealsWon: closed.dealsWon,
                    dealsCreated: closed.dealsCreated, winRate: closed.winRate,
                    avgDealSize: closed.avgDealSize, avgSalesCycleDays: closed.avgSalesCycleDays,
                    newContacts: contacts.count { isIn(period, $0.created) },
                    leads: became("lead", period).count,
                    mqls: became("marketingqualifiedlead", period).count,
                    sqls: became("salesqualifiedlead", period).count,
                    customers: became("customer", period).count,
                    activities: totals.total, calls: totals.calls, emails: totals.emails,
                    meetings: totals.meetings)
            })
    }
}
