import HubSpotModel

@testable import Projections

/// Writes the events that a ledger would hold of a portal, and keeps its personal texts.
struct PortalLog {
    private(set) var symbols = SymbolTable()
    private(set) var texts: [PersonalReference: String] = [:]
    private(set) var batches: [EventBatch] = []
    private(set) var lastSequence: UInt64 = 0
    private var events: [LedgerEvent] = []
    private var changes: [PropertyChange] = []
    private var links: [LinkChange] = []
    private var symbolsBefore = 0

    // MARK: Events

    mutating func record(
        _ kind: EventKind, _ key: RecordKey, _ values: [(String, String?)] = [],
        at sourceTime: Int64? = nil, place: UInt32 = 0
    ) {
        let first = changes.count
        var learned: UInt16 = 0
        for (name, value) in values {
            let property = symbols.define(name)
            changes.append(
                PropertyChange(
                    property: property, before: .missing,
                    after: stored(value, name, key.object, &learned)))
        }
        append(kind, key, sourceTime, place, first, links.count)
    }

    /// What the ledger says of a type that it cannot see, or can again.
    mutating func gap(_ object: ObjectType, isOpen: Bool) {
        let first = changes.count
        for (name, value) in [("type", object.name), ("state", isOpen ? "opened" : "closed")] {
            changes.append(
                PropertyChange(
                    property: symbols.define(name), before: .missing,
                    after: .symbol(symbols.define(value))))
        }
        append(.gap, nil, nil, 0, first, links.count)
    }

    mutating func learn(
        _ key: RecordKey, _ property: String, _ value: String?, at stamp: Int64?,
        place: UInt32 = 0
    ) {
        record(.historyLearned, key, [(property, value)], at: stamp, place: place)
    }

    /// Sets the types of a link; an empty list removes it.
    mutating func link(_ key: RecordKey, to target: RecordKey, _ types: [AssociationType]) {
        let first = links.count
        links.append(
            LinkChange(
                target: target, before: [],
                after: types.map { symbols.define($0.symbolText) }))
        append(.linksChanged, key, nil, 0, changes.count, first)
    }

    private mutating func append(
        _ kind: EventKind, _ key: RecordKey?, _ sourceTime: Int64?, _ place: UInt32,
        _ firstChange: Int, _ firstLink: Int
    ) {
        lastSequence += 1
        events.append(
            LedgerEvent(
                sequence: SequenceNumber(lastSequence), kind: kind, key: key,
                sourceTime: sourceTime, cause: nil, place: place,
                changes: firstChange..<changes.count, links: firstLink..<links.count))
    }

    private mutating func stored(
        _ value: String?, _ name: String, _ object: ObjectType, _ learned: inout UInt16
    ) -> StoredValue {
        guard let value, !value.isEmpty else { return .missing }
        switch StorageClass.of(name, of: object) {
        case .code:
            return value.utf8.count <= StoredValue.symbolBytesMax
                ? .symbol(symbols.define(value)) : .text(value)
        case .scalar: return StoredValue(scalar: value)
        case .personal:
            // The log knows only that there is a text: one of white space alone is none.
            guard value.trimmedFieldText != nil else { return .missing }
            let reference = PersonalReference(
                sequence: SequenceNumber(lastSequence + 1), index: learned)
            learned += 1
            texts[reference] = value
            return .personal(reference)
        }
    }

    // MARK: Blocks

    /// Ends a block.
    mutating func commit() {
        guard !events.isEmpty else { return }
        batches.append(
            Self.batch(
                events, changes, links,
                newSymbols: (symbolsBefore..<symbols.count).map {
                    symbols.text(Symbol(code: UInt32($0 + 1)))
                }, symbolsBefore: symbolsBefore))
        symbolsBefore = symbols.count
        events = []
        changes = []
        links = []
    }

    private static func batch(
        _ events: [LedgerEvent], _ changes: [PropertyChange], _ links: [LinkChange],
        newSymbols: [String], symbolsBefore: Int
    ) -> EventBatch {
        EventBatch(
            observedTime: 0, run: 1, pass: .backfill, hash: [], previousHash: [],
            newSymbols: newSymbols, symbolsBefore: symbolsBefore, events: events,
            changes: changes, links: links)
    }

    /// The same events in blocks of other lengths, taken in turn from `lengths`.
    func cut(_ lengths: [Int]) -> [EventBatch] {
        var flat: [(LedgerEvent, EventBatch)] = []
        for batch in batches { flat += batch.events.map { ($0, batch) } }
        var result: [EventBatch] = []
        var next = 0
        var turn = 0
        while next < flat.count {
            let end = min(flat.count, next + max(1, lengths[turn % lengths.count]))
            var events: [LedgerEvent] = []
            var changes: [PropertyChange] = []
            var links: [LinkChange] = []
            for (event, batch) in flat[next..<end] {
                let (change, link) = (changes.count, links.count)
                changes += batch.changes[event.changes]
                links += batch.links[event.links]
                events.append(
                    LedgerEvent(
                        sequence: event.sequence, kind: event.kind, key: event.key,
                        sourceTime: event.sourceTime, cause: event.cause, place: event.place,
                        changes: change..<changes.count, links: link..<links.count))
            }
            // All symbols come with the first block: any cut may then use them.
            result.append(
                Self.batch(
                    events, changes, links,
                    newSymbols: next == 0
                        ? (0..<symbols.count).map { symbols.text(Symbol(code: UInt32($0 + 1))) }
                        : [], symbolsBefore: next == 0 ? 0 : symbols.count))
            next = end
            turn += 1
        }
        return result
    }

    func text(_ reference: PersonalReference) -> String? { texts[reference] }
}
