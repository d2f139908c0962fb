package import EventStore
package import HubSpotModel
package import Projections

extension LedgerReader {
    /// The events of some records, oldest first, as a trace of where each value comes from.
    ///
    /// Walks the log once, whatever the number of records.
    ///
    /// - Parameters:
    ///   - keys: the records.
    ///   - last: the last event to look at; `nil` for the head.
    package func traces(
        of keys: Set<RecordKey>, through last: SequenceNumber? = nil
    ) throws -> [RecordKey: [EventTrace]] {
        var traces: [RecordKey: [EventTrace]] = [:]
        guard !keys.isEmpty else { return traces }
        let symbols = try symbols(upTo: last)
        try forEachBatch(through: last) { batch in
            for event in batch.events {
                guard let key = event.key, keys.contains(key) else { continue }
                traces[key, default: []].append(
                    EventTrace(
                        sequence: event.sequence, kind: event.kind, sourceTime: event.sourceTime,
                        observedTime: batch.observedTime, cause: event.cause,
                        properties: batch.changes[event.changes].map { symbols.text($0.property) }))
            }
            return true
        }
        return traces
    }
}
