package import HubSpotModel

/// What a caller has seen of one record, or of a run, before it is compared with the ledger.
///
/// The ledger adds the before side, drops what it holds already, and corrects the kind by what it
/// holds: a record it does not have is `created`, one it has is changed or `restored`.
package struct EventDraft: Sendable {
    package var kind: EventKind
    /// The record; `nil` for kinds of the ledger itself.
    package var key: RecordKey?
    /// When it became true in HubSpot, epoch milliseconds; `nil` when HubSpot does not tell.
    package var sourceTime: Int64?
    package var cause: Cause?
    /// Properties with their new values, each name at most once; an empty value clears.
    package var values: [NamedValue]
    /// The properties that were asked for, when `values` is all that is present among them.
    ///
    /// Those that the image has and `values` lacks are cleared. `nil` when only `values` were looked
    /// at.
    package var asked: Set<String>?
    /// The envelope's time of creation, epoch milliseconds; `nil` leaves it as it is.
    package var createdAt: Int64?
    /// The envelope's time of archiving; taken over by `archived` only.
    package var archivedAt: Int64?
    /// For `merged`: the record that absorbed it.
    package var mergedInto: RecordID?
    /// For `linksChanged`: all links to the records of some types.
    package var links: [LinkDraft]
    /// For events of the ledger itself, which have no image: what the values were before, by name.
    package var before: [String: String]

    package init(
        _ kind: EventKind, of key: RecordKey? = nil, sourceTime: Int64? = nil,
        cause: Cause? = nil, values: [NamedValue] = [], asked: Set<String>? = nil,
        createdAt: Int64? = nil, archivedAt: Int64? = nil, mergedInto: RecordID? = nil,
        links: [LinkDraft] = [], before: [String: String] = [:]
    ) {
        self.kind = kind
        self.key = key
        self.sourceTime = sourceTime
        self.cause = cause
        self.values = values
        self.asked = asked
        self.createdAt = createdAt
        self.archivedAt = archivedAt
        self.mergedInto = mergedInto
        self.links = links
        self.before = before
    }
}
