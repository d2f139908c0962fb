import Crypto
import Dashboard
import EventStore
import HubSpotModel
import ProjectionEngine
import Projections
import SyncEngine

/// One dashboard: the documents and the page made from them.
struct MadeDashboard: Sendable {
    let document: MetricsDocument
    let manifest: SnapshotManifest
    /// `metrics.json`, UTF-8.
    let metrics: [UInt8]
    /// The page, UTF-8.
    let page: [UInt8]
}

/// Makes documents and pages from a ledger; writes nothing.
struct DashboardMaker {
    let reader: LedgerReader
    let states: StateSource
    let configuration: MetricsConfiguration
    let now: Instant
    /// Takes what a reader of the result should know; on the command line it goes to standard error.
    let note: @Sendable (String) -> Void

    init(launch: Launch) throws {
        self.init(
            reader: try LedgerReader.open(launch.directory), states: .directory(launch.directory),
            configuration: launch.settings.metrics, now: launch.clock.now())
    }

    init(
        reader: LedgerReader, states: StateSource, configuration: MetricsConfiguration,
        now: Instant, note: @escaping @Sendable (String) -> Void = { StandardError.write($0) }
    ) {
        self.reader = reader
        self.states = states
        self.configuration = configuration
        self.now = now
        self.note = note
    }

    /// - Throws: ``CommandError`` 65 before the first sync has completed.
    @discardableResult
    static func requireCompletedSync(_ reader: LedgerReader) throws -> Int64 {
        guard let completed = try reader.portalState().firstCompletionAt else {
            throw CommandError(65, "no sync has completed yet, so there are no figures to show")
        }
        return completed
    }

    /// The dashboard of a reading.
    ///
    /// - Throws: ``CommandError`` 64 for a time that is none, 65 for a reading that this ledger
    ///   does not have.
    ///
    /// - Parameter redacted: whether ids stand for names.
    func make(_ reading: ReadingOptions, redacted: Bool = false) throws -> MadeDashboard {
        let place = try place(of: reading.asked)
        return try make(
            state(
                place.reading, asOf: place.asOf, through: place.sequence),
            asOf: place.asOf, reading: place.reading, redacted: redacted)
    }

    /// What a reading asks for.
    struct Place {
        let reading: SnapshotManifest.Reading
        let asOf: Instant
        /// The last event to fold; `nil` for the head.
        let sequence: SequenceNumber?
    }

    /// - Throws: ``CommandError`` as ``make(_:redacted:)``.
    func place(of reading: AskedReading) throws -> Place {
        let earliest = try Self.requireCompletedSync(reader)
        if reading.asOf == nil, reading.sequence == nil {
            return Place(reading: .head, asOf: now, sequence: nil)
        }
        let asOf = try reading.asOf.map { try instant($0, option: reading.asOfName) }
        if reading.hindsight, let asOf {
            return Place(reading: .hindsight, asOf: asOf, sequence: nil)
        }
        let position = try position(reading.sequence, asOf, earliest: earliest)
        return Place(
            reading: .asKnown, asOf: asOf ?? position.observed, sequence: position.last)
    }

    /// The read models of a reading.
    func state(
        _ kind: SnapshotManifest.Reading, asOf: Instant, through sequence: SequenceNumber?
    ) throws -> FoldedState {
        guard kind == .hindsight else {
            return try states.foldedState(
                reader, configuration, through: sequence)
        }
        return try hindsight(asOf, through: sequence).state
    }

    /// The read models of a reading, with the records behind them.
    func explainedState(_ place: Place) throws -> (state: FoldedState, book: RecordBook) {
        guard place.reading == .hindsight else {
            return try states.explainedState(
                reader, configuration, through: place.sequence)
        }
        let hindsight = try hindsight(
            place.asOf, through: nil, isExplained: true)
        guard let book = hindsight.book else {
            preconditionFailure("the records that were asked for are missing")
        }
        return (hindsight.state, book)
    }

    private func hindsight(
        _ asOf: Instant, through sequence: SequenceNumber?,
        isExplained: Bool = false
    ) throws -> HindsightState {
        let hindsight = try reader.hindsightState(
            configuration, before: asOf,
            exactSince: Instant(milliseconds: Self.requireCompletedSync(reader)),
            through: sequence, isExplained: isExplained)
        if hindsight.reconstructedValues > 0 {
            note(
                "\(hindsight.reconstructedValues) values of \(hindsight.reconstructedRecords) "
                    + "records are reconstructed: the log knows nothing of them before \(asOf), "
                    + "so their first known values stand in.\n")
        }
        return hindsight
    }

    /// The last event to fold, and when its block was observed.
    private func position(
        _ sequence: UInt64?, _ asOf: Instant?, earliest: Int64
    ) throws -> (last: SequenceNumber, observed: Instant) {
        let wanted: SequenceNumber
        if let sequence {
            let head = try reader.head().sequence
            guard sequence >= 1, sequence <= head.rawValue else {
                throw CommandError(
                    65, "sequence \(sequence) is beyond the head of this log, \(head)")
            }
            wanted = SequenceNumber(sequence)
        } else if let asOf {
            guard asOf.milliseconds >= earliest else {
                throw CommandError(
                    65,
                    "nothing was known at \(asOf): the first sync completed at "
                        + "\(Instant(milliseconds: earliest)), the earliest time to ask for")
            }
            wanted = try reader.sequence(asKnownAt: asOf.milliseconds)
        } else {
            preconditionFailure("a position is asked for without a sequence and without a time")
        }
        let batch = try reader.batch(holding: wanted)
        return (batch.lastSequence, Instant(milliseconds: batch.observedTime))
    }

    /// A time of the command line; a date means its last millisecond in the portal's zone.
    func instant(_ text: String, option: String) throws -> Instant {
        let zone = try reader.projectionContext(configuration).account.zone
        let isDate = text.utf8.count == 10
        guard let instant = Instant(parsing: text, zone: zone) else {
            throw CommandError(
                64, "\(option) \"\(text)\" is no time: write 2026-11-22 or 2026-11-22T14:30:00Z")
        }
        guard isDate, text.contains("-") else { return instant }
        let next = zone.start(of: zone.date(of: instant).adding(days: 1))
        return Instant(milliseconds: next.milliseconds - 1)
    }

    func make(
        _ state: FoldedState, asOf: Instant, reading: SnapshotManifest.Reading,
        redacted: Bool = false
    ) throws -> MadeDashboard {
        let whole = try document(state, asOf: asOf) { _, text in text }
        let document = redacted ? whole.redacted : whole
        let metrics = try DocumentEncoder().encode(document)
        var manifest = try manifest(document, reading, state)
        manifest.options.redacted = redacted
        let page = try DashboardPage(document: document, manifest: manifest)
            .render { Array(SHA256.hash(data: $0)) }
        return MadeDashboard(
            document: document, manifest: manifest, metrics: metrics, page: Array(page.utf8))
    }

    /// The document of a state.
    ///
    /// - Parameter text: what to write for a reference; it is given the text, `nil` when erased.
    func document(
        _ state: FoldedState, asOf: Instant,
        text: @escaping (PersonalReference, String?) -> String?
    ) throws -> MetricsDocument {
        try builder(state, asOf: asOf, text: text) { try $0.document() }
    }

    /// Lends what makes documents of a state.
    func builder<Result>(
        _ state: FoldedState, asOf: Instant,
        text: @escaping (PersonalReference, String?) -> String? = { _, text in text },
        _ body: (MetricsBuilder) throws -> Result
    ) throws -> Result {
        let texts = PersonalTexts(reader)
        let result = try body(
            MetricsBuilder(
                state.models, asOf: asOf, sequence: state.sequence, logHash: state.hash,
                personalText: { text($0, texts.text($0)) }))
        try texts.check()
        return result
    }

    private func manifest(
        _ document: MetricsDocument, _ reading: SnapshotManifest.Reading, _ state: FoldedState
    ) throws -> SnapshotManifest {
        let completeness = try Completeness(reader)
        let exactSince = try reader.portalState().firstCompletionAt
            .map(Instant.init(milliseconds:))
        // What is later than the first complete look is seen and not reconstructed.
        let reconstructedSince = state.earliestHistory.flatMap { earliest in
            exactSince.map { earliest < $0 ? earliest : nil } ?? earliest
        }
        return SnapshotManifest(
            program: ProgramVersion.name, ledgerId: reader.identity.ledgerIDText,
            sequence: document.sequence, logHash: document.logHash, asOf: document.asOf,
            reading: reading,
            depth: .init(
                exactSince: exactSince?.description,
                reconstructedSince: reconstructedSince?.description),
            verdict: completeness.verdict,
            types: ByName(
                completeness.types.map { type in
                    (
                        type.object.name,
                        .init(
                            records: reading == .head
                                ? Int(type.counts.live) : state.models.liveRecords(type.object),
                            verdict: type.verdict,
                            indexLagSeconds: type.indexLagSeconds)
                    )
                }),
            options: .init(redacted: false), zone: state.models.context.account.zone)
    }
}

/// Looks personal texts up while a document is written, and keeps the first failure.
private final class PersonalTexts {
    private let reader: LedgerReader
    private var failure: (any Error)?

    init(_ reader: LedgerReader) { self.reader = reader }

    func text(_ reference: PersonalReference) -> String? {
        do {
            return try reader.personalText(reference)
        } catch {
            if failure == nil { failure = error }
            return nil
        }
    }

    /// - Throws: what the first failed look-up threw: a missing text must not pass for an erased one.
    func check() throws {
        if let failure { throw failure }
    }
}
