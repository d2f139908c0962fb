package import HubSpotModel

/// One page of a search by keyset: records beyond an id, in id order, never by offset.
///
/// So there is no end at 10,000 results, ties of a stamp do not matter, and a record that changes
/// meanwhile shifts nothing. At most three filters in one group and one sort, which every
/// documented bound allows.
package struct SearchQuery: Sendable, Equatable {
    package enum Direction: Sendable {
        case ascending
        case descending
    }

    package var object: ObjectType
    /// Closed window of the modified stamp, epoch milliseconds; `nil` for all.
    package var modified: ClosedRange<Int64>?
    /// Only ids greater (ascending) or smaller (descending) than this; `nil` on the first page.
    package var beyond: RecordID?
    package var direction = Direction.ascending
    /// Stamps and id come in any case.
    package var properties: [String] = []
    package var limit = Self.limitMax

    package static let limitMax = 200
    /// HubSpot documents 3,000 characters.
    static let bodyBytesMax = 3_000
    /// A filter at the epoch itself has been answered with status 500.
    static let windowStartMin: Int64 = 1_000

    package init(
        _ object: ObjectType, modified: ClosedRange<Int64>? = nil, beyond: RecordID? = nil
    ) {
        self.object = object
        self.modified = modified
        self.beyond = beyond
    }

    var body: JSONText {
        var filters: [(property: String, comparison: String, value: String)] = []
        if let modified {
            let property = object.modifiedProperty
            filters.append((property, "GTE", "\(max(modified.lowerBound, Self.windowStartMin))"))
            filters.append((property, "LTE", "\(max(modified.upperBound, Self.windowStartMin))"))
        }
        if let beyond {
            let comparison = direction == .ascending ? "GT" : "LT"
            filters.append(("hs_object_id", comparison, beyond.text))
        }
        var text = JSONText()
        text.write(raw: #"{"filterGroups":"#)
        text.write(array: filters.isEmpty ? [] : [filters]) { text, filters in
            text.write(raw: #"{"filters":"#)
            text.write(array: filters) { text, filter in
                text.write(raw: #"{"propertyName":"#)
                text.write(filter.property)
                text.write(raw: #","operator":"#)
                text.write(filter.comparison)
                text.write(raw: #","value":"#)
                text.write(filter.value)
                text.write(raw: "}")
            }
            text.write(raw: "}")
        }
        text.write(raw: #","sorts":[{"propertyName":"hs_object_id","direction":"#)
        text.write(direction == .ascending ? "ASCENDING" : "DESCENDING")
        text.write(raw: #"}],"properties":"#)
        text.write(array: properties.isEmpty ? [object.modifiedProperty] : properties)
        text.write(raw: #","limit":\#(min(limit, Self.limitMax))}"#)
        return text
    }
}

/// One page of a search.
package struct SearchPage: Sendable, Equatable {
    /// In id order of the query's direction.
    package let records: [PortalRecord]
    /// How many match beyond the query's id, these included.
    package let total: Int
    /// What the next query must go beyond; `nil` on the last page.
    package let next: RecordID?

    package init(records: [PortalRecord], total: Int, next: RecordID?) {
        self.records = records
        self.total = total
        self.next = next
    }
}
