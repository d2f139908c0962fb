import Testing

@testable import HubSpotSimulator

@Suite struct ListTests {
    @Test func withoutATokenOrWithAnotherOneTheAnswerIs401() async throws {
        try await TestPortal.run { portal in
            let bare = try await portal.send("GET", "/crm/v3/objects/deals", token: nil)
            #expect(bare.status == 401)
            #expect(bare.category == "INVALID_AUTHENTICATION")
            let other = try await portal.send(
                "GET", "/crm/v3/objects/deals", token: "pat-na1-other")
            #expect(other.status == 401)
            #expect(other.category == "INVALID_AUTHENTICATION")
            let malformed = try await portal.send("GET", "/crm/v3/objects/deals", token: "x")
            #expect(malformed.category == "EXPIRED_AUTHENTICATION")
        }
    }

    @Test(arguments: [
        "/crm/v3/objects/deals", "/crm/objects/2026-09/deals", "/crm/objects/2026-09/0-3",
        "/crm/v3/objects/deal",
    ])
    func bothFamiliesOfPathsAndTypeIDsAnswerAlike(path: String) async throws {
        try await TestPortal.run { portal in
            let answer = try await portal.get("\(path)?limit=3")
            #expect(answer.status == 200)
            let standard = try await portal.get("/crm/objects/2026-09/deals?limit=3")
            #expect(answer.body == standard.body)
            #expect(answer.results.count == 3)
        }
    }

    @Test func limitsAboveTheCapAreRefused() async throws {
        try await TestPortal.run { portal in
            let path = "/crm/v3/objects/contacts"
            #expect(try await portal.get("\(path)?limit=100").status == 200)
            #expect(try await portal.get("\(path)?limit=101").status == 400)
            let history = "&propertiesWithHistory=lifecyclestage"
            #expect(try await portal.get("\(path)?limit=50\(history)").status == 200)
            let tooMany = try await portal.get("\(path)?limit=51\(history)")
            #expect(tooMany.status == 400)
            #expect(tooMany.category == "VALIDATION_ERROR")
            #expect(try await portal.get("\(path)?limit=0").status == 400)
            #expect(try await portal.get("\(path)?after=words").status == 400)
        }
    }

    @Test func pagesCoverEveryLiveRecordOnceInIDOrder() async throws {
        try await TestPortal.run { portal in
            for limit in [7, 100] {
                let ids = try await portal.allIDs("contacts", limit: limit).compactMap(UInt64.init)
                #expect(ids.count == PortalSize(scale: 0.01).count(.contacts))
                #expect(ids == ids.sorted())
                #expect(Set(ids).count == ids.count)
            }
        }
    }

    @Test func theRecycleBinIsListedApart() async throws {
        try await TestPortal.run { portal in
            let live = try await portal.allIDs("contacts")
            let bin = try await portal.allIDs("contacts", query: "&archived=true")
            #expect(bin.count == PortalSize(scale: 0.01).archivedCount(.contacts))
            #expect(Set(live).isDisjoint(with: bin))
            let page = try await portal.get("/crm/v3/objects/contacts?archived=true&limit=1")
            #expect(page.results[0]["archived"] == true)
            #expect(page.results[0]["archivedAt"]?.stringValue != nil)
        }
    }

    @Test func withoutPropertiesASmallSetAndTheStampsAreAnswered() async throws {
        try await TestPortal.run { portal in
            let contact = try await portal.get("/crm/v3/objects/contacts?limit=1").results[0]
            let names = contact["properties"]?.members?.map(\.name) ?? []
            #expect(
                Set(names).isSubset(of: [
                    "createdate", "email", "firstname", "hs_object_id", "lastmodifieddate",
                    "lastname",
                ]))
            #expect(names.contains("lastmodifieddate") && names.contains("hs_object_id"))
            #expect(names == names.sorted())
            let task = try await portal.get("/crm/v3/objects/tasks?limit=1").results[0]
            #expect(
                task["properties"]?.members?.map(\.name)
                    == ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"])
        }
    }

    @Test func unknownPropertiesAreLeftOutAndDefinedOnesComeAsNull() async throws {
        try await TestPortal.run { portal in
            let page = try await portal.get(
                "/crm/v3/objects/contacts?limit=1&properties=nonsense,hs_lastmodifieddate"
                    + "&properties=hs_merged_object_ids")
            let properties = page.results[0]["properties"]
            #expect(properties?["nonsense"] == nil)
            #expect(properties?["hs_lastmodifieddate"] == .some(.null))
            #expect(properties?["hs_merged_object_ids"] == .some(.null))
        }
    }

    @Test func missingValuesFollowThePropertysForm() async throws {
        try await TestPortal.run { portal in
            let id = try await portal.allIDs("companies")[0]
            try await portal.control(
                "PATCH", "records/companies/\(id)", ["properties": ["domain": .null]])
            for (form, expected) in [("null", JSONValue.null), ("empty", "")] {
                try await portal.control(
                    "PATCH", "properties/companies/type", ["missing": .string(form)])
                let read = try await portal.get("/crm/v3/objects/companies/\(id)?properties=type")
                #expect(read.json?["properties"]?["type"] == expected)
            }
            try await portal.control("PATCH", "properties/companies/type", ["missing": "absent"])
            let read = try await portal.get("/crm/v3/objects/companies/\(id)?properties=type")
            #expect(read.json?["properties"]?["type"] == nil)
        }
    }

    @Test func anOverlongURLIsAnsweredByTheEdgeInHTML() async throws {
        try await TestPortal.run { portal in
            let names = (0..<1100).map { "property_number_\($0)" }.joined(separator: ",")
            let answer = try await portal.get("/crm/v3/objects/contacts?properties=\(names)")
            #expect(answer.status == 414)
            #expect(answer.header("content-type")?.hasPrefix("text/html") == true)
        }
    }

    @Test func theDateHeaderIsThePortalsClockAndStandsOnce() async throws {
        try await TestPortal.run { portal in
            let answer = try await portal.get("/crm/v3/objects/deals?limit=1")
            #expect(answer.headerCount("date") == 1)
            #expect(answer.header("date") == "Sun, 22 Nov 2026 14:30:00 GMT")
            try await portal.control("POST", "clock", ["advance": "1h"])
            let later = try await portal.get("/crm/v3/objects/deals?limit=1")
            #expect(later.header("date") == "Sun, 22 Nov 2026 15:30:00 GMT")
        }
    }

    @Test func inlineAssociationsStopAtAHundredTargets() async throws {
        try await TestPortal.run { portal in
            let deal = try await portal.allIDs("deals")[0]
            let contacts = try await portal.allIDs("contacts")
            for contact in contacts.prefix(130) {
                try await portal.control(
                    "POST", "associations",
                    [
                        "from": ["type": "deals", "id": .string(deal)],
                        "to": ["type": "contacts", "id": .string(contact)],
                    ])
            }
            let read = try await portal.get(
                "/crm/v3/objects/deals/\(deal)?associations=contacts,companies,nonsense")
            let inline = read.json?["associations"]?["contacts"]
            let targets = Set(
                inline?["results"]?.elements?.compactMap { $0["id"]?.stringValue } ?? [])
            #expect(targets.count == 100)
            let after = try #require(inline?["paging"]?["next"]?["after"]?.stringValue)
            let rest = try await portal.get(
                "/crm/v4/objects/deals/\(deal)/associations/contacts?after=\(after)")
            let further = rest.results.compactMap { $0["toObjectId"]?.scalarText }
            #expect(further.count >= 30)
            #expect(targets.isDisjoint(with: further))
        }
    }
}
