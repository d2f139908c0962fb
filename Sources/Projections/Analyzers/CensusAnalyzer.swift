internal import HubSpotModel

/// How many records there are, and what the definitions had to set aside.
///
/// Source: metric dictionary, section 13.
package struct CensusAnalyzer: Analyzer {
    package static let name = "census"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.censusCells, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        let zone = context.account.zone
        try Self.dealMeasures.fold(changes.deals, in: zone, into: &cells, unless: Self.isSame)
        try Self.contactMeasures.fold(
            changes.contacts, in: zone, into: &cells, unless: Self.isSame)
        try Self.companyMeasures.fold(changes.companies, in: zone, into: &cells) {
            $0.standing == $1.standing
        }
        try Self.activityMeasures.fold(changes.activities, in: zone, into: &cells) {
            $0.standing == $1.standing && $0.owner == $1.owner
                && ($0.time == nil) == ($1.time == nil)
        }
    }

    private static func isSame(_ left: DealImage, _ right: DealImage) -> Bool {
        left.standing == right.standing && left.status == right.status
            && left.owner == right.owner && left.amount == right.amount
            && left.lacksRate == right.lacksRate && left.created == right.created
            && left.closeDate == right.closeDate && left.closed == right.closed
            && left.isStageKnown == right.isStageKnown && left.company == right.company
    }

    private static func isSame(_ left: ContactImage, _ right: ContactImage) -> Bool {
        left.standing == right.standing && left.owner == right.owner
            && left.created == right.created && left.statedSource == right.statedSource
            && left.lifecycle == right.lifecycle
    }

    package mutating func figures() throws -> Figures { try cells.figures() }

    package mutating func drain(into changes: inout [RowChange]) { cells.drain(into: &changes) }
    package mutating func evict() throws { try cells.evict() }
    package var rowsRead: Int { cells.rowsRead }
    package var rowCount: Int { cells.count }

    private static func records<Image: Sendable>(
        _ object: @escaping @Sendable (Image) -> ObjectType,
        _ standing: @escaping @Sendable (Image) -> Standing
    ) -> BaseMeasure<Image> {
        .init(
            .records, "Records by type, and by whether they are live, archived or absorbed.",
            counts: { _ in true }, split: { UInt64(object($0).rawValue) },
            detail: { UInt64(standing($0).rawValue) })
    }

    private static func owned<Image: Sendable>(
        _ isLive: @escaping @Sendable (Image) -> Bool,
        _ owner: @escaping @Sendable (Image) -> TextCode
    ) -> BaseMeasure<Image> {
        .init(
            .recordsByOwner, "Live contacts, deals and activities by owner.",
            counts: isLive, split: { UInt64(owner($0)) })
    }

    static let dealMeasures: [BaseMeasure<DealImage>] = [
        records({ _ in .deals }, \.standing),
        owned(\.isLive, \.owner),
        .init(
            .openDealsWithoutAmount, "Open deals without an amount.",
            counts: { $0.isOpen && $0.amount == nil }),
        .init(
            .wonDealsWithoutAmount, "Won deals without an amount.",
            counts: { $0.isWon && $0.amount == nil }),
        .init(
            .dealsWithUnconvertibleCurrency, "Deals whose amount wants an exchange rate.",
            counts: { $0.isLive && $0.lacksRate }),
        .init(
            .openDealsWithoutCloseDate, "Open deals without an expected close.",
            counts: { $0.isOpen && $0.closeDate == nil }),
        .init(
            .closedDealsWithoutCloseDate, "Closed deals without any close time.",
            counts: { $0.isLive && $0.status.isClosed && $0.closed == nil }),
        .init(
            .wonDealsWithNegativeCycle, "Won deals that closed before they were created.",
            counts: { $0.isWon && ($0.cycle ?? 0) < 0 }),
        .init(
            .dealsInUnknownStage, "Deals in a stage that their pipeline does not define.",
            counts: { $0.isLive && !$0.isStageKnown }),
        .init(
            .dealsWithoutCompany, "Deals without a live company.",
            counts: { $0.isLive && $0.company == nil }),
    ]

    static let contactMeasures: [BaseMeasure<ContactImage>] = [
        records({ _ in .contacts }, \.standing),
        owned(\.isLive, \.owner),
        .init(
            .contactsCreated, "Contacts by create time.", counts: \.isLive, at: \.created),
        .init(
            .contactsWithoutCreateDate, "Contacts without a create time.",
            counts: { $0.isLive && $0.created == nil }),
        .init(
            .contactsWithoutSource, "Contacts without a source.",
            counts: { $0.isLive && $0.statedSource == 0 }),
        .init(
            .contactsWithoutLifecycleStage, "Contacts without a lifecycle stage.",
            counts: { $0.isLive && $0.lifecycle == 0 }),
    ]

    static let companyMeasures: [BaseMeasure<CompanyImage>] = [
        records({ _ in .companies }, \.standing)
    ]

    static let activityMeasures: [BaseMeasure<ActivityImage>] = [
        records(\.object, \.standing),
        owned(\.isLive, \.owner),
        .init(
            .activitiesWithoutTimestamp, "Activities that nothing places in time.",
            counts: { $0.isLive && $0.time == nil }),
    ]
}
