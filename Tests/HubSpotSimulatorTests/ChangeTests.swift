import Testing

@testable import HubSpotSimulator

/// Which changes move the modified stamp, and what HubSpot derives from them.
@Suite struct ChangeTests {
    static let before: JSONValue = "2026-11-21T18:00:00.000Z"
    static let after: JSONValue = "2026-11-22T15:30:00.000Z"

    /// Loads the hand-made portal, moves the clock an hour on and runs a body.
    static func run(_ body: @escaping @Sendable (TestPortal) async throws -> Void) async throws {
        try await TestPortal.run(loading: HandMade.portal) { portal in
            try await portal.control("POST", "clock", ["advance": "1h"])
            try await body(portal)
        }
    }

    @Test func aPropertyWriteMovesTheStamp() async throws {
        try await Self.run { portal in
            try await portal.control(
                "PATCH", "records/contacts/101", ["properties": ["firstname": "Eda"]])
            let contact = try await portal.get("/crm/v3/objects/contacts/101")
            #expect(contact.json?["updatedAt"] == Self.after)
            #expect(contact.json?["properties"]?["lastmodifieddate"] == Self.after)
            #expect(contact.json?["properties"]?["firstname"] == "Eda")
        }
    }

    @Test func aCalculatedValueMovesNoStampAndKeepsNoVersion() async throws {
        try await Self.run { portal in
            try await portal.control(
                "POST", "records/contacts/101/calculated",
                ["properties": ["num_conversion_events": "5"]])
            let contact = try await portal.get(
                "/crm/v3/objects/contacts/101?propertiesWithHistory=num_conversion_events")
            #expect(contact.json?["updatedAt"] == Self.before)
            #expect(contact.json?["properties"]?["num_conversion_events"] == "5")
            #expect(contact.json?["propertiesWithHistory"]?["num_conversion_events"] == [])
        }
    }

    @Test func archivingMovesNoStampAndRestoringDoes() async throws {
        try await Self.run { portal in
            try await portal.control("POST", "records/deals/902/archive")
            let gone = try await portal.get("/crm/v3/objects/deals/902")
            #expect(gone.status == 404)
            let archived = try await portal.get("/crm/v3/objects/deals/902?archived=true")
            #expect(archived.json?["updatedAt"] == Self.before)
            #expect(archived.json?["archivedAt"] == Self.after)
            try await portal.control("POST", "clock", ["advance": "1s"])
            try await portal.control("POST", "records/deals/902/restore")
            let restored = try await portal.get("/crm/v3/objects/deals/902")
            #expect(restored.json?["updatedAt"] == "2026-11-22T15:30:01.000Z")
            #expect(restored.json?["archivedAt"] == nil)
        }
    }

    @Test func aPurgedRecordIsNowhere() async throws {
        try await Self.run { portal in
            try await portal.control("POST", "records/contacts/101/purge")
            for query in ["", "?archived=true"] {
                let read = try await portal.get("/crm/v3/objects/contacts/101\(query)")
                #expect(read.status == 404)
            }
            let truth = try await portal.control("GET", "records/contacts?includeArchived=true")
            #expect(!truth.text.contains("\"id\":\"101\""))
            let search = try await portal.search("contacts", SearchTests.keyset())
            #expect(search.ids == ["102"])
        }
    }

    @Test func closingADealSetsItsDateAndCalculatedValues() async throws {
        try await Self.run { portal in
            let answer = try await portal.control(
                "PATCH", "records/deals/902", ["properties": ["dealstage": "closedwon"]])
            let values = answer.json?["properties"]
            #expect(values?["closedate"] == Self.after)
            #expect(values?["hs_is_closed_won"] == "true")
            #expect(values?["hs_deal_stage_probability"] == "1")
            #expect(values?["hs_closed_amount"] == "900")
            #expect(values?["hs_v2_date_entered_closedwon"] == Self.after)
            #expect(values?["hs_v2_date_exited_100001"] == Self.after)
            // Between two closed stages of one outcome the date would stay; lost is another.
            try await portal.control("POST", "clock", ["advance": "1h"])
            let lost = try await portal.control(
                "PATCH", "records/deals/902",
                ["properties": ["dealstage": "closedlost", "closedate": "2026-11-01T00:00:00Z"]])
            #expect(lost.json?["properties"]?["closedate"] == "2026-11-01T00:00:00Z")
            #expect(lost.json?["properties"]?["hs_is_closed_won"] == "false")
        }
    }

    @Test func aLifecycleStageLeavesItsDates() async throws {
        try await Self.run { portal in
            let answer = try await portal.control(
                "PATCH", "records/contacts/101", ["properties": ["lifecyclestage": "lead"]])
            #expect(answer.json?["properties"]?["hs_v2_date_entered_lead"] == Self.after)
            #expect(answer.json?["properties"]?["hs_lifecyclestage_lead_date"] == Self.after)
            try await portal.control("POST", "clock", ["advance": "1h"])
            let next = try await portal.control(
                "PATCH", "records/contacts/101", ["properties": ["lifecyclestage": "customer"]])
            #expect(next.json?["properties"]?["hs_lifecyclestage_lead_date"] == Self.after)
            #expect(
                next.json?["properties"]?["hs_v2_date_exited_lead"] == "2026-11-22T16:30:00.000Z")
        }
    }

    @Test func aForeignAmountFollowsTheRateWhileTheDealIsOpen() async throws {
        try await Self.run { portal in
            try await portal.control(
                "PATCH", "account", ["exchangeRates": ["EUR": "1.25"]])
            let answer = try await portal.control(
                "PATCH", "records/deals/902",
                ["properties": ["deal_currency_code": "EUR", "amount": "1000"]])
            #expect(answer.json?["properties"]?["amount_in_home_currency"] == "1250")
            try await portal.control("POST", "clock", ["advance": "1h"])
            try await portal.control("PATCH", "account", ["exchangeRates": ["EUR": "1.5"]])
            let read = try await portal.get(
                "/crm/v3/objects/deals/902?properties=amount_in_home_currency")
            #expect(read.json?["properties"]?["amount_in_home_currency"] == "1500")
            #expect(read.json?["updatedAt"] == Self.after)
        }
    }

    @Test func aBulkTouchGivesOneMillisecond() async throws {
        try await TestPortal.run { portal in
            try await portal.control("POST", "clock", ["advance": "1h"])
            let touched = try await portal.control(
                "POST", "touch", ["type": "contacts", "count": 300])
            #expect(touched.json?["touched"] == 300)
            let at = try #require(touched.json?["at"]?.stringValue)
            let stamp = try #require(StampText.parse(at))
            let found = try await portal.search("contacts", SearchTests.keyset(from: stamp))
            #expect(found.total == 300)
            #expect(Set(found.results.compactMap { $0["updatedAt"]?.stringValue }) == [at])
        }
    }

    @Test func createdRecordsGetLargerIDsAndStamps() async throws {
        try await TestPortal.run { portal in
            let last = try #require(try await portal.allIDs("contacts").last)
            let answer = try await portal.control(
                "POST", "records/contacts", ["properties": ["email": "new@example.com"]])
            let id = try #require(answer.json?["id"]?.stringValue)
            #expect(try #require(UInt64(id)) > (try #require(UInt64(last))))
            let contact = try await portal.get("/crm/v3/objects/contacts/\(id)")
            #expect(contact.json?["properties"]?["createdate"] == "2026-11-22T14:30:00.000Z")
            let refused = try await portal.control(
                "POST", "records/contacts", ["properties": ["nonsense": "1"]])
            #expect(refused.status == 400)
        }
    }

    @Test func aReweightedStageRecalculatesWithoutStamps() async throws {
        try await Self.run { portal in
            try await portal.control(
                "PATCH", "pipelines/700001/stages/100001", ["probability": "0.5", "label": "In"])
            let deal = try await portal.get(
                "/crm/v3/objects/deals/902?properties=hs_deal_stage_probability,hs_projected_amount"
            )
            #expect(deal.json?["properties"]?["hs_deal_stage_probability"] == "0.5")
            #expect(deal.json?["properties"]?["hs_projected_amount"] == "450")
            #expect(deal.json?["updatedAt"] == Self.before)
            let pipelines = try await portal.get("/crm/v3/pipelines/deals")
            #expect(pipelines.text.contains("\"In\""))
        }
    }
}
