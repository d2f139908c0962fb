package import EventStore
package import HubSpotModel
package import Projections

extension LedgerReader {
    /// The events of some records, oldest first.
    ///
    /// Walks the log once, whatever the number of records.
    ///
    /// - Parameter last: the last event to look at; `nil` for the head.
    package func traces(
        of keys: Set<RecordKey>, through last: SequenceNumber? = nil
    ) throws -> [RecordKey: [EventTrace]] {
        var traces: [RecordKey: [EventTrace]] = [:]
        try forEachEvent(of: keys, through: last) { event, key, batch, symbols in
            traces[key, default: []].append(
                EventTrace(
                    event, in: batch,
                    properties: batch.changes[event.changes].map { symbols.text($0.property) }))
        }
        return traces
    }

    /// The events behind the present values of some records, oldest first: of each property the
    /// one that set it last and the newest version of its history, and what was last said of the
    /// record as a whole.
    ///
    /// - Parameter last: the last event to look at; `nil` for the head.
    package func presentTraces(
        of keys: Set<RecordKey>, through last: SequenceNumber? = nil
    ) throws -> [RecordKey: [EventTrace]] {
        var found: [RecordKey: PresentEvents] = [:]
        try forEachEvent(of: keys, through: last) { event, key, batch, symbols in
            found[key, default: PresentEvents()].take(event, batch, symbols)
        }
        return found.mapValues(\.traces)
    }

    private func forEachEvent(
        of keys: Set<RecordKey>, through last: SequenceNumber?,
        _ body: (LedgerEvent, RecordKey, EventBatch, SymbolTable) -> Void
    ) throws {
        guard !keys.isEmpty else { return }
        let symbols = try symbols(upTo: last)
        try forEachBatch(through: last) { batch in
            for event in batch.events {
                guard let key = event.key, keys.contains(key) else { continue }
                body(event, key, batch, symbols)
            }
            return true
        }
    }
}

/// The events that made one record what it is.
private struct PresentEvents {
    private struct Version {
        let time: Int64
        let place: UInt32
        let trace: EventTrace
    }

    /// By property.
    private var observed: [String: EventTrace] = [:]
    private var learned: [String: Version] = [:]
    private var links: EventTrace?
    private var state: EventTrace?

    mutating func take(_ event: LedgerEvent, _ batch: EventBatch, _ symbols: SymbolTable) {
        let names = batch.changes[event.changes].map { symbols.text($0.property) }
        switch event.kind {
        case .historyLearned:
            for name in names {
                let version = Version(
                    time: event.sourceTime ?? .min, place: event.place,
                    trace: EventTrace(event, in: batch, properties: [name]))
                if let known = learned[name],
                    (known.time, known.place) > (version.time, version.place)
                {
                    continue
                }
                learned[name] = version
            }
            return
        case .linksChanged: links = EventTrace(event, in: batch, properties: [])
        case .created, .archived, .restored, .merged, .purged:
            state = EventTrace(event, in: batch, properties: [])
        default: break
        }
        for name in names { observed[name] = EventTrace(event, in: batch, properties: [name]) }
    }

    /// Each event once, with the properties whose present value it set.
    var traces: [EventTrace] {
        var bySequence: [Int: EventTrace] = [:]
        for trace in Array(observed.values) + learned.values.map(\.trace)
            + [links, state].compactMap(\.self)
        {
            bySequence[trace.sequence] =
                bySequence[trace.sequence].map { $0.adding(trace.properties) } ?? trace
        }
        return bySequence.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension EventTrace {
    fileprivate init(_ event: LedgerEvent, in batch: EventBatch, properties: [String]) {
        self.init(
            sequence: event.sequence, kind: event.kind, sourceTime: event.sourceTime,
            observedTime: batch.observedTime, cause: event.cause, properties: properties)
    }
}
