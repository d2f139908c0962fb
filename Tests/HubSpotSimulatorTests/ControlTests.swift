import Testing

@testable import HubSpotSimulator

@Suite struct ControlTests {
    @Test func theHelpNamesEveryPart() async throws {
        try await TestPortal.run { portal in
            let help = try await portal.control("GET", "")
            #expect(help.status == 200)
            for kind in Fault.Kind.allCases { #expect(help.text.contains(kind.rawValue)) }
            for change in Portal.RandomChange.allCases {
                #expect(help.text.contains(change.rawValue))
            }
            let unknown = try await portal.control("GET", "nonsense")
            #expect(unknown.status == 404)
        }
    }

    @Test func theClockIsReadSetAdvancedAndFrozen() async throws {
        try await TestPortal.run { portal in
            let start = try await portal.control("GET", "clock")
            #expect(start.json?["epochMilliseconds"] == .integer(TestPortal.now))
            #expect(start.json?["running"] == false)
            let moved = try await portal.control("POST", "clock", ["advance": "1d"])
            #expect(moved.json?["now"] == "2026-11-23T14:30:00.000Z")
            let set = try await portal.control("POST", "clock", ["set": "2027-01-01T00:00:00Z"])
            #expect(set.json?["now"] == "2027-01-01T00:00:00.000Z")
            let running = try await portal.control("POST", "clock", ["freeze": false])
            #expect(running.json?["running"] == true)
            let bad = try await portal.control("POST", "clock", ["advance": "soon"])
            #expect(bad.status == 400)
        }
    }

    @Test func theTruthIsOneLineARecord() async throws {
        try await TestPortal.run { portal in
            let size = PortalSize(scale: 0.01)
            let live = try await portal.control("GET", "records/companies")
            let lines = live.text.split(separator: "\n").compactMap {
                JSONParser.parse(Array($0.utf8))
            }
            #expect(live.end == .complete)
            #expect(lines.count == size.count(.companies))
            #expect(
                lines.compactMap { $0["id"]?.stringValue } == (try await portal.allIDs("companies"))
            )
            for line in lines {
                let values = line["properties"]?.members ?? []
                #expect(values.allSatisfy { $0.value.stringValue?.isEmpty == false })
                #expect(line["archived"] == false)
            }
            let all = try await portal.control("GET", "records/companies?includeArchived=true")
            let merged = all.text.split(separator: "\n").count { $0.contains("\"mergedInto\"") }
            let archived = all.text.split(separator: "\n").count {
                $0.contains("\"archived\":true")
            }
            #expect(merged >= size.mergedPairs(.companies))
            #expect(archived == size.archivedCount(.companies))
        }
    }

    @Test func aHandMadePortalReplacesEverything() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let account = try await portal.get("/account-info/2026-09/details")
            #expect(account.json?["portalId"] == 777)
            #expect(account.json?["timeZone"] == "US/Eastern")
            #expect(account.json?["utcOffset"] == "-05:00")
            let deal = try await portal.get(
                "/crm/v3/objects/deals/901?properties=amount,custom_text,hs_is_closed"
                    + "&propertiesWithHistory=dealstage&associations=companies")
            #expect(deal.json?["properties"]?["custom_text"] == "own")
            #expect(deal.json?["properties"]?["hs_is_closed"] == .some(.null))
            #expect(deal.json?["propertiesWithHistory"]?["dealstage"]?.elements?.count == 2)
            #expect(
                deal.json?["url"]
                    == "https://app-eu1.hubspot.com/contacts/777/record/0-3/901")
            #expect(
                deal.json?["associations"]?["companies"]?["results"]
                    == [["id": "201", "type": "deal_to_company"]])
            // What the document does not say is not invented.
            let other = try await portal.get(
                "/crm/v3/objects/deals/902?propertiesWithHistory=dealstage")
            #expect(other.json?["propertiesWithHistory"]?["dealstage"] == [])
            #expect(try await portal.allIDs("contacts") == ["101", "102"])
            #expect(try await portal.allIDs("tasks").isEmpty)
            let owners = try await portal.get("/crm/v3/owners?archived=true")
            #expect(owners.ids == ["13"])
        }
    }

    @Test func aBrokenPortalIsRefusedAndChangesNothing() async throws {
        let broken: [JSONValue] = [
            ["contacts": [["id": "x"]]],
            ["contacts": [HandMade.record("1", [:]), HandMade.record("1", [:])]],
            ["deals": [["id": "1", "createdAt": "yesterday"]]],
            ["associations": ["nonsense": [["fromId": "1", "toId": "2"]]]],
        ]
        try await TestPortal.run { portal in
            let before = try await portal.control("GET", "state")
            for document in broken {
                let answer = try await portal.control("POST", "portal", document)
                #expect(answer.status == 400, "\(answer.text)")
            }
            let noJSON = try await SocketClient.send(
                "POST", "/_control/portal", headers: [], body: Array("{".utf8), port: portal.port)
            #expect(noJSON.status == 400)
            let after = try await portal.control("GET", "state")
            #expect(before.body == after.body)
        }
    }

    @Test func randomChangesSayWhatTheyDid() async throws {
        try await TestPortal.run { portal in
            try await portal.control("POST", "clock", ["advance": "1h"])
            let answer = try await portal.control(
                "POST", "random-changes",
                ["count": 200, "seed": 3, "spacingMilliseconds": 5])
            let changes = answer.json?["changes"]?.elements ?? []
            #expect(changes.count == 200)
            let kinds = Set(changes.compactMap { $0["change"]?.stringValue })
            #expect(kinds.count >= 12)
            for change in changes where change["change"] == "changeAmount" {
                let id = try #require(change["id"]?.stringValue)
                let truth = try await portal.control("GET", "records/deals/\(id)")
                #expect(truth.status == 200)
            }
            let only = try await portal.control(
                "POST", "random-changes", ["count": 7, "kinds": ["archive"]])
            #expect(
                only.json?["changes"]?.elements?.allSatisfy { $0["change"] == "archive" } == true)
            let none = try await portal.control("POST", "random-changes", ["kinds": ["dance"]])
            #expect(none.status == 400)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func randomChangesKeepIndexAndStoreTogether(seed: Int64) async throws {
        try await TestPortal.run { portal in
            try await portal.control(
                "POST", "random-changes", ["count": 400, "seed": .integer(seed)])
            for kind in ObjectKind.allCases {
                let listed = try await portal.allIDs(kind.name)
                var found: [String] = []
                while true {
                    let page = try await portal.search(
                        kind.name,
                        SearchTests.keyset(
                            after: found.last ?? "0", property: kind.modifiedProperty))
                    if page.ids.isEmpty { break }
                    found += page.ids
                }
                #expect(found == listed)
            }
        }
    }

    @Test func requestsAreCountedByKindObjectAndStatus() async throws {
        try await TestPortal.run(TestPortal.small(latency: 60)) { portal in
            try await portal.control("POST", "requests/reset")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { _ = try await portal.get("/crm/v3/objects/deals?limit=1") }
                }
                try await group.waitForAll()
            }
            _ = try await portal.search("contacts", [:])
            _ = try await portal.get("/crm/v3/objects/deals/1")
            let counters = try await portal.control("GET", "requests")
            #expect(counters.json?["total"] == 6)
            #expect(counters.json?["byKind"]?["list"] == 4)
            #expect(counters.json?["byObject"]?["search contacts"] == 1)
            #expect(counters.json?["byStatus"]?["404"] == 1)
            #expect(counters.json?["inFlight"] == 0)
            #expect((counters.json?["maxConcurrent"]?.integerValue ?? 0) > 1)
        }
    }

    @Test func ownersPipelinesAndPropertiesChange() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control("PATCH", "owners/11", ["archived": true])
            let archived = try await portal.get("/crm/v3/owners?archived=true")
            #expect(Set(archived.ids) == ["11", "13"])
            #expect(archived.results.allSatisfy { $0["userId"] == .some(.null) })

            try await portal.control("DELETE", "pipelines/700001/stages/closedlost")
            let pipeline = try await portal.get("/crm/v3/pipelines/deals/700001")
            #expect(pipeline.json?["stages"]?.elements?.count == 2)
            try await portal.control(
                "POST", "pipelines/700001/stages",
                [
                    "id": "555", "label": "New",
                    "metadata": ["isClosed": "false", "probability": "0.3"],
                ])
            let names = try await portal.get("/crm/v3/properties/deals")
            #expect(names.text.contains("\"hs_v2_date_entered_555\""))

            try await portal.control(
                "POST", "properties/deals", ["name": "region", "type": "string", "label": "Region"])
            try await portal.control(
                "PATCH", "records/deals/901", ["properties": ["region": "north"]])
            let path = "/crm/v3/objects/deals/901?properties=region"
            #expect(try await portal.get(path).json?["properties"]?["region"] == "north")
            try await portal.control("DELETE", "properties/deals/region")
            #expect(try await portal.get(path).json?["properties"]?["region"] == nil)
            try await portal.control("POST", "properties/deals/region/restore")
            #expect(try await portal.get(path).json?["properties"]?["region"] == "north")
        }
    }

    @Test func resetMakesTheDefaultPortalAnew() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let answer = try await portal.control("POST", "reset", ["scale": .number("0.02")])
            #expect(answer.status == 200)
            #expect(
                answer.json?["types"]?["contacts"]?["live"]
                    == .integer(PortalSize(scale: 0.02).count(.contacts)))
            let refused = try await portal.control("POST", "reset", ["scale": 100])
            #expect(refused.status == 400)
        }
    }
}
