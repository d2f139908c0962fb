import Testing

@testable import HubSpotSimulator

@Suite struct ReferenceTests {
    @Test func ownersOfBothKindsAreListedApartAndPaged() async throws {
        try await TestPortal.run { portal in
            let active = try await portal.get("/crm/owners/2026-09")
            #expect(active.results.count == 7)
            #expect(active.results.allSatisfy { $0["userId"]?.isNull == false })
            let archived = try await portal.get("/crm/v3/owners?archived=true")
            #expect(archived.results.count == 2)
            #expect(archived.results.allSatisfy { $0["userId"]?.isNull == true })
            #expect(
                archived.results.allSatisfy { $0["userIdIncludingInactive"]?.isNull == false })
            var ids: [String] = []
            var after = ""
            while true {
                let page = try await portal.get("/crm/v3/owners?limit=3\(after)")
                ids += page.ids
                guard let next = page.json?["paging"]?["next"]?["after"]?.stringValue else { break }
                after = "&after=\(next)"
            }
            #expect(ids == active.ids)
            let one = try await portal.get("/crm/v3/owners/\(ids[0])")
            #expect(one.json?["id"] == .string(ids[0]))
        }
    }

    @Test func stagesComeUnsortedWithTextMetadata() async throws {
        try await TestPortal.run { portal in
            let answer = try await portal.get("/crm/pipelines/2026-09/deals")
            let pipeline = try #require(answer.results.first)
            #expect(pipeline["createdAt"] == "1970-01-01T00:00:00Z")
            let stages = pipeline["stages"]?.elements ?? []
            let orders = stages.compactMap { $0["displayOrder"]?.integerValue }
            #expect(orders.count == 10)
            #expect(orders != orders.sorted())
            for stage in stages {
                #expect(stage["metadata"]?["isClosed"]?.stringValue != nil)
                #expect(stage["metadata"]?["probability"]?.stringValue != nil)
            }
            let contacts = try await portal.get("/crm/v3/pipelines/contacts")
            #expect(contacts.json?["results"] == [])
        }
    }

    @Test(arguments: ObjectKind.allCases)
    func thePropertiesOfTheMetricDictionaryAreDefined(kind: ObjectKind) async throws {
        let needed: [ObjectKind: [String]] = [
            .contacts: [
                "firstname", "lastname", "email", "createdate", "lifecyclestage", "hs_lead_status",
                "hubspot_owner_id", "hs_analytics_source", "hs_analytics_num_page_views",
                "hs_analytics_num_visits", "hs_analytics_first_visit_timestamp",
                "hs_analytics_last_visit_timestamp", "num_conversion_events",
                "recent_conversion_date", "hs_email_delivered", "hs_email_open",
                "hs_email_click", "hs_email_bounce", "hs_email_last_open_date",
                "hs_email_last_click_date", "hs_sales_email_last_replied", "num_contacted_notes",
                "notes_last_contacted", "hs_merged_object_ids", "hs_calculated_merged_vids",
                "hs_lifecyclestage_lead_date", "hs_v2_date_entered_customer",
                "hs_v2_date_entered_other", "hs_lifecyclestage_evangelist_date",
            ],
            .companies: ["name", "domain", "industry", "createdate", "hs_merged_object_ids"],
            .deals: [
                "dealname", "pipeline", "dealstage", "amount", "amount_in_home_currency",
                "deal_currency_code", "createdate", "closedate", "hubspot_owner_id",
                "hs_is_closed", "hs_is_closed_won", "hs_deal_stage_probability",
                "hs_analytics_source", "closed_won_reason", "closed_lost_reason",
                "notes_last_updated", "notes_last_contacted", "hs_v2_date_entered_closedwon",
                "hs_v2_date_exited_5230659801", "hs_merged_object_ids",
            ],
            .calls: [
                "hs_timestamp", "hubspot_owner_id", "hs_call_status", "hs_call_disposition",
                "hs_call_duration",
            ],
            .emails: ["hs_timestamp", "hubspot_owner_id", "hs_email_direction", "hs_email_status"],
            .meetings: [
                "hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome", "hubspot_owner_id",
            ],
            .tasks: [
                "hs_timestamp", "hs_task_status", "hs_task_completion_date", "hs_task_subject",
                "hubspot_owner_id",
            ],
            .notes: ["hs_timestamp", "hubspot_owner_id"],
        ]
        try await TestPortal.run { portal in
            let answer = try await portal.get("/crm/properties/2026-09/\(kind.typeID)")
            let names = answer.results.compactMap { $0["name"]?.stringValue }
            #expect(Set(names).count == names.count)
            for name in needed[kind] ?? [] { #expect(names.contains(name), "\(name)") }
            #expect(answer.results.allSatisfy { $0["archived"] == false })
        }
    }

    @Test func calculatedPropertiesAreMarkedInOneOfTwoWays() async throws {
        try await TestPortal.run { portal in
            let deals = try await portal.get("/crm/v3/properties/deals")
            func property(_ name: String) -> JSONValue? {
                deals.results.first { $0["name"] == .string(name) }
            }
            #expect(property("hs_is_closed")?["calculated"] == true)
            #expect(property("hs_v2_date_entered_closedwon")?["calculated"] == false)
            #expect(
                property("hs_v2_date_entered_closedwon")?["fieldType"] == "calculation_read_time")
            #expect(property("closedate")?["type"] == "datetime")
            #expect(property("closedate")?["fieldType"] == "date")
            #expect(property("hubspot_owner_id")?["options"] == [])
            #expect(property("hubspot_owner_id")?["referencedObjectType"] == "OWNER")
            #expect(property("amount")?["currencyPropertyName"] == "deal_currency_code")
            #expect(property("dealstage")?["options"]?.elements?.count == 10)
            let sensitive = try await portal.get(
                "/crm/v3/properties/deals?dataSensitivity=sensitive")
            #expect(sensitive.json?["results"] == [])
        }
    }

    @Test func stageIDsThatAreNoIdentifiersAreRewritten() {
        #expect(PropertyCatalogue.stagePropertySuffix("closedwon") == "closedwon")
        #expect(PropertyCatalogue.stagePropertySuffix("5230659801") == "5230659801")
        let guid = PropertyCatalogue.stagePropertySuffix("1f6b2c4e-8a53-4d0e-9b7a-52c1d3e4f560")
        #expect(guid.hasPrefix("1f6b2c4e_8a53_4d0e_9b7a_52c1d3e4f560_"))
    }

    @Test func unknownPathsAndTypesAreErrorsOfTheAPI() async throws {
        try await TestPortal.run { portal in
            let path = try await portal.get("/crm/v9/objects/deals")
            #expect(path.status == 404)
            let type = try await portal.get("/crm/v3/objects/planets")
            #expect(type.status == 400)
            let record = try await portal.get("/crm/v3/objects/deals/12")
            #expect(record.status == 404)
            #expect(record.category == "OBJECT_NOT_FOUND")
            let usage = try await portal.get(
                "/account-info/v3/api-usage/daily/private-apps")
            #expect(usage.results.first?["usageLimit"] == 250_000)
        }
    }
}
