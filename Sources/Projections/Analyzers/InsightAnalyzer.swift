internal import HubSpotModel

/// Why deals were won and lost, and how long contacts of a month took to become customers.
///
/// Reasons are personal text: the cells know where they lie, not what they say.
/// Source: metric dictionary, sections 10.1 and 10.4.
package struct InsightAnalyzer: Analyzer {
    package static let name = "insights"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.insightCells, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        let zone = context.account.zone
        try Self.dealMeasures.fold(changes.deals, in: zone, into: &cells, unless: Self.isSame)
        try Self.contactMeasures.fold(
            changes.contacts, in: zone, into: &cells, unless: Self.isSame)
    }

    private static func isSame(_ left: ContactImage, _ right: ContactImage) -> Bool {
        left.standing == right.standing && left.created == right.created
            && left.furthest == right.furthest && left.ownDates == right.ownDates
    }

    private static func isSame(_ left: DealImage, _ right: DealImage) -> Bool {
        left.standing == right.standing && left.status == right.status
            && left.closed == right.closed && left.amount == right.amount
            && left.wonReason == right.wonReason && left.lostReason == right.lostReason
    }

    package mutating func figures() throws -> Figures { try cells.figures() }

    package mutating func drain(into changes: inout [RowChange]) { cells.drain(into: &changes) }
    package mutating func evict() throws { try cells.evict() }
    package var rowsRead: Int { cells.rowsRead }
    package var rowCount: Int { cells.count }

    static let dealMeasures: [BaseMeasure<DealImage>] = [
        .init(
            .winReasons, GlossaryTerm.reasons.definition, counts: \.isWon,
            at: \.closed, split: { UInt64(bitPattern: $0.wonReason.packed) },
            detail: \.ref.raw, amount: \.cents),
        .init(
            .lossReasons, GlossaryTerm.reasons.definition,
            counts: { $0.isLive && $0.status == .lost }, at: \.closed,
            split: { UInt64(bitPattern: $0.lostReason.packed) }, detail: \.ref.raw,
            amount: \.cents),
    ]

    static let contactMeasures: [BaseMeasure<ContactImage>] = [
        .init(
            .cohortContacts,
            "Contacts by the month they were created in, split by the months until they became "
                + "customers and by whether they reached customer.",
            fact: { contact, zone in
                guard contact.isLive, let created = contact.created else { return nil }
                return Fact(
                    date: zone.date(of: created).firstOfMonth,
                    split: monthsToCustomer(contact, created, zone).map { UInt64($0) + 1 } ?? 0,
                    detail: contact.hasReached(.customer) ? 1 : 0, amount: nil, position: nil)
            })
    ]

    /// The least number of months after creation that lies behind the customer time; `nil` where
    /// no time tells when the contact became a customer.
    private static func monthsToCustomer(
        _ contact: ContactImage, _ created: Instant, _ zone: ZoneRules
    ) -> Int? {
        guard let customer = contact.customerTime else { return nil }
        let (from, to) = (zone.date(of: created), zone.date(of: customer))
        // Two months less than the calendar says is surely not behind it, wherever clocks change.
        var months = max(0, (to.year - from.year) * 12 + to.month - from.month - 2)
        while zone.adding(months: months, to: created) <= customer { months += 1 }
        return months
    }
}
