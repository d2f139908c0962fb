package import HubSpotModel

/// One stay of a deal in a stage.
package struct StageVisit: Sendable, Hashable {
    package let stage: TextCode
    package let entered: Instant
    /// `nil` while the deal is there.
    package let exited: Instant?
}

/// The amounts of a deal as its properties state them.
package struct StatedAmounts: Sendable, Hashable {
    package let home: PackedDecimal
    package let amount: PackedDecimal
    /// Upper case; 0 when blank.
    package let currency: TextCode
}

/// A deal with what its figures need of other records.
///
/// Deals outside the configured pipelines have no image.
package struct DealImage: Sendable, Equatable {
    package let ref: RecordRef
    package let standing: Standing
    package let archivedAt: Instant?
    /// Also true of a deal that is archived besides: such a one counts nowhere.
    package let isAbsorbed: Bool
    package let pipeline: TextCode
    /// 0 for the empty id.
    package let stage: TextCode
    /// Whether the pipeline defines the stage.
    package let isStageKnown: Bool
    package let status: DealStatus
    package let probability: Probability?
    /// In company currency; `nil` when missing.
    package let amount: Money?
    /// Missing only for want of an exchange rate.
    package let lacksRate: Bool
    package let stated: StatedAmounts
    package let created: Instant?
    /// `closedate` as it stands.
    package let closeDate: Instant?
    /// When it closed; `nil` for open deals.
    package let closed: Instant?
    /// 0 for nobody.
    package let owner: TextCode
    package let source: TextCode
    package let company: RecordRef?
    package let name: PersonalText
    package let wonReason: PersonalText
    package let lostReason: PersonalText
    package let notesUpdated: Instant?
    package let notesContacted: Instant?
    package let visits: [StageVisit]
    /// The furthest stage reached, as its place among the open and won ones of the pipeline.
    package let furthest: Int?
    package let history: DealHistory

    package var isLive: Bool { standing == .live }
    package var isOpen: Bool { standing == .live && status == .open }
    package var isWon: Bool { standing == .live && status == .won }

    /// The amount times its probability, in millionths of the currency unit.
    package var weighted: Int128? {
        guard let amount, let probability else { return nil }
        return Int128(amount.minorUnits) * Int128(probability.tenThousandths)
    }

    /// From creation to close of a won deal, in milliseconds; may be negative.
    package var cycle: Int64? {
        guard status == .won, let created, let closed else { return nil }
        return closed.milliseconds - created.milliseconds
    }
}
