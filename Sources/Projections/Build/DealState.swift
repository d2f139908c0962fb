internal import HubSpotModel

/// A deal as it stood just before an instant.
struct DealState {
    let status: DealStatus
    /// `closedate` at that instant, whatever the status.
    let closeDate: Instant?
    /// In hundredths; a missing amount is 0.
    let amount: Int128

    var isOpen: Bool { status == .open }

    private init(status: DealStatus, closeDate: Instant?, amount: Money?) {
        self.status = status
        self.closeDate = closeDate
        self.amount = Int128(amount?.minorUnits ?? 0)
    }

    /// The deal as it stands now; `nil` when it is archived.
    init?(now deal: DealImage) {
        guard deal.isLive else { return nil }
        self.init(status: deal.status, closeDate: deal.closeDate, amount: deal.amount)
    }

    /// The deal at an instant in the past; `nil` when it did not exist.
    ///
    /// Source: metric dictionary, section 6.8.
    init?(_ deal: DealImage, before instant: Instant, in models: ReadModels) {
        if let created = deal.created, created >= instant { return nil }
        if deal.standing == .archived {
            guard let archivedAt = deal.archivedAt, archivedAt >= instant else { return nil }
        }
        let past = PastValues(history: deal.history, instant: instant)
        let pipeline = past.code(.pipeline).map {
            $0 == 0 ? models.coded.words.defaultPipeline : $0
        }
        guard models.coded.counts(pipeline ?? deal.pipeline) else { return nil }
        self.init(
            status: Self.status(deal, past, pipeline ?? deal.pipeline, models.coded),
            closeDate: past.slot(.closeDate).map { $0.present.map(Instant.init(milliseconds:)) }
                ?? deal.closeDate,
            amount: Self.amount(deal, past, models))
    }

    private struct PastValues {
        let history: DealHistory
        let instant: Instant

        func slot(_ property: HistoryProperty) -> Int64? {
            history.slot(of: property, before: instant)
        }

        func code(_ property: HistoryProperty) -> TextCode? { slot(property)?.textCode }

        func decimal(_ property: HistoryProperty) -> PackedDecimal? {
            slot(property).map(PackedDecimal.init(packed:))
        }
    }

    private static func status(
        _ deal: DealImage, _ past: PastValues, _ pipeline: TextCode, _ coded: CodedContext
    ) -> DealStatus {
        guard let stage = past.code(.stage) else {
            guard let closed = deal.closed, closed < past.instant else { return .open }
            return deal.status
        }
        if let known = coded.stage(pipeline, stage) { return known.status }
        return pipeline == deal.pipeline && stage == deal.stage ? deal.status : .open
    }

    private static func amount(
        _ deal: DealImage, _ past: PastValues, _ models: ReadModels
    ) -> Money? {
        let home = past.decimal(.homeAmount)
        let amount = past.decimal(.amount)
        let currency = past.code(.currency) ?? deal.stated.currency
        if home == nil, let amount {
            return currency == 0 || currency == models.coded.companyCurrency
                ? amount.money(models.lexicon) : deal.stated.home.money(models.lexicon)
        }
        let stated = StatedAmounts(
            home: home ?? deal.stated.home, amount: amount ?? deal.stated.amount,
            currency: currency)
        return models.coded.amount(stated, models.lexicon).0
    }
}
