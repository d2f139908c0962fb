/// One kept value of a property, as HubSpot's history lists it.
package struct PropertyVersion: Hashable, Sendable {
    /// `nil` when the property was cleared.
    package let value: String?
    /// When it became true, in epoch milliseconds.
    package let timestamp: Int64
    package let cause: Cause?

    package init(value: String?, timestamp: Int64, cause: Cause?) {
        self.value = value
        self.timestamp = timestamp
        self.cause = cause
    }
}

/// One property with its value, which is never empty.
package struct NamedValue: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One record as HubSpot answered it: a page row, before it is compared with the ledger.
package struct PortalRecord: Sendable, Equatable {
    package let id: RecordID
    /// Present values only, in the order of the answer; `null`, `""` and absent are left out.
    package let properties: [NamedValue]
    /// Epoch milliseconds of the envelope; `nil` when the answer has none.
    package let createdAt: Int64?
    /// The modified stamp, epoch milliseconds; `nil` when the answer has none.
    package let updatedAt: Int64?
    package let archived: Bool
    package let archivedAt: Int64?
    /// Kept versions by property name, newest first as HubSpot lists them; empty if not asked for.
    package let history: [String: [PropertyVersion]]

    package init(
        id: RecordID, properties: [NamedValue], createdAt: Int64?, updatedAt: Int64?,
        archived: Bool = false, archivedAt: Int64? = nil,
        history: [String: [PropertyVersion]] = [:]
    ) {
        self.id = id
        self.properties = properties
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.archived = archived
        self.archivedAt = archivedAt
        self.history = history
    }

    package subscript(name: String) -> String? {
        properties.first { $0.name == name }?.value
    }
}
