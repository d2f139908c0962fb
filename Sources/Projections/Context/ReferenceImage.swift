package import HubSpotModel

/// A pipeline or the account as the log knows it: its properties as text.
package struct ReferenceImage: Sendable, Equatable {
    package let key: RecordKey
    package var properties: [String: String]
    package var isArchived: Bool

    package init(key: RecordKey, properties: [String: String], isArchived: Bool = false) {
        self.key = key
        self.properties = properties
        self.isArchived = isArchived
    }

    /// The trimmed text of a property, or `nil` when it is missing.
    subscript(name: String) -> String? { properties[name]?.trimmedFieldText }
}
