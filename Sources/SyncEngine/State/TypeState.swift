package import EventStore
import Foundation
package import HubSpotModel

/// What the sync remembers of one object type between runs: a row of its working memory.
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
    /// Server time at which the backfill began, epoch milliseconds.
    package var backfillStartedAt: Int64?
    /// The properties that the backfill reads, by name; a new one starts it again.
    package var properties: [String] = []
    /// Everything modified up to here is in the ledger, epoch milliseconds of the server.
    package var watermark: Int64?
    /// HubSpot's own count of live records, when it was last asked.
    package var portalTotal: Int?
    package var portalTotalAt: Int64?
    /// Why the type cannot be read: the sentence of the missing scope.
    package var unreadable: String?

    package init() {}

    package var isBackfilled: Bool { phase == .done }

    package static func key(_ object: ObjectType) -> SyncKey { SyncKey("type", object) }
}

/// What the sync remembers of one direction of links.
package struct LinkState: Codable, Sendable, Equatable {
    /// The greatest id whose links are read; `nil` before the first.
    package var cursor: String?
    package var isDone = false

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

    func linkState(_ kind: AssociationKind) throws -> LinkState {
        try SyncState.decode(LinkState.self, from: sync(LinkState.key(kind))) ?? LinkState()
    }

    package func portalState() throws -> PortalState {
        try SyncState.decode(PortalState.self, from: sync(PortalState.key)) ?? PortalState()
    }

    /// Ids read so soon after their own stamp that they must be read again.
    func unsettled(_ object: ObjectType) throws -> Set<RecordID> {
        let texts = try SyncState.decode([String].self, from: sync(.unsettled(object))) ?? []
        return Set(texts.map { RecordID($0) })
    }
}

extension SyncKey {
    static func unsettled(_ object: ObjectType) -> SyncKey { SyncKey("unsettled", object) }
}
