import Testing

@testable import HubSpotSimulator

@Suite struct BatchReadTests {
    static func inputs(_ ids: [String]) -> JSONValue {
        .array(ids.map { ["id": .string($0)] })
    }

    @Test func everythingFoundIs200AndInAnotherOrder() async throws {
        try await TestPortal.run { portal in
            let ids = Array(try await portal.allIDs("contacts").prefix(100))
            let answer = try await portal.post(
                "/crm/objects/2026-09/contacts/batch/read",
                ["inputs": Self.inputs(ids), "properties": ["email"]])
            #expect(answer.status == 200)
            #expect(answer.json?["status"] == "COMPLETE")
            #expect(answer.json?["errors"] == nil)
            #expect(answer.ids != ids)
            #expect(Set(answer.ids) == Set(ids))
        }
    }

    @Test func missingIDsShareOneErrorInA207() async throws {
        try await TestPortal.run { portal in
            let id = try await portal.allIDs("deals")[0]
            let bin = try await portal.allIDs("deals", query: "&archived=true")[0]
            let answer = try await portal.post(
                "/crm/v3/objects/deals/batch/read",
                ["inputs": Self.inputs(["1", id, "2", bin]), "properties": ["dealname"]])
            #expect(answer.status == 207)
            #expect(answer.ids == [id])
            #expect(answer.json?["numErrors"] == 1)
            let error = answer.json?["errors"]?.elements?.first
            #expect(error?["category"] == "OBJECT_NOT_FOUND")
            #expect(error?["context"]?["ids"] == .array(["1", "2", .string(bin)]))
            let archived = try await portal.post(
                "/crm/v3/objects/deals/batch/read?archived=true",
                ["inputs": Self.inputs([bin, id])])
            #expect(archived.ids == [bin])
        }
    }

    @Test func theCapIs100AndWithHistory50() async throws {
        try await TestPortal.run { portal in
            let ids = Array(try await portal.allIDs("contacts").prefix(101))
            let path = "/crm/v3/objects/contacts/batch/read"
            let over = try await portal.post(path, ["inputs": Self.inputs(ids)])
            #expect(over.status == 400)
            for (count, status) in [(50, 200), (51, 400)] {
                let answer = try await portal.post(
                    path,
                    [
                        "inputs": Self.inputs(Array(ids.prefix(count))),
                        "propertiesWithHistory": ["lifecyclestage"],
                    ])
                #expect(answer.status == status)
            }
        }
    }

    @Test func historyIsNewestFirstAndEndsInTheCurrentValue() async throws {
        let names = [
            "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id",
            "amount_in_home_currency", "deal_currency_code",
        ]
        try await TestPortal.run { portal in
            let ids = try await portal.allIDs("deals")
            let answer = try await portal.post(
                "/crm/v3/objects/deals/batch/read",
                [
                    "inputs": Self.inputs(ids),
                    "propertiesWithHistory": .array(names.map(JSONValue.string)),
                ])
            #expect(answer.results.count == ids.count)
            for deal in answer.results {
                for name in names {
                    let versions = deal["propertiesWithHistory"]?[name]?.elements ?? []
                    let current = deal["properties"]?[name]?.stringValue
                    #expect(versions.first?["value"]?.stringValue == current || current == "")
                    let stamps = versions.compactMap {
                        $0["timestamp"]?.stringValue.flatMap(StampText.parse)
                    }
                    #expect(stamps == stamps.sorted(by: >))
                    #expect(stamps.allSatisfy { $0 <= TestPortal.now })
                }
                let stages = deal["propertiesWithHistory"]?["dealstage"]?.elements ?? []
                #expect(!stages.isEmpty)
            }
        }
    }

    @Test func recordsAreFoundByAUniqueProperty() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let answer = try await portal.post(
                "/crm/v3/objects/contacts/batch/read",
                [
                    "idProperty": "email",
                    "inputs": Self.inputs(["ada.fenn@example.com", "no@example.com"]),
                ])
            #expect(answer.status == 207)
            #expect(answer.ids == ["101"])
        }
    }

    @Test func aWriteKeepsTheVersionBeforeIt() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control("POST", "clock", ["advance": "1m"])
            try await portal.control(
                "PATCH", "records/deals/902",
                ["properties": ["amount": "1000"], "sourceType": "IMPORT", "sourceId": "77"])
            let deal = try await portal.get(
                "/crm/v3/objects/deals/902?propertiesWithHistory=amount")
            let versions = deal.json?["propertiesWithHistory"]?["amount"]?.elements ?? []
            #expect(versions.map { $0["value"] } == ["1000", "900"])
            #expect(versions.first?["sourceType"] == "IMPORT")
            #expect(versions.first?["sourceId"] == "77")
            #expect(versions.first?["timestamp"] == "2026-11-22T14:31:00.000Z")
            try await portal.control("PATCH", "settings", ["historyDepth": 1])
            let short = try await portal.get(
                "/crm/v3/objects/deals/902?propertiesWithHistory=amount")
            #expect(short.json?["propertiesWithHistory"]?["amount"]?.elements?.count == 1)
        }
    }
}
