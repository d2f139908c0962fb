/// What an event says of a record, or of the ledger itself.
///
/// The raw value is stored in blocks; changing one is a format change.
package enum EventKind: UInt8, Sendable, CaseIterable {
    /// First sight of a record: its whole image.
    case created = 1
    /// Some properties of the image changed.
    case propertiesChanged = 2
    /// One version of a property's history; never touches the image.
    case historyLearned = 3
    case archived = 4
    case restored = 5
    /// The record was absorbed by another one.
    case merged = 6
    /// The record is gone from the portal for good.
    case purged = 7
    case linksChanged = 8
    /// Personal text of the record was erased.
    case redacted = 9
    /// A run ended; says which types it covered.
    case syncCompleted = 10
    /// The portal's property catalogue changed.
    case schemaChanged = 11
    /// A type or a span that cannot be seen opened or closed.
    case gap = 12

    /// The name in JSON and on the command line.
    package var name: String {
        switch self {
        case .created: "created"
        case .propertiesChanged: "propertiesChanged"
        case .historyLearned: "historyLearned"
        case .archived: "archived"
        case .restored: "restored"
        case .merged: "merged"
        case .purged: "purged"
        case .linksChanged: "linksChanged"
        case .redacted: "redacted"
        case .syncCompleted: "syncCompleted"
        case .schemaChanged: "schemaChanged"
        case .gap: "gap"
        }
    }

    /// Whether the event speaks of the ledger and not of one record.
    package var isOfLedger: Bool {
        switch self {
        case .syncCompleted, .schemaChanged, .gap: true
        default: false
        }
    }
}
