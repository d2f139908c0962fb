package import HubSpotModel

/// The links of many records in one direction.
///
/// Every asked id is in exactly one of `links` and `failed`.
package struct AssociationsAnswer: Sendable, Equatable {
    /// By the record they are read from, by ascending target; a record without links has none.
    package internal(set) var links: [RecordID: [PortalLink]] = [:]
    /// HubSpot's words; the links of these records are unknown, not none.
    package internal(set) var failed: [RecordID: String] = [:]

    package init() {}
}

/// One body of an association batch read, before its pages are put together.
struct AssociationsPage: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        let from: RecordID
        let links: [PortalLink]
        /// Cursor of this record's next page; `nil` on its last.
        let next: String?
    }

    var rows: [Row] = []
    var errors: [ItemError] = []

    static let noneFound = "crm.associations.NO_ASSOCIATIONS_FOUND"

    init(_ body: [UInt8]) throws(JSONError) {
        var reader = try JSONReader(body)
        var rows: [Row]?
        var errors: [ItemError] = []
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "results") {
                var read: [Row] = []
                try reader.array { reader throws(JSONError) in
                    read.append(try Self.row(&reader))
                }
                rows = read
            } else if reader.matches(key, "errors") {
                errors = try ItemError.list(&reader)
            } else {
                try reader.skip()
            }
        }
        try reader.finish()
        guard let rows else { throw reader.failure(.missing("results")) }
        self.rows = rows
        self.errors = errors
    }

    private static func row(_ reader: inout JSONReader) throws(JSONError) -> Row {
        var from: RecordID?
        var links: [PortalLink]?
        var next: String?
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "from") {
                from = try id(&reader, "id")
            } else if reader.matches(key, "to") {
                var read: [PortalLink] = []
                try reader.array { reader throws(JSONError) in read.append(try link(&reader)) }
                links = read
            } else if reader.matches(key, "paging") {
                next = try reader.nextCursor()
            } else {
                try reader.skip()
            }
        }
        guard let from else { throw reader.failure(.missing("from")) }
        guard let links else { throw reader.failure(.missing("to")) }
        return Row(from: from, links: links, next: next)
    }

    private static func id(
        _ reader: inout JSONReader, _ name: String
    ) throws(JSONError) -> RecordID {
        var id: RecordID?
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, name) { id = try reader.id() } else { try reader.skip() }
        }
        guard let id else { throw reader.failure(.missing(name)) }
        return id
    }

    private static func link(_ reader: inout JSONReader) throws(JSONError) -> PortalLink {
        var target: RecordID?
        var types: [AssociationType]?
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "toObjectId") {
                target = try reader.id()
            } else if reader.matches(key, "associationTypes") {
                var read: [AssociationType] = []
                try reader.array { reader throws(JSONError) in read.append(try type(&reader)) }
                types = read
            } else {
                try reader.skip()
            }
        }
        guard let target else { throw reader.failure(.missing("toObjectId")) }
        guard let types else { throw reader.failure(.missing("associationTypes")) }
        return PortalLink(target: target, types: types)
    }

    private static func type(_ reader: inout JSONReader) throws(JSONError) -> AssociationType {
        var category: String?
        var typeID: UInt64?
        var label: String?
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "category") {
                category = try reader.scalar()
            } else if reader.matches(key, "typeId") {
                typeID = try reader.scalar().flatMap { UInt64($0) }
            } else if reader.matches(key, "label") {
                label = try reader.scalar()
            } else {
                try reader.skip()
            }
        }
        guard let category else { throw reader.failure(.missing("category")) }
        guard let typeID else { throw reader.failure(.missing("typeId")) }
        return AssociationType(
            category: category, typeID: typeID, label: label.flatMap { $0.isEmpty ? nil : $0 })
    }
}
