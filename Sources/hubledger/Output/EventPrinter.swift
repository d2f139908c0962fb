import EventStore
import HubSpotModel

/// Prints events as JSON lines, or as lines for people.
struct EventPrinter {
    let json: Bool
    let object: ObjectType?
    let id: RecordID?

    func print(
        _ reader: LedgerReader, from first: SequenceNumber, through last: SequenceNumber,
        to write: ([UInt8]) -> Void = { StandardOutput.write($0) }
    ) throws {
        let symbols = try reader.symbols(upTo: last)
        let lines = LogLines(symbols: symbols)
        try reader.forEachBatch(from: first, through: last) { batch in
            let events = batch.events.filter { event in
                event.sequence >= first && event.sequence <= last && isAsked(event)
            }
            guard json else {
                for event in events { write(Array(Self.line(event, batch, symbols).utf8)) }
                return true
            }
            let texts = try reader.personalTexts(
                events.flatMap { lines.personalReferences($0, of: batch) })
            var output = JSONText()
            for event in events { lines.write(event, of: batch, texts: texts, to: &output) }
            write(output.bytes)
            return true
        }
    }

    private func isAsked(_ event: LedgerEvent) -> Bool {
        if let object, event.key?.object != object { return false }
        if let id, event.key?.id != id { return false }
        return true
    }

    /// One line without personal text: position, time, what, and the properties that changed.
    private static func line(
        _ event: LedgerEvent, _ batch: EventBatch, _ symbols: SymbolTable
    ) -> String {
        let time = Instant(milliseconds: event.sourceTime ?? batch.observedTime)
        var parts = [
            "\(event.sequence)", "\(time)", event.kind.name, event.key?.description ?? "ledger",
        ]
        if event.kind != .created {
            parts += batch.changes[event.changes].map { symbols.text($0.property) }
        }
        parts += batch.links[event.links].map { "\($0.after.isEmpty ? "−" : "+")\($0.target)" }
        return parts.joined(separator: "  ") + "\n"
    }
}
