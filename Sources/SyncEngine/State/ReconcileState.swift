import HubSpotModel

/// Where a deep check of one type stands; committed with every page, so a killed one goes on.
package struct ReconcileState: Codable, Sendable, Equatable {
    /// It goes through the phases in this order.
    package enum Phase: String, Codable, Sendable {
        /// Listing live records with their values.
        case live
        /// Listing the recycle bin.
        case archived
        /// Asking by id for the records of ours that neither list had.
        case vanished
        /// Reading the links of live records.
        case links
    }

    package var phase = Phase.live
    /// The cursor of the next page; an id where the phase goes by id.
    package var cursor: String?
    /// The type to which links are being read; `nil` before the first.
    package var linksTo: String?
    /// Portal time at which it began, epoch milliseconds.
    package var startedAt: Int64
    /// Local time at which it began, epoch milliseconds.
    package var runStartedAt: Int64
    package var outcome = ReconcileOutcome()

    init(startedAt: Int64, runStartedAt: Int64) {
        self.startedAt = startedAt
        self.runStartedAt = runStartedAt
    }
}

/// What a deep check of one type came to.
package struct ReconcileOutcome: Codable, Sendable, Equatable {
    /// Live records that HubSpot listed, and archived ones.
    package var listed = 0
    package var listedArchived = 0
    /// Records that HubSpot did not list but has, found by asking for their ids.
    package var confirmed = 0
    /// Records of which nothing could be learned, and records whose links could not be read.
    package var unread = 0
    /// Contacts that vanished but keep their texts: too many at once to believe.
    package var notErased = 0
    /// Events appended, by the name of their kind.
    package var events: [String: Int] = [:]

    mutating func add(_ counts: [EventKind: Int]) {
        for (kind, count) in counts { events[kind.name, default: 0] += count }
    }
}
