import Testing

@testable import HubSpotSimulator

@Suite struct SearchWindowTests {
    private static func filter(_ name: String, _ word: String, _ value: Int64, _ high: Int64)
        -> JSONValue
    {
        [
            "propertyName": .string(name), "operator": .string(word),
            "value": .string("\(value)"), "highValue": .string("\(high)"),
            "values": [.string("\(value)"), .string("\(high)")],
        ]
    }

    /// The fast loop against a filter that is tried record by record.
    @Test(arguments: 1...40)
    func windowsFindWhatTheSlowWayFinds(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let schema = Schema(
            kind: .deals, definitions: PropertyCatalogue.definitions(.deals, pipelines: []))
        var id: UInt64 = 1
        let images = (0..<200).map { _ -> SearchIndex.Image in
            id += 1 + UInt64(random.below(3))
            return .init(
                id: id, modified: 1 + random.within(0...30), created: 0, values: PropertyValues())
        }
        let index = SearchIndex(images)
        let words = ["EQ", "LT", "LTE", "GT", "GTE", "BETWEEN"]
        let filters = (0..<(1 + random.below(3))).map { _ in
            let isID = random.chance(0.5)
            let low = 1 + random.within(0...(isID ? 400 : 30))
            return Self.filter(
                isID ? "hs_object_id" : "hs_lastmodifieddate", random.pick(words), low,
                low + random.within(0...20))
        }
        let body: JSONValue = ["filters": .array(filters), "limit": 20, "after": 10]
        let search = try SearchRequest(body.bytes, schema: schema, checksLength: true)
        let expected = images.filter { image in
            search.groups[0].allSatisfy { filter in
                guard case .source(let source) = filter.subject else { return false }
                return filter.matches(source == .objectID ? Int64(image.id) : image.modified)
            }
        }.map(\.id)
        guard let window = SearchWindow(search) else {
            #expect(expected.isEmpty)
            return
        }
        let (total, page) = index.matches(window, page: 10..<30)
        #expect(total == expected.count)
        #expect(page == Array(expected.dropFirst(10).prefix(20)))
    }

    @Test func otherConditionsAreNoWindow() throws {
        let schema = Schema(
            kind: .deals, definitions: PropertyCatalogue.definitions(.deals, pipelines: []))
        for filter in [
            Self.filter("amount", "GT", 1, 2), Self.filter("hs_createdate", "GT", 1, 2),
            Self.filter("hs_object_id", "IN", 1, 2), Self.filter("hs_object_id", "NEQ", 1, 2),
        ] {
            let body: JSONValue = ["filters": [filter]]
            let search = try SearchRequest(body.bytes, schema: schema, checksLength: true)
            #expect(SearchWindow(search) == nil)
        }
    }
}
