package import EventStore
import Foundation
package import HubSpotModel

/// What the sync remembers of one object type between runs: a row of its working memory.
///
/// Times are epoch milliseconds; *portal* means the portal's clock, *local* the machine's.
package struct TypeState: Codable, Sendable, Equatable {
    /// Where a backfill stands; it goes through the phases in this order.
    package enum Phase: String, Codable, Sendable {
        /// Listing live records.
        case live
        /// Listing the recycle bin.
        case archived
        /// Reading property histories of live records.
        case history
        /// Every page is committed; refreshes keep it up to date.
        case done
    }

    package var phase = Phase.live
    /// The cursor of the next page of the phase; an id where the phase goes by id.
    package var cursor: String?
    /// Portal time at which the backfill began.
    package var backfillStartedAt: Int64?
    /// The properties that are known of every record, by name.
    package var properties: [String] = []
    /// Wanted properties that the portal's catalogue does not have.
    package var absent: [String]?
    /// When the catalogue was read last, local time.
    package var catalogueAt: Int64?
    /// A backfill of properties that came later, while it lasts.
    package var addition: PropertyAddition?
    /// Everything modified up to here is in the ledger, portal time.
    package var watermark: Int64?
    /// When the last refresh ended, local time.
    package var refreshedAt: Int64?
    /// When the last refresh searched, portal time as told.
    package var searchedAt: Int64?
    /// Everything modified up to here was searched for a second time, portal time.
    package var trailing: Int64?
    /// When that was done last, local time.
    package var trailingAt: Int64?
    package var indexLag: IndexLag?
    /// HubSpot's own count of live records, when it was last asked, and ours at that moment.
    package var portalTotal: Int?
    package var portalTotalAt: Int64?
    package var liveAtTotal: Int?
    /// Up to when list, bin and links are known to have been compared whole, portal time.
    package var reconciledAt: Int64?
    /// When that comparison began, local time.
    package var reconciledRunAt: Int64?
    /// The number of the last deep check that was begun.
    package var sweep: UInt32?
    /// A deep check that is not complete yet.
    package var reconcile: ReconcileState?
    /// What the last complete one came to.
    package var lastReconcile: ReconcileOutcome?
    /// Why the type cannot be read: the sentence of the missing scope.
    package var unreadable: String?
    /// Whether the log says that the type cannot be seen; `nil` where only its reading tells.
    var gap: Bool?

    package init() {}

    /// Whether the last `gap` of the type in the log opened one.
    var hasOpenGap: Bool { gap ?? (unreadable != nil) }

    package var isBackfilled: Bool { phase == .done }

    package static func key(_ object: ObjectType) -> SyncKey { SyncKey("type", object) }
}

/// Where the backfill of later properties stands.
package struct PropertyAddition: Codable, Sendable, Equatable {
    package var properties: [String]
    package var archived = false
    package var cursor: String?

    init(_ properties: [String]) { self.properties = properties }
}

/// What the sync remembers of one direction of links.
package struct LinkState: Codable, Sendable, Equatable {
    /// The greatest id whose links are read; `nil` before the first.
    package var cursor: String?
    package var isDone = false
    /// Why this direction cannot be read: the sentence of the missing scope.
    package var unreadable: String?

    package init() {}

    static func key(_ kind: AssociationKind) -> SyncKey {
        SyncKey("links", kind.from, detail: kind.to.name)
    }
}

/// Facts about the whole portal that the sync remembers.
package struct PortalState: Codable, Sendable, Equatable {
    /// Tells whether the token and address are those that were checked against the account.
    package var connection: String?
    /// When the account, owners and pipelines were last read, epoch milliseconds.
    package var referenceReadAt: Int64?
    /// When the last `syncCompleted` was appended, epoch milliseconds.
    package var completionAt: Int64?
    /// When the first run completed, epoch milliseconds.
    package var firstCompletionAt: Int64?
    /// Owner ids and stages that records name but the portal does not list.
    package var unresolved: [String] = []

    package init() {}

    package static let key = SyncKey("portal")
}

/// Reads and writes the rows above; JSON with sorted keys, so that equal states are equal bytes.
package enum SyncState {
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]?
    ) throws -> Value? {
        try bytes.map { try JSONDecoder().decode(type, from: Data($0)) }
    }

    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

extension LedgerReader {
    package func typeState(_ object: ObjectType) throws -> TypeState {
        try SyncState.decode(TypeState.self, from: sync(TypeState.key(object))) ?? TypeState()
    }

    package func linkState(_ kind: AssociationKind) throws -> LinkState {
        try SyncState.decode(LinkState.self, from: sync(LinkState.key(kind))) ?? LinkState()
    }

    package func portalState() throws -> PortalState {
        try SyncState.decode(PortalState.self, from: sync(PortalState.key)) ?? PortalState()
    }

    /// Ids that must be read again: read too soon after their own stamp, or not read at all.
    package func unsettled(_ object: ObjectType) throws -> Set<RecordID> {
        let texts = try SyncState.decode([String].self, from: sync(.unsettled(object))) ?? []
        return Set(texts.map { RecordID($0) })
    }
}

extension LedgerTransaction {
    /// Replaces the ids that must be read again.
    func setUnsettled(_ ids: Set<RecordID>, of object: ObjectType) throws {
        let texts = ids.sorted().map(\.text)
        try setSync(.unsettled(object), texts.isEmpty ? nil : SyncState.encode(texts))
    }

    /// Adds ids to those that must be read again.
    func addUnsettled(_ ids: Set<RecordID>, of object: ObjectType) throws {
        guard !ids.isEmpty else { return }
        let texts = try SyncState.decode([String].self, from: sync(.unsettled(object))) ?? []
        try setUnsettled(ids.union(texts.map { RecordID($0) }), of: object)
    }
}

extension SyncKey {
    static func unsettled(_ object: ObjectType) -> SyncKey { SyncKey("unsettled", object) }
}

/// Tells whether something that is done at intervals is due.
enum DueTime {
    /// - Parameters:
    ///   - last: when it was done last; in the future where the local clock jumped back since, and
    ///     then it is due as well.
    ///   - now: local time, epoch milliseconds like the others.
    static func isDue(last: Int64?, every interval: Int64, now: Int64) -> Bool {
        guard let last else { return true }
        return now - last >= interval || last - now > 60_000
    }
}
