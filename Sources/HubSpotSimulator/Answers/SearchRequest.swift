/// The body of a search, checked against HubSpot's caps.
struct SearchRequest: Sendable {
    struct Sort: Sendable {
        var property: String
        var ascending: Bool
    }

    static let groupsMax = 5
    static let filtersPerGroupMax = 6
    static let filtersMax = 18
    static let limitMax = 200
    /// Offset plus limit may not pass this.
    static let wall = 10_000
    static let bodyCharactersMax = 3000

    var groups: [[SearchFilter]] = []
    var sort: Sort?
    var query: String?
    var properties: [String] = []
    var limit = 10
    var after = 0

    /// Reads the body of a search over one type.
    init(_ body: [UInt8], schema: Schema, checksLength: Bool) throws(APIError) {
        guard let json = JSONParser.parse(body), json.members != nil else {
            throw .validation("Invalid input JSON on line 1, column 1: Cannot deserialize value")
        }
        if checksLength,
            String(decoding: body, as: UTF8.self).unicodeScalars.count
                > Self.bodyCharactersMax
        {
            throw .validation(
                "The request body is too long: it may hold \(Self.bodyCharactersMax) characters")
        }
        try readFilters(json, schema: schema)
        try readSort(json, schema: schema)
        query = json["query"]?.stringValue.flatMap { $0.isEmpty ? nil : $0.lowercased() }
        if let query, query.count > 3000 {
            throw .validation("query may hold 3000 characters")
        }
        properties = json["properties"]?.elements?.compactMap(\.stringValue) ?? []
        try readPaging(json)
    }

    private mutating func readFilters(_ json: JSONValue, schema: Schema) throws(APIError) {
        var lists: [[JSONValue]] = []
        if let groups = json["filterGroups"]?.elements {
            lists = groups.map { $0["filters"]?.elements ?? [] }
        }
        if let bare = json["filters"]?.elements, !bare.isEmpty { lists.append(bare) }
        guard lists.count <= Self.groupsMax else {
            throw .validation("Too many filter groups: \(lists.count), the maximum is 5")
        }
        guard lists.allSatisfy({ $0.count <= Self.filtersPerGroupMax }) else {
            throw .validation("Too many filters in one group: the maximum is 6")
        }
        guard lists.reduce(0, { $0 + $1.count }) <= Self.filtersMax else {
            throw .validation("Too many filters: the maximum in all groups together is 18")
        }
        for list in lists {
            var group: [SearchFilter] = []
            for filter in list { group.append(try SearchFilter(filter, schema: schema)) }
            if !group.isEmpty { groups.append(group) }
        }
    }

    private mutating func readSort(_ json: JSONValue, schema: Schema) throws(APIError) {
        let sorts = json["sorts"]?.elements ?? []
        guard sorts.count <= 1 else {
            throw .validation("Only one sort is allowed, \(sorts.count) were given")
        }
        guard let first = sorts.first else { return }
        if let text = first.stringValue {
            let descends = text.hasPrefix("-")
            sort = Sort(
                property: String(descends ? text.dropFirst() : text[...]), ascending: !descends)
        } else if let property = first["propertyName"]?.stringValue {
            let direction = first["direction"]?.stringValue ?? "ASCENDING"
            guard direction == "ASCENDING" || direction == "DESCENDING" else {
                throw .validation("Invalid sort direction \(direction)")
            }
            sort = Sort(property: property, ascending: direction == "ASCENDING")
        } else {
            throw .problemWithRequest()
        }
        if let sort, schema.source(sort.property) == nil { throw .problemWithRequest() }
    }

    private mutating func readPaging(_ json: JSONValue) throws(APIError) {
        if let value = json["limit"], !value.isNull {
            guard let number = value.integerValue, number > 0 else {
                throw .validation("Invalid limit: it must be a positive number")
            }
            guard number <= Self.limitMax else {
                throw .validation("Invalid limit \(number): the maximum allowed value is 200")
            }
            limit = Int(number)
        }
        if let value = json["after"], !value.isNull, value != "" {
            guard let number = value.integerValue, number >= 0, number <= 1_000_000_000 else {
                throw .problemWithRequest()
            }
            after = Int(number)
        }
        if after + limit > Self.wall { throw .problemWithRequest() }
    }
}
