package import HubSpotModel

/// What a sync asks of a portal: HubSpot over HTTP in the service, a script in tests.
///
/// Every call is safe to repeat. Retrying, pacing and decoding are behind it; an answer is whole or
/// the call throws.
package protocol PortalSource: Sendable {
    func account() async throws -> PortalAnswer<PortalIdentity>
    /// Active and archived owners.
    func owners() async throws -> PortalAnswer<[PortalRecord]>
    /// The deal pipelines, their stages flattened to `stage/<id>/<field>` properties.
    func pipelines() async throws -> PortalAnswer<[PortalRecord]>
    /// The catalogue of a type's properties, archived ones left out, by name.
    func properties(of object: ObjectType) async throws -> PortalAnswer<[PortalProperty]>
    /// How many live records of a type there are.
    func total(of object: ObjectType) async throws -> PortalAnswer<Int>
    /// One page of the list, at most 100 records.
    func list(
        _ object: ObjectType, archived: Bool, properties: [String], after cursor: String?
    ) async throws -> PortalAnswer<PortalPage>
    /// One page of ids and stamps modified in a closed window, with ids above `after`, by id.
    ///
    /// - Parameter through: the end of the window, epoch milliseconds; `nil` for no end.
    func modified(
        _ object: ObjectType, since: Int64, through: Int64?, after: RecordID?
    ) async throws -> PortalAnswer<ModifiedPage>
    /// Current values of records, and what became of those that are not there.
    ///
    /// - Parameter archived: among the archived records only.
    func read(
        _ object: ObjectType, _ ids: [RecordID], properties: [String], history: [String],
        archived: Bool
    ) async throws -> PortalAnswer<PortalReading>
    /// All links of at most 1,000 records; a record whose links could not be read is absent.
    func links(
        _ kind: AssociationKind, of ids: [RecordID]
    ) async throws -> PortalAnswer<[RecordID: [PortalLink]]>
    /// What was asked so far, for reports.
    func requestSummary() async -> RequestSummary
}

/// A value with the time at which the portal says it answered.
package struct PortalAnswer<Value: Sendable>: Sendable {
    package let value: Value
    /// Epoch milliseconds of the `Date` header, whole seconds; `nil` when there was none.
    package let serverTime: Int64?

    package init(_ value: Value, serverTime: Int64?) {
        self.value = value
        self.serverTime = serverTime
    }
}

package struct PortalPage: Sendable {
    package let records: [PortalRecord]
    /// Where the next page starts; `nil` on the last one.
    package let next: String?
    /// The portal that the records' own addresses name; `nil` when none does.
    package let portalID: UInt64?
    /// Every property that some record of the page has, with a value or without one.
    package let propertyNames: Set<String>

    package init(
        records: [PortalRecord], next: String?, portalID: UInt64? = nil,
        propertyNames: Set<String> = []
    ) {
        self.records = records
        self.next = next
        self.portalID = portalID
        self.propertyNames = propertyNames
    }
}

/// What became of each record that was asked for by id.
///
/// Every asked id is in exactly one of: the records by their own id, `missing`, `merged`, `failed`.
package struct PortalReading: Sendable {
    /// By ascending id; also survivors that nobody asked for by their own id.
    package var records: [PortalRecord] = []
    /// HubSpot says that they do not exist, or not in the asked state.
    package var missing: Set<RecordID> = []
    /// Answered under another id: absorbed by that record, or `nil` when it cannot be told by which.
    package var merged: [RecordID: RecordID?] = [:]
    /// Nothing is known about them.
    package var failed: Set<RecordID> = []
    /// Every property that some record of the answer has, with a value or without one.
    package var propertyNames: Set<String> = []

    package init() {}
}

/// What the catalogue says of one property.
package struct PortalProperty: Sendable, Hashable {
    package let name: String
    package let label: String
    package let type: String
    package let fieldType: String
    package let isCalculated: Bool
    /// Internal values with their labels, in HubSpot's order.
    package let options: [Option]

    package struct Option: Sendable, Hashable {
        package let value: String
        package let label: String

        package init(value: String, label: String) {
            self.value = value
            self.label = label
        }
    }

    package init(
        name: String, label: String, type: String, fieldType: String, isCalculated: Bool,
        options: [Option] = []
    ) {
        self.name = name
        self.label = label
        self.type = type
        self.fieldType = fieldType
        self.isCalculated = isCalculated
        self.options = options
    }
}

/// One row of a modified-date search: an id and the stamp it was found under.
package struct ModifiedRow: Sendable, Hashable {
    package let id: RecordID
    /// Epoch milliseconds; `nil` when the answer had none.
    package let stamp: Int64?

    package init(id: RecordID, stamp: Int64?) {
        self.id = id
        self.stamp = stamp
    }
}

package struct ModifiedPage: Sendable {
    /// Ids ascending.
    package let rows: [ModifiedRow]
    package let hasMore: Bool

    package init(rows: [ModifiedRow], hasMore: Bool) {
        self.rows = rows
        self.hasMore = hasMore
    }
}

/// Account details, as far as hubledger needs them.
package struct PortalIdentity: Sendable, Equatable {
    package let portalID: UInt64
    /// IANA name, possibly a legacy alias.
    package let timeZone: String
    package let companyCurrency: String
    package let uiDomain: String?

    package init(
        portalID: UInt64, timeZone: String, companyCurrency: String, uiDomain: String?
    ) {
        self.portalID = portalID
        self.timeZone = timeZone
        self.companyCurrency = companyCurrency
        self.uiDomain = uiDomain
    }
}

/// How many requests a run made.
package struct RequestSummary: Sendable, Equatable {
    /// By kind: `list`, `search`, `batch`, `associations`, `owners`, …; retries are counted.
    package var byKind: [String: Int]
    package var retries: Int
    /// Time spent waiting for a rate limit, milliseconds, summed over requests.
    package var throttledMilliseconds: Int64

    package init(byKind: [String: Int] = [:], retries: Int = 0, throttledMilliseconds: Int64 = 0) {
        self.byKind = byKind
        self.retries = retries
        self.throttledMilliseconds = throttledMilliseconds
    }

    package var total: Int { byKind.values.reduce(0, +) }
}
