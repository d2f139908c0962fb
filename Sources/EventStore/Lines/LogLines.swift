package import HubSpotModel

/// Writes events as the lines of `hubledger log --json`; see the design's section on JSON shapes.
package struct LogLines {
    private let symbols: SymbolTable

    /// - Parameter symbols: Of the log, at least up to the last block that is written.
    package init(symbols: SymbolTable) { self.symbols = symbols }

    /// The places of the personal texts that an event needs.
    package func personalReferences(
        _ event: LedgerEvent, of batch: EventBatch
    ) -> [PersonalReference] {
        batch.changes[event.changes].flatMap { change in
            [change.before, change.after].compactMap { value in
                guard case .personal(let reference) = value else { return nil }
                return reference
            }
        }
    }

    /// Appends one line.
    ///
    /// - Parameter texts: The personal texts that are not erased; an erased one is written as null,
    ///   with `"erased": true` beside it.
    package func write(
        _ event: LedgerEvent, of batch: EventBatch, texts: [PersonalReference: String],
        to json: inout JSONText
    ) {
        json.object { json in
            json.member("sequence", event.sequence.rawValue)
            json.member("kind", event.kind.name)
            json.member("object", event.key?.object.name)
            if let key = event.key { json.member("id", key.id.text) }
            json.member("sourceTime", event.sourceTime.map(Self.instant))
            json.member("observedTime", Self.instant(batch.observedTime))
            json.member("pass", batch.pass.name)
            json.member("run", batch.run)
            write(event.cause, to: &json)
            if event.kind == .historyLearned { json.member("place", event.place) }
            if event.kind == .linksChanged {
                json.key("links")
                json.array { json in
                    for link in batch.links[event.links] { write(link, to: &json) }
                }
            } else {
                json.key("changes")
                json.array { json in
                    for change in batch.changes[event.changes] { write(change, texts, to: &json) }
                }
            }
        }
        json.endLine()
    }

    private func write(_ cause: Cause?, to json: inout JSONText) {
        json.key("cause")
        guard let cause else { return json.null() }
        json.object { json in
            json.member("sourceType", cause.sourceType)
            json.member("sourceId", cause.sourceID)
        }
    }

    private func write(
        _ change: PropertyChange, _ texts: [PersonalReference: String], to json: inout JSONText
    ) {
        var isErased = false
        func text(_ value: StoredValue) -> String? {
            guard case .personal(let reference) = value else { return value.text(symbols) }
            guard let text = texts[reference] else {
                isErased = true
                return nil
            }
            return text
        }
        json.object { json in
            json.member("property", symbols.text(change.property))
            json.member("before", text(change.before))
            json.member("after", text(change.after))
            if isErased { json.member("erased", true) }
        }
    }

    /// `types` are those of the link now, or of the link that was removed.
    private func write(_ link: LinkChange, to json: inout JSONText) {
        let types = link.after.isEmpty ? link.before : link.after
        json.object { json in
            json.member("to", link.target.object.name)
            json.member("id", link.target.id.text)
            json.key("types")
            json.array { json in AssociationTypeJSON.write(types, symbols, to: &json) }
            json.member(
                "change", link.before.isEmpty ? "added" : link.after.isEmpty ? "removed" : "changed"
            )
        }
    }

    static func instant(_ milliseconds: Int64) -> String {
        Instant(milliseconds: milliseconds).description
    }
}
