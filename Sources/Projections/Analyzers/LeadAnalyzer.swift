internal import HubSpotModel

/// Contacts on their way through the funnel, by time, source, status and owner.
///
/// Source: metric dictionary, section 5.
package struct LeadAnalyzer: Analyzer {
    package static let name = "leads"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.leadCells, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        let zone = context.account.zone
        try Self.contactMeasures.fold(
            changes.contacts, in: zone, into: &cells, unless: Self.isSame)
        try Self.dealMeasures.fold(changes.deals, in: zone, into: &cells, unless: Self.isSame)
    }

    private static func isSame(_ left: ContactImage, _ right: ContactImage) -> Bool {
        left.standing == right.standing && left.created == right.created
            && left.owner == right.owner && left.furthest == right.furthest
            && left.leadStatus == right.leadStatus && left.statedSource == right.statedSource
            && (left.lastContacted == nil) == (right.lastContacted == nil)
            && left.ownDates == right.ownDates
    }

    private static func isSame(_ left: DealImage, _ right: DealImage) -> Bool {
        left.standing == right.standing && left.status == right.status
            && left.closed == right.closed && left.source == right.source
            && left.amount == right.amount
    }

    package mutating func figures() throws -> Figures { try cells.figures() }

    package mutating func drain(into changes: inout [RowChange]) { cells.drain(into: &changes) }
    package mutating func evict() throws { try cells.evict() }
    package var rowsRead: Int { cells.rowsRead }
    package var rowCount: Int { cells.count }
}
