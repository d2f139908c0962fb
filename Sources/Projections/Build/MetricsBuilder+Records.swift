internal import HubSpotModel

extension MetricsBuilder {
    /// The deals and owners behind the figures; dictionary, section 13.
    func records(_ book: DealBook) -> MetricsDocument.Records {
        let newest = book.entries.sorted { left, right in
            guard left.deal.created != right.deal.created else { return left.id < right.id }
            guard let leftCreated = left.deal.created else { return false }
            guard let rightCreated = right.deal.created else { return true }
            return leftCreated > rightCreated
        }
        return .init(
            deals: newest.prefix(configuration.maxRecords).map(record),
            owners: models.owners.owners.map { owner in
                .init(
                    ownerId: owner.id.text, name: ownerName(owner.id.text),
                    archived: owner.isArchived, isRep: reps.contains(owner.id.text))
            })
    }

    private func record(_ entry: DealBook.Entry) -> MetricsDocument.Records.Deal {
        let deal = entry.deal
        return .init(
            dealId: entry.id.text, name: dealName(entry),
            pipelineId: models.lexicon.text(deal.pipeline),
            stageId: models.lexicon.text(deal.stage), status: deal.status.name,
            ownerId: ownerID(deal.owner),
            companyId: deal.company.map { models.lexicon.id($0).text },
            source: models.lexicon.text(deal.source), amount: deal.amount.map { .money($0) },
            probability: deal.probability.map(Self.probability),
            weightedAmount: deal.isOpen ? deal.weighted.map(DocumentNumber.weighted) : nil,
            createdAt: deal.created?.description, closeDate: deal.closeDate?.description,
            closedAt: deal.closed?.description,
            lastActivityAt: entry.lastActivity?.description, stale: entry.isStale)
    }

    func dealName(_ entry: DealBook.Entry) -> String {
        text(entry.deal.name) ?? "Deal \(entry.id.text)"
    }

    static func probability(_ probability: Probability) -> DocumentNumber {
        .init(units: Int128(probability.tenThousandths), scale: 4)
    }
}
