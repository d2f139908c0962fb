internal import HubSpotModel

/// Deals: how they stand, what was created and closed, stages, activity, movement.
///
/// Source: metric dictionary, section 6.
package struct PipelineAnalyzer: Analyzer {
    package static let name = "pipeline"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells
    /// Live deals, and archived ones that were not absorbed, with the time of archiving.
    private var deals: StateTable<RecordRef, DealImage>
    /// Instants of the activities of each deal, whether the deal is live or not.
    private var activities: StateTable<RecordRef, Cell>

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.pipelineCells, source: source)
        deals = StateTable(.pipelineDeals, source: source)
        activities = StateTable(.dealActivities, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        try Self.measures.fold(changes.deals, in: context.account.zone, into: &cells) { _, _ in
            false  // There is little of a deal that these measures do not read.
        }
        for change in changes.deals { keep(change) }
        for change in changes.activities { try place(change) }
    }

    private mutating func keep(_ change: ImageChange<DealImage>) {
        let before = change.before.flatMap { Self.isKept($0) ? $0 : nil }
        let after = change.after.flatMap { Self.isKept($0) ? $0 : nil }
        guard let ref = (after ?? before)?.ref else { return }
        deals.set(ref, to: after)
    }

    private static func isKept(_ deal: DealImage) -> Bool {
        switch deal.standing {
        case .live: true
        case .archived: deal.archivedAt != nil && !deal.isAbsorbed
        case .absorbed: false
        }
    }

    /// Counted activities and received e-mails place their deals in time.
    private mutating func place(_ change: ImageChange<ActivityImage>) throws {
        let before = Self.placement(change.before)
        let after = Self.placement(change.after)
        guard before?.time != after?.time || before?.deals != after?.deals else { return }
        for (placement, sign) in [(before, Int64(-1)), (after, 1)] {
            guard let placement else { continue }
            for deal in placement.deals {
                try activities.update(deal) { row in
                    var cell = row.take() ?? Cell()
                    cell.add(amount: nil, position: placement.time.milliseconds, sign: sign)
                    row = cell.isEmpty ? nil : cell
                }
            }
        }
    }

    private static func placement(
        _ image: ActivityImage?
    ) -> (time: Instant, deals: [RecordRef])? {
        guard let image, image.isLive, image.counts || image.isIncoming, let time = image.time,
            !image.deals.isEmpty
        else { return nil }
        return (time, image.deals)
    }

    /// What the pipeline section and everything built on it is made from.
    package mutating func model() throws -> PipelineModel {
        try deals.loadAll()
        try activities.loadAll()
        var kept: [DealImage] = []
        deals.forEach { _, deal in kept.append(deal) }
        var instants: [RecordRef: Cell] = [:]
        activities.forEach { deal, cell in instants[deal] = cell }
        return PipelineModel(figures: try cells.figures(), deals: kept, activities: instants)
    }

    package mutating func drain(into changes: inout [RowChange]) {
        cells.drain(into: &changes)
        deals.drain(into: &changes)
        activities.drain(into: &changes)
    }

    package mutating func evict() throws {
        try cells.evict()
        try deals.evict()
        try activities.evict()
    }

    package var rowsRead: Int { cells.rowsRead + deals.rowsRead + activities.rowsRead }
    package var rowCount: Int { cells.count + deals.count + activities.count }
}

/// The read model of deals, in no order.
package struct PipelineModel: Sendable {
    package let figures: Figures
    /// Live deals, and archived ones of which the time of archiving is known.
    package let deals: [DealImage]
    package let activities: [RecordRef: Cell]
}
