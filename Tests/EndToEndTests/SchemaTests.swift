import Foundation
import Testing

/// The portal's catalogue of properties: kept as events, and no reason to lose a value.
extension EndToEnd {
    @Suite("The property catalogue")
    struct SchemaTests {
        private func schema(_ events: [EventLine], _ type: String) -> [EventLine] {
            events.filter { event in
                event.kind == "schemaChanged"
                    && event.changes?.contains { $0.property == "type" && $0.after == type } == true
            }
        }

        @Test func theCatalogueIsKeptAndItsChangesAreOneEventATypeEach() async throws {
            let timed = try await TimedLedger(seed: 541)
            try await timed.run()
            let first = try await timed.ledger.events()
            for object in TrackedObject.all {
                let whole = schema(first, object.name)
                #expect(whole.count == 1, "\(object.name)")
                let names = Set(whole.first?.changes?.map(\.property) ?? [])
                for property in object.properties {
                    #expect(names.contains("property/\(property)"), "\(object.name) \(property)")
                }
            }
            try await timed.portal.control(
                "PATCH", "properties/contacts/hs_lead_status", "{\"label\":\"How warm\"}")
            try await timed.portal.control(
                "POST", "properties/contacts", "{\"name\":\"shoe_size\",\"type\":\"number\"}")
            let report = try await timed.run("reconcile")
            #expect(report.events == 0)
            let news = try await timed.ledger.events().filter {
                $0.sequence > first.count && $0.kind == "schemaChanged"
            }
            #expect(news.count == 1)
            let changes = try #require(news.first?.changes).filter { $0.property != "type" }
            #expect(
                Set(changes.map(\.property)) == ["property/hs_lead_status", "property/shoe_size"])
            let status = changes.first { $0.property == "property/hs_lead_status" }
            #expect(status?.before?.contains("How warm") == false)
            #expect(status?.after?.contains("How warm") == true)
            #expect(changes.first { $0.property == "property/shoe_size" }?.before == nil)
        }

        @Test func aPropertyThatDisappearsClearsNoRecordAndComesBackWithItsValues() async throws {
            let timed = try await TimedLedger(scale: 0.02, seed: 542)
            let first = try await timed.run()
            let before = try await timed.ledger.records("contacts")
            let holders = before.filter { $0.properties["hs_lead_status"] != nil }
            #expect(holders.count > 20)
            try await timed.portal.control("DELETE", "properties/contacts/hs_lead_status")
            try await timed.advance(minutes: 1)
            // Changed records are answered without it before the catalogue is read again.
            try await timed.portal.touch("contacts", 300, "\"firstname\":\"Renamed\"")
            try await timed.advance(minutes: 1)
            try await timed.portal.forgetRequests()
            let report = try await timed.run()
            #expect(report.requests.byKind["properties"] == 1)
            try await timed.run("reconcile")
            let events = try await timed.events(after: first.head)
            let touched = events.filter { event in
                event.changes?.contains { $0.property == "hs_lead_status" } == true
            }
            #expect(touched.isEmpty)
            let after = try await timed.ledger.records("contacts")
            #expect(
                Dictionary(
                    uniqueKeysWithValues: after.map { ($0.id, $0.properties["hs_lead_status"]) })
                    == Dictionary(
                        uniqueKeysWithValues: before.map {
                            ($0.id, $0.properties["hs_lead_status"])
                        }))
            let gone = schema(try await timed.ledger.events(), "contacts").last?.changes
            #expect(gone?.first { $0.property == "property/hs_lead_status" }?.after == nil)

            let id = holders[0].id
            try await timed.portal.control(
                "POST", "properties/contacts/hs_lead_status/restore")
            try await timed.portal.control(
                "POST", "records/contacts/\(id)/calculated",
                "{\"properties\":{\"hs_lead_status\":\"CAME_BACK\"}}")
            let back = try await timed.run("reconcile")
            #expect(back.events == 1)
            try await timed.expectEqual()
        }

        @Test func aPropertyNewlyTrackedIsReadOfEveryRecordAndNoOther() async throws {
            let timed = try await TimedLedger(scale: 0.02, seed: 543)
            try await timed.portal.control(
                "POST", "properties/contacts", "{\"name\":\"shoe_size\",\"type\":\"number\"}")
            try await timed.portal.touch("contacts", 40, "\"shoe_size\":\"41\"")
            try await timed.advance(minutes: 1)
            let first = try await timed.run()
            try await timed.advance(minutes: 10)
            // A value that moved without a stamp shows whether more was read than asked for.
            let id = try await timed.live("contacts")[50]
            try await timed.portal.control(
                "POST", "records/contacts/\(id)/calculated",
                "{\"properties\":{\"hs_analytics_num_page_views\":\"98765\"}}")
            try timed.ledger.folder.write(
                Ledger.fast + "  extraProperties:\n    contacts: [shoe_size]\n",
                to: "hubledger.yaml")
            try await timed.portal.forgetRequests()
            let report = try await timed.run()
            let events = try await timed.events(after: first.head)
            #expect(events.count == 40)
            #expect(
                events.allSatisfy {
                    $0.pass == "backfill" && $0.changes?.map(\.property) == ["shoe_size"]
                })
            let contacts = try await timed.portal.truth("contacts")
            let live = contacts.filter { !$0.archived }.count
            let bin = contacts.count - live
            let asked = try await timed.portal.requests()
            // The list in pages of a hundred, the bin, and nothing of the other types.
            #expect(asked.byKind["list"] == (live + 99) / 100 + max(1, (bin + 99) / 100))
            #expect(asked.byKind["properties"] == 1)
            #expect(report.requests.byKind["batchRead"] == nil)
            #expect(try await timed.run().events == 0)
        }

        @Test func aNewStageBringsItsDatesWhenADealReachesIt() async throws {
            let timed = try await TimedLedger(scale: 0.2, seed: 544)
            try await timed.run()
            struct Pipelines: Decodable { let results: [Pipeline] }
            struct Pipeline: Decodable { let id: String }
            let pipeline = try #require(
                try await timed.portal.api("/crm/v3/pipelines/deals", as: Pipelines.self)
                    .results.first)
            try await timed.portal.control(
                "POST", "pipelines/\(pipeline.id)/stages",
                """
                {"id":"990001","label":"Legal","displayOrder":6,\
                "metadata":{"isClosed":"false","probability":"0.7"}}
                """)
            let deal = try #require(try await timed.live("deals").first)
            try await timed.portal.control(
                "PATCH", "records/deals/\(deal)", "{\"properties\":{\"dealstage\":\"990001\"}}")
            try await timed.advance(minutes: 5)
            try await timed.run()
            let found = try await timed.ledger.records("deals").first { $0.id == deal }
            #expect(found?.properties["dealstage"] == "990001")
            try await timed.expectEqual()
        }
    }
}
