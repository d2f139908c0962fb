package import HubSpotModel

/// One page of records, whole or not at all.
package struct RecordPage: Sendable, Equatable {
    package let records: [PortalRecord]
    /// The cursor of the next page; `nil` on the last.
    package let next: String?
    /// How many records match in all; search says it, list does not.
    package let total: Int?
    /// The portal that the records' own URLs name; `nil` when no record has one.
    package let portalID: UInt64?
    /// Every property that some record has, with a value or without one.
    ///
    /// HubSpot leaves out what it does not know; what it knows and has no value is mostly `null`.
    package let propertyNames: Set<String>

    package init(
        records: [PortalRecord], next: String? = nil, total: Int? = nil, portalID: UInt64? = nil,
        propertyNames: Set<String> = []
    ) {
        self.records = records
        self.next = next
        self.total = total
        self.portalID = portalID
        self.propertyNames = propertyNames
    }
}

extension RecordPage {
    /// Reads the body of a list or a search.
    ///
    /// - Throws: ``JSONError`` naming the byte where reading stopped.
    package init(body: [UInt8]) throws(JSONError) {
        self = try Self.read(body).page
    }

    /// Reads the body of a list, a search or a batch read, with the errors of the latter.
    ///
    /// - Parameter isBin: Whether archived records were asked for.
    static func read(
        _ body: [UInt8], isBin: Bool = false
    ) throws(JSONError) -> (page: RecordPage, errors: [ItemError]) {
        var reader = try JSONReader(body)
        var records: [PortalRecord]?
        var next: String?
        var total: Int?
        var errors: [ItemError] = []
        var errorCount = 0
        var recordReader = RecordReader(isArchivedUnlessSaid: isBin)
        try reader.object { reader, key throws(JSONError) in
            if reader.matches(key, "results") {
                var read: [PortalRecord] = []
                read.reserveCapacity(200)
                try reader.array { reader throws(JSONError) in
                    read.append(try recordReader.record(&reader))
                }
                records = read
            } else if reader.matches(key, "paging") {
                next = try reader.nextCursor()
            } else if reader.matches(key, "total") {
                total = try reader.integer()
            } else if reader.matches(key, "errors") {
                errors = try ItemError.list(&reader)
            } else if reader.matches(key, "numErrors") {
                errorCount = try reader.integer()
            } else {
                try reader.skip()
            }
        }
        try reader.finish()
        guard let records else { throw reader.failure(.missing("results")) }
        // Who is not answered and not in the errors counts as merged: they must be there.
        if errorCount > 0 && errors.isEmpty { throw reader.failure(.missing("errors")) }
        let page = RecordPage(
            records: records, next: next, total: total, portalID: recordReader.portalID,
            propertyNames: recordReader.propertyNames)
        return (page, errors)
    }
}

extension JSONReader {
    /// Reads `paging`, of which only `next.after` counts: its links point to other hosts at times.
    mutating func nextCursor() throws(JSONError) -> String? {
        let after = try JSONValue(&self)["next"]["after"]
        return after.text
    }
}

/// One entry of `errors` in an answer that succeeded in part.
struct ItemError: Sendable, Equatable {
    let category: String?
    let subCategory: String?
    /// The ids it is about; empty when it names none.
    let ids: [RecordID]

    static func list(_ reader: inout JSONReader) throws(JSONError) -> [ItemError] {
        try JSONValue(&reader).elements.map { error in
            let context = error["context"]
            let names = ["ids", "id", "fromObjectId", "objectId"]
            let ids = names.flatMap { context[$0].texts } + error["id"].texts
            return ItemError(
                category: error["category"].text, subCategory: error["subCategory"].text,
                ids: ids.map { RecordID($0) })
        }
    }

    /// HubSpot's words, never data of a record.
    var words: String {
        [category, subCategory].compactMap { $0 }.joined(separator: " ")
    }
}
