import Testing

@testable import HubSpotSimulator

@Suite struct MergeTests {
    static func merge(
        _ portal: TestPortal, _ primary: String, _ secondary: String, _ form: String = "new",
        type: String = "contacts"
    ) async throws -> String {
        let answer = try await portal.control(
            "POST", "records/\(type)/merge",
            ["primary": .string(primary), "secondary": .string(secondary), "form": .string(form)])
        guard let id = answer.json?["id"]?.stringValue else {
            throw UnexpectedAnswer(answer: answer)
        }
        return id
    }

    @Test func theNewFormMakesANewRecordToWhichBothIDsLead() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let id = try await Self.merge(portal, "101", "102")
            #expect(id != "101" && id != "102")
            for old in ["101", "102"] {
                let read = try await portal.get(
                    "/crm/v3/objects/contacts/\(old)?properties=hs_merged_object_ids,firstname")
                #expect(read.json?["id"] == .string(id))
                #expect(read.json?["properties"]?["hs_merged_object_ids"] == "101;102")
                #expect(read.json?["properties"]?["firstname"] == "Ada")
            }
            let listed = try await portal.allIDs("contacts")
            #expect(listed == [id])
            let bin = try await portal.allIDs("contacts", query: "&archived=true")
            #expect(bin == ["103"])
            let search = try await portal.search("contacts", SearchTests.keyset())
            #expect(search.ids == [id])
        }
    }

    @Test func aBatchReadAnswersTheSurvivorOnceUnlessTold() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let id = try await Self.merge(portal, "101", "102")
            let body: JSONValue = ["inputs": BatchReadTests.inputs(["101", "102"])]
            let once = try await portal.post("/crm/v3/objects/contacts/batch/read", body)
            #expect(once.status == 200)
            #expect(once.ids == [id])
            try await portal.control("PATCH", "settings", ["repeatsMergedRecords": true])
            let twice = try await portal.post("/crm/v3/objects/contacts/batch/read", body)
            #expect(twice.ids == [id, id])
        }
    }

    @Test func theOldFormKeepsThePrimarysID() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let id = try await Self.merge(portal, "102", "101", "old")
            #expect(id == "102")
            let read = try await portal.get(
                "/crm/v3/objects/contacts/101?properties=hs_calculated_merged_vids,firstname")
            #expect(read.json?["id"] == "102")
            #expect(
                read.json?["properties"]?["hs_calculated_merged_vids"]
                    == .string("101:\(TestPortal.now)"))
            // Empty in the primary: filled from the other.
            #expect(read.json?["properties"]?["firstname"] == "Ada")
        }
    }

    @Test func transitiveMergesListEverything() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control("POST", "records/contacts/103/restore")
            let first = try await Self.merge(portal, "101", "102")
            let second = try await Self.merge(portal, first, "103")
            let read = try await portal.get(
                "/crm/v3/objects/contacts/102?properties=hs_merged_object_ids")
            #expect(read.json?["id"] == .string(second))
            #expect(
                read.json?["properties"]?["hs_merged_object_ids"]
                    == .string("101;102;\(first);103"))
            let truth = try await portal.control("GET", "records/contacts?includeArchived=true")
            let lines = truth.text.split(separator: "\n").compactMap {
                JSONParser.parse(Array($0.utf8))
            }
            let gone = lines.filter { $0["mergedInto"] == .string(second) }
            #expect(gone.compactMap { $0["id"]?.stringValue } == ["101", "102", "103", first])
        }
    }

    @Test func associationsAndHistoriesMoveToTheSurvivor() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let id = try await Self.merge(portal, "901", "902", type: "deals")
            let contacts = try await portal.get(
                "/crm/v4/objects/deals/\(id)/associations/contacts")
            #expect(contacts.results.compactMap { $0["toObjectId"]?.scalarText } == ["101"])
            let meetings = try await portal.post(
                "/crm/v4/associations/meetings/deals/batch/read",
                ["inputs": BatchReadTests.inputs(["501"])])
            #expect(meetings.results.first?["to"]?.elements?.first?["toObjectId"] == .number(id))
            let old = try await portal.post(
                "/crm/v4/associations/deals/contacts/batch/read",
                ["inputs": BatchReadTests.inputs(["901"])])
            #expect(old.status == 207)
            let deal = try await portal.get(
                "/crm/v3/objects/deals/\(id)?propertiesWithHistory=dealstage")
            #expect(
                deal.json?["propertiesWithHistory"]?["dealstage"]?.elements?.count == 2)
        }
    }

    @Test func aRecordThatIsNotLiveCannotBeMerged() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            for (primary, secondary, status) in [
                ("101", "101", 400), ("101", "103", 404), ("9", "101", 404),
            ] {
                let answer = try await portal.control(
                    "POST", "records/contacts/merge",
                    ["primary": .string(primary), "secondary": .string(secondary)])
                #expect(answer.status == status)
            }
        }
    }
}
