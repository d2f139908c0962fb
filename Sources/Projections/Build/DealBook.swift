internal import HubSpotModel

/// The live deals as of an instant: what depends on `asOf` deal by deal.
struct DealBook {
    struct Entry {
        let deal: DealImage
        let id: RecordID
        /// The latest activity before `asOf`.
        let lastActivity: Instant?
        /// Since the last activity, or since creation; milliseconds.
        let idle: Int64?
        let isStale: Bool
    }

    /// In no order.
    let entries: [Entry]

    init(_ builder: MetricsBuilder) {
        let asOf = builder.asOf.milliseconds
        // For whole milliseconds "more than" a fraction is more than its whole part.
        let days = builder.configuration.staleDealThresholdDays.rational
        let thresholdMilliseconds = -(days * Rational(-Instant.millisecondsPerDay)).ceiling
        entries = builder.models.pipeline.deals.filter(\.isLive).map { deal in
            let last = Self.lastActivity(
                deal, builder.models.pipeline.activities[deal.ref], before: asOf)
            let idle = (last ?? deal.created).map { asOf - $0.milliseconds }
            return Entry(
                deal: deal, id: builder.models.lexicon.id(deal.ref), lastActivity: last,
                idle: idle,
                isStale: deal.isOpen
                    && (idle.map { Int128($0) > thresholdMilliseconds } ?? false))
        }
    }

    /// Source: metric dictionary, section 6.5.
    private static func lastActivity(
        _ deal: DealImage, _ activities: Cell?, before asOf: Int64
    ) -> Instant? {
        var latest: [Int64] = [deal.notesUpdated, deal.notesContacted]
            .compactMap { $0?.milliseconds }.filter { $0 < asOf }
        if let activities {
            let index = activities.firstMark(notBefore: asOf)
            if index > 0 { latest.append(activities.marks[index - 1].position) }
        }
        return latest.max().map(Instant.init(milliseconds:))
    }
}
