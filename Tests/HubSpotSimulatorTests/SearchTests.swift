import Testing

@testable import HubSpotSimulator

@Suite struct SearchTests {
    static func keyset(
        from: Int64 = 1000, after id: String = "0", limit: Int64 = 200,
        property: String = "lastmodifieddate"
    ) -> JSONValue {
        [
            "filterGroups": [
                [
                    "filters": [
                        [
                            "propertyName": .string(property), "operator": "GTE",
                            "value": .string("\(from)"),
                        ],
                        [
                            "propertyName": "hs_object_id", "operator": "GT",
                            "value": .string(id),
                        ],
                    ]
                ]
            ],
            "sorts": [["propertyName": "hs_object_id", "direction": "ASCENDING"]],
            "properties": [.string(property)], "limit": .integer(limit),
        ]
    }

    @Test func keysetPagingReachesEveryRecord() async throws {
        try await TestPortal.run { portal in
            var ids: [String] = []
            while true {
                let page = try await portal.search(
                    "contacts", Self.keyset(after: ids.last ?? "0", limit: 37))
                if page.ids.isEmpty { break }
                ids += page.ids
            }
            let listed = try await portal.allIDs("contacts")
            #expect(ids == listed)
        }
    }

    @Test func theWindowIsExact() async throws {
        try await TestPortal.run { portal in
            try await portal.control("POST", "clock", ["advance": "10s"])
            let touched = try await portal.control(
                "POST", "touch", ["type": "companies", "count": 9])
            let stamp = try #require(
                touched.json?["at"]?.stringValue.flatMap(StampText.parse))
            let property = "hs_lastmodifieddate"
            let at = try await portal.search(
                "companies", Self.keyset(from: stamp, property: property))
            #expect(at.total == 9)
            let behind = try await portal.search(
                "companies", Self.keyset(from: stamp + 1, property: property))
            #expect(behind.total == 0)
            #expect(behind.status == 200)
        }
    }

    @Test func contactsSearchedByTheOtherPropertyTotalZero() async throws {
        try await TestPortal.run { portal in
            let answer = try await portal.search(
                "contacts", Self.keyset(property: "hs_lastmodifieddate"))
            #expect(answer.status == 200)
            #expect(answer.total == 0)
        }
    }

    @Test func theWallStandsAtTenThousand() async throws {
        try await TestPortal.run { portal in
            var body = Self.keyset()
            body.set("after", "9800")
            let last = try await portal.search("contacts", body)
            #expect(last.status == 200, "\(last.text)")
            body.set("after", "9801")
            let over = try await portal.search("contacts", body)
            #expect(over.status == 400)
            #expect(over.category == nil)
            body.set("after", "10000")
            body.set("limit", 1)
            #expect(try await portal.search("contacts", body).status == 400)
        }
    }

    @Test func capsOnLimitGroupsFiltersAndSortsHold() async throws {
        let filter: JSONValue = [
            "propertyName": "hs_object_id", "operator": "GT", "value": "0",
        ]
        @Sendable func groups(_ sizes: [Int]) -> JSONValue {
            [
                "filterGroups": .array(
                    sizes.map { ["filters": .array(Array(repeating: filter, count: $0))] })
            ]
        }
        try await TestPortal.run { portal in
            let accepted: [JSONValue] = [
                groups([6]), groups([4, 4, 4, 4, 2]), ["limit": 200], ["sorts": ["-createdate"]],
                ["filters": [filter]], [:],
            ]
            for body in accepted {
                let answer = try await portal.search("deals", body)
                #expect(answer.status == 200, "\(answer.text)")
            }
            let refused: [JSONValue] = [
                groups([7]), groups([1, 1, 1, 1, 1, 1]), groups([6, 6, 6, 1]), ["limit": 201],
                ["sorts": ["createdate", "amount"]], ["sorts": ["nonsense"]],
                ["filters": [["propertyName": "nonsense", "operator": "EQ", "value": "1"]]],
                ["filters": [["propertyName": "archivedAt", "operator": "GT", "value": "1"]]],
                ["filters": [["propertyName": "amount", "operator": "NEAR", "value": "1"]]],
                [
                    "filters": [
                        ["propertyName": "createdate", "operator": "GT", "value": "2020-01-01"]
                    ]
                ],
            ]
            for body in refused {
                #expect(try await portal.search("deals", body).status == 400)
            }
            let epoch: JSONValue = [
                "filters": [["propertyName": "createdate", "operator": "GTE", "value": "0"]]
            ]
            #expect(try await portal.search("deals", epoch).status == 500)
        }
    }

    @Test func overlongBodiesAreRefusedUntilTheSwitchIsTurned() async throws {
        try await TestPortal.run { portal in
            var body = Self.keyset()
            body.set("properties", .array((0..<300).map { .string("property_\($0)") }))
            #expect(try await portal.search("contacts", body).status == 400)
            try await portal.control("PATCH", "settings", ["enforcesSearchBodyLimit": false])
            #expect(try await portal.search("contacts", body).status == 200)
        }
    }

    @Test(arguments: [
        ("EQ", "closedwon", true), ("NEQ", "closedwon", false), ("IN", "closedwon", true),
        ("NOT_IN", "closedwon", false), ("HAS_PROPERTY", "", true),
        ("NOT_HAS_PROPERTY", "", false),
    ])
    func operatorsOnEnumerationsPartTheRecords(
        word: String, value: String, keepsWon: Bool
    ) async throws {
        try await TestPortal.run { portal in
            let answer = try await portal.search(
                "deals",
                [
                    "filters": [
                        [
                            "propertyName": "dealstage", "operator": .string(word),
                            "value": .string(value), "values": [.string(value)],
                        ]
                    ], "properties": ["dealstage"], "limit": 200,
                ])
            let stages = answer.results.compactMap { $0["properties"]?["dealstage"]?.stringValue }
            #expect(stages.contains("closedwon") == keepsWon, "\(answer.text.prefix(600))")
        }
    }

    @Test func numbersDatesTokensAndAssociationsAreCompared() async throws {
        let document = HandMade.portal
        try await TestPortal.run(loading: document) { portal in
            func ids(_ filter: JSONValue) async throws -> [String] {
                let answer = try await portal.search("deals", ["filters": [filter]])
                #expect(answer.status == 200)
                return answer.ids
            }
            #expect(
                try await ids(["propertyName": "amount", "operator": "GT", "value": "900"])
                    == ["901"])
            #expect(
                try await ids([
                    "propertyName": "amount", "operator": "BETWEEN", "value": "900",
                    "highValue": "12000",
                ]) == ["901", "902"])
            #expect(
                try await ids([
                    "propertyName": "closedate", "operator": "LT",
                    "value": "2026-01-01T00:00:00Z",
                ]) == ["901"])
            #expect(
                try await ids([
                    "propertyName": "dealname", "operator": "CONTAINS_TOKEN", "value": "roll*",
                ]) == ["901"])
            #expect(
                try await ids([
                    "propertyName": "associations.contact", "operator": "EQ", "value": "101",
                ]) == ["901"])
            let text = try await portal.search("deals", ["query": "PILOT"])
            #expect(text.ids == ["902"])
        }
    }

    @Test func sortsOrderByValueAndTiesByID() async throws {
        try await TestPortal.run { portal in
            for (sort, property) in [("createdate", "createdate"), ("amount", "amount")] {
                let up = try await portal.search(
                    "deals", ["sorts": [.string(sort)], "properties": [.string(property)]])
                let down = try await portal.search(
                    "deals",
                    [
                        "sorts": [["propertyName": .string(sort), "direction": "DESCENDING"]],
                        "properties": [.string(property)], "limit": 200,
                    ])
                let values = up.results.map { $0["properties"]?[property]?.stringValue ?? "" }
                if property == "createdate" { #expect(values == values.sorted()) }
                #expect(up.ids.first == down.ids.last)
            }
        }
    }

    @Test func rateLimitHeadersAreNeverOnSearch() async throws {
        try await TestPortal.run(TestPortal.small(rateLimits: true)) { portal in
            let list = try await portal.get("/crm/v3/objects/deals")
            #expect(list.header("x-hubspot-ratelimit-max") == "100")
            #expect(list.header("x-hubspot-ratelimit-remaining") == "99")
            #expect(list.header("x-hubspot-ratelimit-daily-remaining") == "249999")
            let search = try await portal.search("deals", [:])
            #expect(!search.headers.contains { $0.name.contains("ratelimit") })
        }
    }
}
