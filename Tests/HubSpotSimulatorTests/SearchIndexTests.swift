import Testing

@testable import HubSpotSimulator

@Suite struct SearchIndexTests {
    @Test func aChangeIsFoundOnlyAfterTheLag() async throws {
        try await TestPortal.run(TestPortal.small(lag: 60_000)) { portal in
            let id = try await portal.allIDs("contacts")[3]
            try await portal.control(
                "PATCH", "records/contacts/\(id)", ["properties": ["firstname": "Late"]])
            let window = SearchTests.keyset(from: TestPortal.now)
            #expect(try await portal.search("contacts", window).total == 0)
            let live = try await portal.get("/crm/v3/objects/contacts/\(id)")
            #expect(live.json?["properties"]?["firstname"] == "Late")
            try await portal.control("POST", "clock", ["advance": "59s"])
            #expect(try await portal.search("contacts", window).total == 0)
            try await portal.control("POST", "clock", ["advance": "1s"])
            let found = try await portal.search("contacts", window)
            #expect(found.ids == [id])
        }
    }

    @Test func matchingIsStaleAndValuesAreFresh() async throws {
        try await TestPortal.run(TestPortal.small(lag: 60_000)) { portal in
            try await portal.control("POST", "clock", ["advance": "10m"])
            let touched = try await portal.control(
                "POST", "touch", ["type": "deals", "count": 1])
            let first = try #require(touched.json?["at"]?.stringValue)
            try await portal.control("POST", "clock", ["advance": "1m"])
            try await portal.control("POST", "touch", ["type": "deals", "count": 1])
            // A closed window around the first stamp: the row comes with a stamp behind its end.
            let stamp = try #require(StampText.parse(first))
            let window: JSONValue = [
                "filters": [
                    [
                        "propertyName": "hs_lastmodifieddate", "operator": "BETWEEN",
                        "value": .string("\(stamp)"), "highValue": .string("\(stamp)"),
                    ]
                ], "properties": ["hs_lastmodifieddate"],
            ]
            let answer = try await portal.search("deals", window)
            #expect(answer.total == 1)
            #expect(answer.results[0]["updatedAt"] == "2026-11-22T14:41:00.000Z")
        }
    }

    @Test func laterChangesCanBeVisibleEarlier() async throws {
        try await TestPortal.run { portal in
            let ids = try await portal.allIDs("companies")
            try await portal.control(
                "POST", "index-lag",
                ["milliseconds": 3_600_000, "type": "companies", "id": .string(ids[0])])
            for id in ids.prefix(2) {
                try await portal.control("POST", "clock", ["advance": "1s"])
                try await portal.control(
                    "PATCH", "records/companies/\(id)", ["properties": ["name": "New"]])
            }
            let window = SearchTests.keyset(
                from: TestPortal.now + 1, property: "hs_lastmodifieddate")
            #expect(try await portal.search("companies", window).ids == [ids[1]])
            try await portal.control("POST", "clock", ["advance": "1h"])
            #expect(try await portal.search("companies", window).ids == Array(ids.prefix(2)))
        }
    }

    @Test func anOlderImageNeverReplacesANewerOne() {
        func image(_ stamp: Stamp) -> SearchIndex.Image {
            SearchIndex.Image(id: 7, modified: stamp, created: 0, values: PropertyValues())
        }
        var index = SearchIndex([image(1)])
        index.submit(image(2), id: 7, visibleAt: 100, now: 0)
        index.submit(image(3), id: 7, visibleAt: 10, now: 0)
        index.settle(now: 10)
        #expect(index.stamps == [3])
        index.settle(now: 100)
        #expect(index.stamps == [3])
        #expect(index.pendingCount == 0)
    }

    @Test func aRemovalThatIsDueTakesTheRecordOut() {
        let image = SearchIndex.Image(id: 7, modified: 1, created: 0, values: PropertyValues())
        var index = SearchIndex([image])
        index.submit(nil, id: 7, visibleAt: 50, now: 0)
        index.settle(now: 49)
        #expect(index.ids == [7])
        index.settle(now: 50)
        #expect(index.ids.isEmpty && index.images.isEmpty && index.stamps.isEmpty)
    }

    @Test func offsetsSkipRowsThatAreUpdatedWhilePaging() async throws {
        try await TestPortal.run { portal in
            var body: JSONValue = [
                "sorts": ["hs_lastmodifieddate"], "limit": 50,
                "properties": ["hs_lastmodifieddate"],
            ]
            let first = try await portal.search("companies", body)
            try await portal.control("POST", "clock", ["advance": "1m"])
            // Ten rows of the first page move to the end: ten others slip below the offset.
            for id in first.ids.prefix(10) {
                try await portal.control(
                    "PATCH", "records/companies/\(id)", ["properties": ["name": "Moved"]])
            }
            var seen = Set(first.ids)
            var after = first.json?["paging"]?["next"]?["after"]?.stringValue
            while let offset = after {
                body.set("after", .string(offset))
                let page = try await portal.search("companies", body)
                seen.formUnion(page.ids)
                after = page.json?["paging"]?["next"]?["after"]?.stringValue
            }
            let all = Set(try await portal.allIDs("companies"))
            #expect(all.subtracting(seen).count == 10)
        }
    }
}
