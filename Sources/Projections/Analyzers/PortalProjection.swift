package import HubSpotModel

/// Everything that is folded from a log: the records, and the read models of all analyzers.
///
/// One checkpoint stands for all of it: `fold` blocks in order, then ``drain()`` and write the
/// changes with the checkpoint in one transaction.
package struct PortalProjection: Sendable {
    /// Raised when stored rows change in form or meaning: the engine rebuilds.
    package static let version = 2
    /// The names of the analyzers with their versions: part of the fingerprint of a state.
    package static let analyzers: [(name: String, version: Int)] = [
        (PipelineAnalyzer.name, PipelineAnalyzer.version),
        (ActivityAnalyzer.name, ActivityAnalyzer.version),
        (CensusAnalyzer.name, CensusAnalyzer.version),
        (LeadAnalyzer.name, LeadAnalyzer.version),
        (ContactAnalyzer.name, ContactAnalyzer.version),
        (WebSignalAnalyzer.name, WebSignalAnalyzer.version),
        (InsightAnalyzer.name, InsightAnalyzer.version),
    ]

    /// Every base measure by name, with its definition in one sentence.
    package static let glossary: [(name: String, definition: String)] = {
        func entries<Image>(_ measures: [BaseMeasure<Image>]...) -> [(String, String)] {
            measures.flatMap { $0.map { ($0.name, $0.definition) } }
        }
        let all =
            entries(
                PipelineAnalyzer.measures, CensusAnalyzer.dealMeasures, LeadAnalyzer.dealMeasures,
                ContactAnalyzer.dealMeasures, InsightAnalyzer.dealMeasures)
            + entries(
                CensusAnalyzer.contactMeasures, LeadAnalyzer.contactMeasures,
                ContactAnalyzer.contactMeasures, WebSignalAnalyzer.measures,
                InsightAnalyzer.contactMeasures)
            + entries(ContactAnalyzer.companyMeasures)
            + entries(ActivityAnalyzer.measures, CensusAnalyzer.activityMeasures)
        let unique = Dictionary(all, uniquingKeysWith: { first, _ in first })
        return unique.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { (name: $0.key, definition: $0.value) }
    }()

    /// Images kept for a later settling at most; above it changes are given out early.
    private static let keptImagesMax = 16_384

    package private(set) var records: RecordFold
    private var pipeline: PipelineAnalyzer
    private var activities: ActivityAnalyzer
    private var census: CensusAnalyzer
    private var leads: LeadAnalyzer
    private var contacts: ContactAnalyzer
    private var signals: WebSignalAnalyzer
    private var insights: InsightAnalyzer

    /// - Parameters:
    ///   - context: what stored rows were made with, too; another context needs a rebuild.
    ///   - symbols: those that the log defines up to the checkpoint.
    ///   - source: the rows as of the checkpoint; `nil` for an empty state kept in memory.
    package init(
        context: ProjectionContext, symbols: SymbolTable = SymbolTable(),
        source: (any RowSource)? = nil
    ) throws {
        records = try RecordFold(context: context, symbols: symbols, source: source)
        pipeline = PipelineAnalyzer(context: context, source: source)
        activities = ActivityAnalyzer(context: context, source: source)
        census = CensusAnalyzer(context: context, source: source)
        leads = LeadAnalyzer(context: context, source: source)
        contacts = ContactAnalyzer(context: context, source: source)
        signals = WebSignalAnalyzer(context: context, source: source)
        insights = InsightAnalyzer(context: context, source: source)
    }

    package var context: ProjectionContext { records.context }

    /// Takes in the events of one block.
    package mutating func fold(_ batch: EventBatch) throws {
        try records.fold(batch)
        if records.keptImages >= Self.keptImagesMax { try settle() }
    }

    /// Gives pending changes to the analyzers.
    package mutating func settle() throws {
        try records.settle { changes in
            try pipeline.fold(changes)
            try activities.fold(changes)
            try census.fold(changes)
            try leads.fold(changes)
            try contacts.fold(changes)
            try signals.fold(changes)
            try insights.fold(changes)
        }
    }

    /// The rows that changed since the last drain, each once.
    package mutating func drain() throws -> [RowChange] {
        try settle()
        var changes: [RowChange] = []
        records.drain(into: &changes)
        pipeline.drain(into: &changes)
        activities.drain(into: &changes)
        census.drain(into: &changes)
        leads.drain(into: &changes)
        contacts.drain(into: &changes)
        signals.drain(into: &changes)
        insights.drain(into: &changes)
        return changes
    }

    /// Drops rows from memory once they are drained; without a source there is nowhere to drop to.
    package mutating func evict() throws {
        try records.evict()
        try pipeline.evict()
        try activities.evict()
        try census.evict()
        try leads.evict()
        try contacts.evict()
        try signals.evict()
        try insights.evict()
    }

    /// Record rows read from the source so far.
    package var recordRowsRead: Int { records.rowsRead }

    /// Rows of the read models read from the source so far.
    package var readModelRowsRead: Int {
        pipeline.rowsRead + activities.rowsRead + census.rowsRead + leads.rowsRead
            + contacts.rowsRead + signals.rowsRead + insights.rowsRead
    }

    /// Record rows in memory: what grows with the portal while replaying.
    package var recordRowsInMemory: Int { records.rowsInMemory }

    /// Rows of the read models in memory: 0 once no record contributes anything.
    package var readModelRowCount: Int {
        pipeline.rowCount + activities.rowCount + census.rowCount + leads.rowCount
            + contacts.rowCount + signals.rowCount + insights.rowCount
    }

    /// What documents are made from.
    package mutating func models() throws -> ReadModels {
        try settle()
        return try ReadModels(
            &records, pipeline: pipeline.model(), activities: activities.model(),
            census: census.figures(), leads: leads.figures(), contacts: contacts.figures(),
            signals: signals.model(), insights: insights.figures())
    }
}
