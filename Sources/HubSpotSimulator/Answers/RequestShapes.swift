/// The greatest of everything that clients asked for, so that a test can prove what no request did.
struct RequestShapes: Sendable {
    /// UTF-8 bytes of path and query.
    private var targetBytesMax = 0
    private var searchGroupsMax = 0
    private var searchFiltersMax = 0
    private var searchSortsMax = 0
    private var searchLimitMax = 0
    /// Offset plus limit: HubSpot reaches 10,000.
    private var searchWindowMax = 0
    private var searchBodyCharactersMax = 0
    private var listLimitMax = 0
    private var listLimitMaxWithHistory = 0
    private var batchInputsMax = 0
    private var batchInputsMaxWithHistory = 0
    private var associationInputsMax = 0

    mutating func note(_ request: APIRequest) {
        targetBytesMax = max(targetBytesMax, request.target.length)
        switch request.route.kind {
        case .search: noteSearch(request.body)
        case .list:
            let limit = request.target.value("limit").flatMap { Int($0) } ?? 10
            if request.target.value("propertiesWithHistory") == nil {
                listLimitMax = max(listLimitMax, limit)
            } else {
                listLimitMaxWithHistory = max(listLimitMaxWithHistory, limit)
            }
        case .batch:
            let body = JSONParser.parse(request.body)
            let count = body?["inputs"]?.elements?.count ?? 0
            if body?["propertiesWithHistory"]?.elements?.isEmpty ?? true {
                batchInputsMax = max(batchInputsMax, count)
            } else {
                batchInputsMaxWithHistory = max(batchInputsMaxWithHistory, count)
            }
        case .associations:
            let inputs = JSONParser.parse(request.body)?["inputs"]?.elements
            associationInputsMax = max(associationInputsMax, inputs?.count ?? 0)
        case .get, .association, .owners, .pipelines, .properties, .account, .usage, .unknown:
            break
        }
    }

    private mutating func noteSearch(_ bytes: [UInt8]) {
        let characters = String(decoding: bytes, as: UTF8.self).unicodeScalars.count
        searchBodyCharactersMax = max(searchBodyCharactersMax, characters)
        guard let body = JSONParser.parse(bytes) else { return }
        let groups =
            body["filterGroups"]?.elements?.map { $0["filters"]?.elements?.count ?? 0 } ?? []
        let bare = body["filters"]?.elements?.count ?? 0
        searchGroupsMax = max(searchGroupsMax, groups.count)
        searchFiltersMax = max(searchFiltersMax, groups.reduce(bare, +))
        searchSortsMax = max(searchSortsMax, body["sorts"]?.elements?.count ?? 0)
        let limit = body["limit"]?.integerValue ?? 10
        let after = body["after"]?.integerValue ?? 0
        searchLimitMax = max(searchLimitMax, Int(clamping: limit))
        searchWindowMax = max(
            searchWindowMax, Int(clamping: after.addingReportingOverflow(limit).0))
    }

    var json: JSONValue {
        [
            "targetBytesMax": .integer(targetBytesMax),
            "searchGroupsMax": .integer(searchGroupsMax),
            "searchFiltersMax": .integer(searchFiltersMax),
            "searchSortsMax": .integer(searchSortsMax),
            "searchLimitMax": .integer(searchLimitMax),
            "searchWindowMax": .integer(searchWindowMax),
            "searchBodyCharactersMax": .integer(searchBodyCharactersMax),
            "listLimitMax": .integer(listLimitMax),
            "listLimitMaxWithHistory": .integer(listLimitMaxWithHistory),
            "batchInputsMax": .integer(batchInputsMax),
            "batchInputsMaxWithHistory": .integer(batchInputsMaxWithHistory),
            "associationInputsMax": .integer(associationInputsMax),
        ]
    }
}
