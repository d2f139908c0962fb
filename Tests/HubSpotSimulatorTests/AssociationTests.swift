import Testing

@testable import HubSpotSimulator

@Suite struct AssociationTests {
    @Test(arguments: ["/crm/v4/associations", "/crm/associations/2026-09"])
    func noAssociationsIsAnErrorEntryInA207(prefix: String) async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let answer = try await portal.post(
                "\(prefix)/deals/companies/batch/read",
                ["inputs": BatchReadTests.inputs(["901", "902", "555"])])
            #expect(answer.status == 207)
            #expect(answer.json?["numErrors"] == 2)
            let result = try #require(answer.results.first)
            // The id asked for is text, the target a number.
            #expect(result["from"]?["id"] == "901")
            let target = try #require(result["to"]?.elements?.first)
            #expect(target["toObjectId"] == .number("201"))
            #expect(
                target["associationTypes"]
                    == [["category": "HUBSPOT_DEFINED", "typeId": 5, "label": "Primary"]])
            let error = try #require(answer.json?["errors"]?.elements?.first)
            #expect(error["subCategory"] == "crm.associations.NO_ASSOCIATIONS_FOUND")
            #expect(error["message"] == "No company is associated with deal 902.")
            #expect(error["context"]?["fromObjectId"] == ["902"])
        }
    }

    @Test func everythingAssociatedIs200() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            let answer = try await portal.post(
                "/crm/v4/associations/meetings/deals/batch/read",
                ["inputs": BatchReadTests.inputs(["501", "501"])])
            #expect(answer.status == 200)
            #expect(answer.results.count == 1)
            #expect(answer.json?["errors"] == nil)
        }
    }

    @Test func moreThanAThousandInputsAreRefused() async throws {
        try await TestPortal.run { portal in
            let path = "/crm/v4/associations/contacts/companies/batch/read"
            for (count, status) in [(1000, 207), (1001, 400)] {
                let ids = (0..<count).map { "\($0 + 1)" }
                let answer = try await portal.post(path, ["inputs": BatchReadTests.inputs(ids)])
                #expect(answer.status == status)
            }
        }
    }

    @Test func longListsArePagedPerRecord() async throws {
        try await TestPortal.run { portal in
            try await portal.control("PATCH", "settings", ["associationPageSize": 3])
            let deal = try await portal.allIDs("deals")[0]
            for contact in try await portal.allIDs("contacts").prefix(10) {
                try await portal.control(
                    "POST", "associations",
                    [
                        "from": ["type": "deals", "id": .string(deal)],
                        "to": ["type": "contacts", "id": .string(contact)],
                    ])
            }
            var seen: [String] = []
            var after: String?
            repeat {
                var input: JSONValue = ["id": .string(deal)]
                if let after { input.set("after", .string(after)) }
                let answer = try await portal.post(
                    "/crm/v4/associations/deals/contacts/batch/read", ["inputs": [input]])
                let result = try #require(answer.results.first)
                let page = result["to"]?.elements?.compactMap { $0["toObjectId"]?.scalarText } ?? []
                #expect(page.count <= 3)
                seen += page
                after = result["paging"]?["next"]?["after"]?.stringValue
            } while after != nil
            #expect(seen.count >= 10)
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test func linksToArchivedRecordsHideUntilTheRestore() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            func targets() async throws -> Set<String> {
                let answer = try await portal.get("/crm/v4/objects/deals/901/associations/contacts")
                return Set(answer.results.compactMap { $0["toObjectId"]?.scalarText })
            }
            #expect(try await targets() == ["101"])
            try await portal.control("POST", "records/contacts/103/restore")
            #expect(try await targets() == ["101", "103"])
            try await portal.control("POST", "records/contacts/101/archive")
            #expect(try await targets() == ["103"])
            try await portal.control("POST", "records/contacts/103/purge")
            #expect(try await targets() == [])
        }
    }

    @Test func bothDirectionsCarryTheirOwnTypes() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control(
                "POST", "associations",
                [
                    "from": ["type": "contacts", "id": "102"],
                    "to": ["type": "companies", "id": "201"], "label": "Primary",
                ])
            let forth = try await portal.get("/crm/v4/objects/contacts/102/associations/companies")
            let back = try await portal.get("/crm/v4/objects/0-2/201/associations/0-1")
            func ids(_ answer: SocketAnswer) -> Set<String> {
                Set(
                    answer.results.flatMap { $0["associationTypes"]?.elements ?? [] }
                        .compactMap { $0["typeId"]?.scalarText })
            }
            #expect(ids(forth) == ["1", "279"])
            #expect(ids(back) == ["2", "280"])
            try await portal.control(
                "POST", "associations/remove",
                [
                    "from": ["type": "contacts", "id": "102"],
                    "to": ["type": "companies", "id": "201"], "label": "Primary",
                ])
            let rest = try await portal.get("/crm/v4/objects/0-2/201/associations/0-1")
            #expect(ids(rest) == ["280"])
        }
    }

    @Test func anAssociationMovesNoStamp() async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control("POST", "clock", ["advance": "1h"])
            try await portal.control(
                "POST", "associations",
                ["from": ["type": "deals", "id": "902"], "to": ["type": "contacts", "id": "102"]])
            for path in ["deals/902", "contacts/102"] {
                let record = try await portal.get("/crm/v3/objects/\(path)")
                #expect(record.json?["updatedAt"] == "2026-11-21T18:00:00.000Z")
            }
        }
    }

    @Test func theTypesOfAllPairsHaveTheirPublishedIDs() {
        let published: [(ObjectKind, ObjectKind, Int)] = [
            (.contacts, .companies, 279), (.companies, .contacts, 280), (.contacts, .deals, 4),
            (.deals, .contacts, 3), (.deals, .companies, 341), (.companies, .deals, 342),
            (.calls, .contacts, 194), (.calls, .companies, 182), (.calls, .deals, 206),
            (.deals, .calls, 205), (.meetings, .contacts, 200), (.meetings, .companies, 188),
            (.meetings, .deals, 212), (.contacts, .meetings, 199), (.tasks, .contacts, 204),
            (.tasks, .companies, 192), (.tasks, .deals, 216), (.companies, .tasks, 191),
            (.notes, .contacts, 202), (.notes, .companies, 190), (.notes, .deals, 214),
            (.deals, .notes, 213), (.emails, .contacts, 198), (.emails, .companies, 186),
            (.emails, .deals, 210), (.contacts, .emails, 197),
        ]
        for (from, to, id) in published {
            #expect(AssociationType.plain(from: from, to: to)?.typeID == id)
        }
        #expect(AssociationType.plain(from: .calls, to: .notes) == nil)
        #expect(AssociationType.plain(from: .deals, to: .deals) == nil)
    }
}
