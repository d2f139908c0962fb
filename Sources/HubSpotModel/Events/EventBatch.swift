/// Who or what made a change, when HubSpot says so.
///
/// Source: HubSpot property history, `sourceType` and `sourceId`.
package struct Cause: Hashable, Sendable {
    /// An open set of upper-case words: `CRM_UI`, `API`, `AUTOMATION_PLATFORM`.
    package let sourceType: String
    package let sourceID: String?

    package init(sourceType: String, sourceID: String?) {
        self.sourceType = sourceType
        self.sourceID = sourceID
    }
}

/// One property on either side of an event.
package struct PropertyChange: Hashable, Sendable {
    package let property: Symbol
    package let before: StoredValue
    package let after: StoredValue

    @inlinable
    package init(property: Symbol, before: StoredValue, after: StoredValue) {
        self.property = property
        self.before = before
        self.after = after
    }
}

/// One link on either side of an event; an empty list of types means there is no link.
package struct LinkChange: Hashable, Sendable {
    package let target: RecordKey
    /// Symbols of ``AssociationType/symbolText``, in the order of `AssociationType`.
    package let before: [Symbol]
    package let after: [Symbol]

    package init(target: RecordKey, before: [Symbol], after: [Symbol]) {
        self.target = target
        self.before = before
        self.after = after
    }
}

/// A fact about one record, or about the ledger: its head, with its parts in the batch's arrays.
package struct LedgerEvent: Sendable {
    package let sequence: SequenceNumber
    package let kind: EventKind
    /// The record, or `nil` for an event of the ledger itself.
    package let key: RecordKey?
    /// When it became true in HubSpot, in epoch milliseconds; `nil` when HubSpot does not tell.
    package let sourceTime: Int64?
    package let cause: Cause?
    /// For `historyLearned`: the place among the versions with the same stamp, oldest first.
    package let place: UInt32
    /// Indices into ``EventBatch/changes``.
    package let changes: Range<Int>
    /// Indices into ``EventBatch/links``.
    package let links: Range<Int>

    @inlinable
    package init(
        sequence: SequenceNumber, kind: EventKind, key: RecordKey?, sourceTime: Int64?,
        cause: Cause?, place: UInt32, changes: Range<Int>, links: Range<Int>
    ) {
        self.sequence = sequence
        self.kind = kind
        self.key = key
        self.sourceTime = sourceTime
        self.cause = cause
        self.place = place
        self.changes = changes
        self.links = links
    }
}

/// One block of the log, decoded: the events of one commit.
///
/// The parts of all events lie in two flat arrays, so that decoding a block allocates a few times
/// and not once an event.
package struct EventBatch: Sendable {
    /// When the commit was made, in epoch milliseconds; never earlier than the block before.
    package let observedTime: Int64
    package let run: UInt64
    package let pass: SyncPass
    /// SHA-256 of the block, and of everything before it through the chain: 32 bytes.
    package let hash: [UInt8]
    /// SHA-256 of the block before.
    package let previousHash: [UInt8]
    /// Texts that this block defines, in code order.
    package let newSymbols: [String]
    /// The number of symbols defined before this block.
    package let symbolsBefore: Int
    /// Never empty; sequences are consecutive.
    package let events: [LedgerEvent]
    package let changes: [PropertyChange]
    package let links: [LinkChange]

    package init(
        observedTime: Int64, run: UInt64, pass: SyncPass, hash: [UInt8], previousHash: [UInt8],
        newSymbols: [String], symbolsBefore: Int, events: [LedgerEvent],
        changes: [PropertyChange], links: [LinkChange]
    ) {
        precondition(!events.isEmpty, "a block holds at least one event")
        self.observedTime = observedTime
        self.run = run
        self.pass = pass
        self.hash = hash
        self.previousHash = previousHash
        self.newSymbols = newSymbols
        self.symbolsBefore = symbolsBefore
        self.events = events
        self.changes = changes
        self.links = links
    }

    package var firstSequence: SequenceNumber { events[0].sequence }
    package var lastSequence: SequenceNumber { events[events.count - 1].sequence }
}
