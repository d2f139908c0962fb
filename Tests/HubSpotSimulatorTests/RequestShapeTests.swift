import Testing

@testable import HubSpotSimulator

@Suite struct RequestShapeTests {
    @Test func theGreatestOfEveryShapeIsKept() async throws {
        try await TestPortal.run { portal in
            func shape(_ name: String) async throws -> JSONValue? {
                try await portal.control("GET", "requests").json?["shapes"]?[name]
            }
            let filter: JSONValue = [
                "propertyName": "hs_object_id", "operator": "GT", "value": "0",
            ]
            _ = try await portal.search(
                "contacts",
                [
                    "filterGroups": [["filters": [filter, filter]]], "limit": 150,
                    "sorts": ["createdate"], "after": "300",
                ])
            _ = try await portal.search("deals", ["filters": [filter], "limit": 9])
            // A refused request counts like any other: it was made.
            _ = try await portal.search("deals", ["limit": 200, "after": "9900"])
            _ = try await portal.get("/crm/v3/objects/contacts?limit=77")
            _ = try await portal.get(
                "/crm/v3/objects/deals?limit=33&propertiesWithHistory=dealstage")
            let inputs = BatchReadTests.inputs((1...60).map { "\($0)" })
            _ = try await portal.post("/crm/v3/objects/deals/batch/read", ["inputs": inputs])
            _ = try await portal.post(
                "/crm/v4/associations/deals/contacts/batch/read", ["inputs": inputs])
            #expect(try await shape("searchFiltersMax") == 2)
            #expect(try await shape("searchGroupsMax") == 1)
            #expect(try await shape("searchSortsMax") == 1)
            #expect(try await shape("searchLimitMax") == 200)
            #expect(try await shape("searchWindowMax") == 10_100)
            #expect(try await shape("listLimitMax") == 77)
            #expect(try await shape("listLimitMaxWithHistory") == 33)
            #expect(try await shape("batchInputsMax") == 60)
            #expect(try await shape("batchInputsMaxWithHistory") == 0)
            #expect(try await shape("associationInputsMax") == 60)
            try await portal.control("POST", "requests/reset")
            #expect(try await shape("searchWindowMax") == 0)
        }
    }

    @Test func aControlCallIsMadeBetweenTwoPages() async throws {
        try await TestPortal.run { portal in
            let path = "/crm/v3/objects/contacts?limit=2&properties=firstname"
            let rule: JSONValue = [
                "fault": "control", "routes": ["list"], "skip": 1, "count": 1,
                "call": [
                    "path": "touch",
                    "body": [
                        "type": "contacts", "count": 1, "properties": ["firstname": "Changed"],
                    ],
                ],
            ]
            #expect(try await portal.control("POST", "faults", rule).status == 201)
            var names: [JSONValue?] = []
            for _ in 0..<3 {
                names.append(
                    try await portal.get(path).results.first?["properties"]?["firstname"])
            }
            #expect(names[0] == names[1])
            #expect(names[1] != "Changed")
            #expect(names[2] == "Changed")
            let refused = try await portal.control(
                "POST", "faults", ["fault": "control", "call": ["path": "reset"]])
            #expect(refused.status == 400)
        }
    }

    @Test func itemErrorsStrikeTheSameIdsAndNothingElse() async throws {
        try await TestPortal.run { portal in
            let ids = try await portal.allIDs("contacts")
            try await portal.control(
                "POST", "faults", ["fault": "itemErrors", "every": 4, "category": "BUSY"])
            let inputs = BatchReadTests.inputs(Array(ids.prefix(80)))
            let path = "/crm/v3/objects/contacts/batch/read"
            let first = try await portal.post(path, ["inputs": inputs])
            #expect(first.status == 207)
            let error = try #require(first.json?["errors"]?.elements?.first)
            #expect(error["category"] == "BUSY")
            let failed = error["context"]?["ids"]?.elements ?? []
            #expect((5...40).contains(failed.count))
            #expect(failed.count + first.results.count == 80)
            let second = try await portal.post(path, ["inputs": inputs])
            #expect(second.json?["errors"] == first.json?["errors"])
            let links = try await portal.post(
                "/crm/v4/associations/contacts/companies/batch/read", ["inputs": inputs])
            let real = links.json?["errors"]?.elements?.filter { $0["subCategory"] == nil } ?? []
            #expect(real.count == 1)
            #expect(real.first?["context"]?["fromObjectId"]?.elements == failed)
        }
    }

    @Test func manyRecordsAreMadeAtOnceAndTheirIdsTold() async throws {
        try await TestPortal.run { portal in
            let before = try await portal.control("GET", "ids/notes").json?["live"]?.elements ?? []
            let made = try await portal.control(
                "POST", "records/notes/many", ["count": 500, "properties": [:]])
            #expect(made.json?["created"] == 500)
            let last = try #require(made.json?["lastId"]?.stringValue)
            try await portal.control("POST", "records/notes/\(last)/archive")
            let ids = try #require(try await portal.control("GET", "ids/notes").json)
            #expect(ids["live"]?.elements?.count == before.count + 499)
            #expect(ids["archived"]?.elements?.contains(.string(last)) == true)
        }
    }
}
