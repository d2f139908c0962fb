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
    let directory: DataDirectory
    let configuration: MetricsConfiguration
    let now: Instant

    init(launch: Launch) throws {
        self.init(
            reader: try LedgerReader.open(launch.directory), directory: launch.directory,
            configuration: launch.settings.metrics, now: launch.clock.now())
    }

    init(
        reader: LedgerReader, directory: DataDirectory, configuration: MetricsConfiguration,
        now: Instant
    ) {
        self.reader = reader
        self.directory = directory
        self.configuration = configuration
        self.now = now
    }

    /// Types that the ledger does not hold: never read whole, or not readable.
    static func notSynced(_ reader: LedgerReader) throws -> Set<ObjectType> {
        try Set(
            ObjectType.crmObjects.filter { object in
                let state = try reader.typeState(object)
                return state.unreadable != nil || !state.isBackfilled
            })
    }

    /// The dashboard of a reading.
    ///
    /// - Throws: ``CommandError`` 64 for a time that is none, 65 for a reading that this ledger
    ///   does not have.
    func make(_ reading: ReadingOptions) throws -> MadeDashboard {
        guard let earliest = try reader.portalState().firstCompletionAt else {
            throw CommandError(65, "no sync has completed yet, so there are no figures to show")
        }
        let notSynced = try Self.notSynced(reader)
        if reading.asOf == nil, reading.sequence == nil {
            let state = try reader.foldedState(
                configuration, notSynced: notSynced, in: directory)
            return try make(state, asOf: now, reading: .head)
        }
        let asOf = try reading.asOf.map { try instant($0, notSynced) }
        let position = try position(reading.sequence, asOf, earliest: earliest)
        let state = try reader.foldedState(
            configuration, notSynced: notSynced, through: position.last, in: directory)
        return try make(state, asOf: asOf ?? position.observed, reading: .asKnown)
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
    private func instant(_ text: String, _ notSynced: Set<ObjectType>) throws -> Instant {
        let zone = try reader.projectionContext(configuration, notSynced: notSynced).account.zone
        let isDate = text.utf8.count == 10
        guard let instant = Instant(parsing: text, zone: zone) else {
            throw CommandError(
                64, "--as-of \"\(text)\" is no time: write 2026-11-22 or 2026-11-22T14:30:00Z")
        }
        guard isDate, text.contains("-") else { return instant }
        let next = zone.start(of: zone.date(of: instant).adding(days: 1))
        return Instant(milliseconds: next.milliseconds - 1)
    }

    func make(
        _ state: FoldedState, asOf: Instant, reading: SnapshotManifest.Reading
    ) throws -> MadeDashboard {
        let texts = PersonalTexts(reader)
        let document = try MetricsBuilder(
            state.models, asOf: asOf, sequence: state.sequence, logHash: state.hash,
            personalText: { texts.text($0) }
        ).document()
        try texts.check()
        let metrics = try DocumentEncoder().encode(document)
        let manifest = try manifest(document, reading, state.models.context)
        let page = try DashboardPage(document: document, manifest: manifest)
            .render { Array(SHA256.hash(data: $0)) }
        return MadeDashboard(
            document: document, manifest: manifest, metrics: metrics, page: Array(page.utf8))
    }

    private func manifest(
        _ document: MetricsDocument, _ reading: SnapshotManifest.Reading,
        _ context: ProjectionContext
    ) throws -> SnapshotManifest {
        let completeness = try Completeness(reader)
        let exactSince = try reader.portalState().firstCompletionAt
        return SnapshotManifest(
            program: ProgramVersion.name, ledgerId: reader.identity.ledgerIDText,
            sequence: document.sequence, logHash: document.logHash, asOf: document.asOf,
            reading: reading,
            depth: .init(
                exactSince: exactSince.map { Instant(milliseconds: $0).description },
                reconstructedSince: nil),
            verdict: completeness.verdict,
            types: ByName(
                completeness.types.map { type in
                    (
                        type.object.name,
                        .init(
                            records: Int(type.counts.live), verdict: type.verdict,
                            indexLagSeconds: nil)
                    )
                }),
            options: .init(redacted: false), zone: context.account.zone)
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
