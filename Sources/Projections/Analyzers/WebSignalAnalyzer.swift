internal import HubSpotModel

/// Visits, conversions and reactions to e-mail, and the contacts who show interest.
///
/// Source: metric dictionary, sections 8.3, 8.5 and 8.6.
package struct WebSignalAnalyzer: Analyzer {
    package static let name = "webSignals"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells
    /// Live contacts that can have a score: the others are in no list, whatever `asOf` is.
    private var engaged: StateTable<RecordRef, EngagedContact>

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.signalCells, source: source)
        engaged = StateTable(.engagedContacts, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        try Self.measures.fold(
            changes.contacts, in: context.account.zone, into: &cells, unless: Self.isSame)
        for change in changes.contacts {
            let before = change.before.flatMap(EngagedContact.init)
            let after = change.after.flatMap(EngagedContact.init)
            guard before != after, let ref = (change.after ?? change.before)?.ref else { continue }
            engaged.set(ref, to: after)
        }
    }

    private static func isSame(_ left: ContactImage, _ right: ContactImage) -> Bool {
        left.standing == right.standing && left.statedSource == right.statedSource
            && left.counters == right.counters && left.signals == right.signals
    }

    package mutating func model() throws -> WebSignalModel {
        try engaged.loadAll()
        var contacts: [(ref: RecordRef, contact: EngagedContact)] = []
        engaged.forEach { contacts.append(($0, $1)) }
        return WebSignalModel(figures: try cells.figures(), engaged: contacts)
    }

    package mutating func drain(into changes: inout [RowChange]) {
        cells.drain(into: &changes)
        engaged.drain(into: &changes)
    }

    package mutating func evict() throws {
        try cells.evict()
        try engaged.evict()
    }

    package var rowsRead: Int { cells.rowsRead + engaged.rowsRead }
    package var rowCount: Int { cells.count + engaged.count }

    /// The base measures of what contacts did on the web and with e-mails.
    static let measures: [BaseMeasure<ContactImage>] = counters + times

    private static let counters: [BaseMeasure<ContactImage>] = [
        sourced(.pageViewsBySource, "Page views of contacts by source.", \.pageViews),
        sourced(.visitsBySource, "Visits of contacts by source.", \.visits),
        sourced(.conversionsBySource, "Form conversions of contacts by source.", \.conversions),
        counted(.contactsWithVisits, "Contacts with a visit, and their visits.", \.visits),
        counted(
            .contactsWithConversions, "Contacts with a conversion, and their conversions.",
            \.conversions),
        counted(.emailDeliveries, "Contacts with e-mails delivered, and how many.", \.delivered),
        counted(.emailOpens, "Contacts with e-mails opened, and how many.", \.opened),
        counted(.emailClicks, "Contacts with e-mails clicked, and how many.", \.clicked),
        counted(.emailBounces, "Contacts with e-mails bounced, and how many.", \.bounced),
    ]

    private static let times: [BaseMeasure<ContactImage>] = [
        placed(.firstVisits, "Contacts by their first visit.", \.firstVisit),
        placed(.lastVisits, "Contacts by their last visit.", \.lastVisit),
        placed(.lastConversions, "Contacts by their last conversion.", \.lastConversion),
        placed(.lastOpens, "Contacts by the last e-mail they opened.", \.lastOpen),
        placed(.lastClicks, "Contacts by the last e-mail they clicked.", \.lastClick),
    ]

    private typealias Counter = @Sendable (ContactImage.Counters) -> Int64
    private typealias Signal = @Sendable (ContactImage.Signals) -> Instant?

    private static func sourced(
        _ id: MeasureID, _ definition: String, _ counter: @escaping Counter
    ) -> BaseMeasure<ContactImage> {
        .init(
            id, definition, counts: \.isLive, split: { UInt64($0.statedSource) },
            amount: { Int128(counter($0.counters)) })
    }

    private static func counted(
        _ id: MeasureID, _ definition: String, _ counter: @escaping Counter
    ) -> BaseMeasure<ContactImage> {
        .init(
            id, definition, counts: { $0.isLive && counter($0.counters) > 0 },
            amount: { Int128(counter($0.counters)) })
    }

    private static func placed(
        _ id: MeasureID, _ definition: String, _ signal: @escaping Signal
    ) -> BaseMeasure<ContactImage> {
        .init(
            id, definition, counts: { $0.isLive && signal($0.signals) != nil },
            at: { signal($0.signals) })
    }
}

/// The read model of signals; contacts in no order.
package struct WebSignalModel: Sendable {
    package let figures: Figures
    package let engaged: [(ref: RecordRef, contact: EngagedContact)]
}
