package import HubSpotModel

/// The portal as it is now known to have been at an instant: by source time, not by when it was
/// learned.
///
/// The whole log is walked once. A record is there if it was created before the instant and not
/// purged before it; archived or absorbed before it, it is that, as in any other reading. Its
/// properties have the last version stamped before the instant, of the history and of observed
/// changes; where the first known one is later, what its change replaced, else its own value,
/// which is counted as reconstructed. Changes without a source time are placed where they were
/// observed. Links, owners, pipelines with their stages, and the account are as first seen: HubSpot
/// tells no times of them.
package struct HindsightFold: Sendable {
    private struct Record: Sendable {
        var properties: [PropertyPast] = []
        var state = State.live
        var stateTime = Int64.min
        /// Versions stamped before the instant.
        var history: [HistoryEvent] = []
        var links: [LinkChange] = []
        /// Whether an event has said that it is there.
        var wasSeen = false
    }

    private struct HistoryEvent: Sendable {
        let time: Int64
        let place: UInt32
        let change: PropertyChange
    }

    private enum State: Sendable {
        case live, archived, merged, purged
    }

    package let instant: Instant
    private var symbols: SymbolTable
    private var records: [RecordKey: Record] = [:]
    /// The gaps of the log, in its order: what cannot be seen at its end is not known.
    private var gaps: [[PropertyChange]] = []
    /// The earliest version of any property's history.
    package private(set) var earliestHistory: Instant?
    /// Values that are the first known ones, and not known to have been true by then.
    package private(set) var reconstructedValues = 0
    /// Records with such a value.
    package private(set) var reconstructedRecords = 0

    /// - Parameter symbols: of the log up to the last event that will be folded.
    package init(before instant: Instant, symbols: SymbolTable) {
        self.instant = instant
        self.symbols = symbols
    }

    // MARK: - Folding

    package mutating func fold(_ batch: EventBatch) {
        for event in batch.events {
            guard let key = event.key else {
                if event.kind == .gap { gaps.append(Array(batch.changes[event.changes])) }
                continue
            }
            var record = records[key] ?? Record()
            records[key] = nil  // Not copied while it is changed.
            fold(event, batch, into: &record, isReference: key.object.isAsFirstSeen)
            records[key] = record
        }
    }

    private mutating func fold(
        _ event: LedgerEvent, _ batch: EventBatch, into record: inout Record, isReference: Bool
    ) {
        let time = event.sourceTime ?? batch.observedTime
        switch event.kind {
        case .historyLearned: return learn(event, batch, time, into: &record)
        case .linksChanged: return link(batch.links[event.links], into: &record)
        case .archived, .restored, .merged, .purged:
            if isReference {
                // First seen archived: the same block tells of it first.
                if event.kind == .archived, record.stateTime == batch.observedTime {
                    record.state = .archived
                }
            } else if time < instant.milliseconds, time >= record.stateTime {
                record.stateTime = time
                record.state = Self.state(event.kind)
            }
        case .created:
            if isReference { record.stateTime = batch.observedTime }
        case .propertiesChanged: break
        case .redacted, .syncCompleted, .schemaChanged, .gap: return
        }
        record.wasSeen = true
        for change in batch.changes[event.changes] {
            take(change, event.kind, time, into: &record, isReference: isReference)
        }
    }

    private static func state(_ kind: EventKind) -> State {
        switch kind {
        case .archived: .archived
        case .merged: .merged
        case .purged: .purged
        default: .live
        }
    }

    private func take(
        _ change: PropertyChange, _ kind: EventKind, _ time: Int64, into record: inout Record,
        isReference: Bool
    ) {
        let index = record.properties.firstIndex { $0.property == change.property }
        if isReference {
            guard index == nil, !change.after.isMissing else { return }
        }
        let version = PropertyPast.Version(
            property: change.property, value: change.after,
            replaced: kind == .created || isReference ? nil : change.before, time: time,
            place: nil)
        if let index {
            record.properties[index].take(version, at: instant.milliseconds)
        } else {
            record.properties.append(PropertyPast(version, at: instant.milliseconds))
        }
    }

    private mutating func learn(
        _ event: LedgerEvent, _ batch: EventBatch, _ time: Int64, into record: inout Record
    ) {
        let stamp = Instant(milliseconds: time)
        if event.sourceTime != nil { earliestHistory = min(earliestHistory ?? stamp, stamp) }
        for change in batch.changes[event.changes] {
            let version = PropertyPast.Version(
                property: change.property, value: change.after, replaced: nil, time: time,
                place: event.place)
            if let index = record.properties.firstIndex(where: { $0.property == change.property }) {
                record.properties[index].take(version, at: instant.milliseconds)
            } else {
                record.properties.append(PropertyPast(version, at: instant.milliseconds))
            }
            if time < instant.milliseconds {
                record.history.append(
                    HistoryEvent(time: time, place: event.place, change: change))
            }
        }
    }

    private func link(_ changes: ArraySlice<LinkChange>, into record: inout Record) {
        for change in changes where !record.links.contains(where: { $0.target == change.target }) {
            // Of a link that is first told of by its end, the beginning is what was seen first.
            let types = change.before.isEmpty ? change.after : change.before
            guard !types.isEmpty else { continue }
            record.links.append(LinkChange(target: change.target, before: [], after: types))
        }
    }
}

// MARK: - The portal at that instant

extension HindsightFold {
    /// Account and pipelines as first seen, in the order of their keys: what a context is made
    /// from.
    package var references: [ReferenceImage] {
        records.filter { $0.key.object == .account || $0.key.object == .pipelines }
            .map { key, record in
                var properties: [String: String] = [:]
                for past in record.properties {
                    properties[symbols.text(past.property)] = past.value.text(symbols)
                }
                return ReferenceImage(
                    key: key, properties: properties, isArchived: record.state == .archived)
            }
            .sorted { $0.key < $1.key }
    }

    /// Records told of in one batch.
    private static let recordsPerBatch = 1_000

    /// Tells of every record as of the instant in batches of events, which a projection can fold.
    ///
    /// They use the symbols that this fold was given. Call it once, after the last event.
    package mutating func forEachBatch(_ body: (EventBatch) throws -> Void) rethrows {
        var writer = BatchWriter(symbols: symbols.count)
        let createdAt = symbols.symbol(for: "createdAt")
        let archivedAt = symbols.symbol(for: "archivedAt")
        var told = 0
        for gap in gaps { writer.append(.gap, nil, gap) }
        for (key, record) in records.sorted(by: { $0.key < $1.key }) {
            guard key.object != .account, key.object != .pipelines,
                isThere(record, key, createdAt: createdAt)
            else { continue }
            tell(key, record, archivedAt, to: &writer)
            told += 1
            if told % Self.recordsPerBatch == 0, let batch = writer.next() { try body(batch) }
        }
        if let batch = writer.next() { try body(batch) }
    }

    private func isThere(_ record: Record, _ key: RecordKey, createdAt: Symbol?) -> Bool {
        guard record.wasSeen, record.state != .purged else { return false }
        guard !key.object.isAsFirstSeen, let createdAt,
            let past = record.properties.first(where: { $0.property == createdAt }),
            case .instant(let created) = past.value
        else { return true }
        return created < instant.milliseconds
    }

    private mutating func tell(
        _ key: RecordKey, _ record: Record, _ archivedAt: Symbol?, to writer: inout BatchWriter
    ) {
        var reconstructed = 0
        var changes: [PropertyChange] = []
        var archiving: [PropertyChange] = []
        for past in record.properties where !past.value.isMissing {
            let change = PropertyChange(
                property: past.property, before: .missing, after: past.value)
            if past.property == archivedAt {
                archiving.append(change)
                continue
            }
            changes.append(change)
            if past.isReconstructed, !key.object.isAsFirstSeen { reconstructed += 1 }
        }
        reconstructedValues += reconstructed
        reconstructedRecords += reconstructed > 0 ? 1 : 0
        writer.append(.created, key, changes)
        for version in record.history {
            writer.append(
                .historyLearned, key, [version.change], time: version.time, place: version.place)
        }
        if !record.links.isEmpty { writer.append(.linksChanged, key, links: record.links) }
        switch record.state {
        case .archived: writer.append(.archived, key, archiving)
        case .merged: writer.append(.merged, key)
        case .live, .purged: break
        }
    }

    /// Puts events into batches that follow one another.
    private struct BatchWriter {
        private let symbols: Int
        private var sequence: UInt64 = 0
        private var events: [LedgerEvent] = []
        private var changes: [PropertyChange] = []
        private var links: [LinkChange] = []

        init(symbols: Int) { self.symbols = symbols }

        mutating func append(
            _ kind: EventKind, _ key: RecordKey?, _ told: [PropertyChange] = [],
            time: Int64? = nil, place: UInt32 = 0, links linked: [LinkChange] = []
        ) {
            let (firstChange, firstLink) = (changes.count, links.count)
            changes += told
            links += linked
            sequence += 1
            events.append(
                LedgerEvent(
                    sequence: SequenceNumber(sequence), kind: kind, key: key, sourceTime: time,
                    cause: nil, place: place, changes: firstChange..<changes.count,
                    links: firstLink..<links.count))
        }

        /// What was appended since the last call; `nil` for nothing.
        mutating func next() -> EventBatch? {
            guard !events.isEmpty else { return nil }
            defer {
                events = []
                changes = []
                links = []
            }
            return EventBatch(
                observedTime: 0, run: 0, pass: .ledger, hash: [], previousHash: [],
                newSymbols: [], symbolsBefore: symbols, events: events, changes: changes,
                links: links)
        }
    }
}

extension ObjectType {
    /// What HubSpot tells no times of.
    fileprivate var isAsFirstSeen: Bool {
        self == .owners || self == .pipelines || self == .account
    }
}
