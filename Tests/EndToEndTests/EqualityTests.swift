import Foundation
import Testing

/// What the ledger holds is what the portal holds.
extension EndToEnd {
    @Suite("The ledger equals the portal")
    struct EqualityTests {
        @Test func everyRecordPropertyAndLinkEqualsThePortalAfterTheFirstSync() async throws {
            let portal = try await Portal(.init(scale: 0.05, seed: 11))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
        }

        @Test func everyRecordOfTheFullSizePortalEqualsThePortal() async throws {
            let portal = try await Portal(.init(scale: 1, seed: 1))
            let ledger = try Ledger(portal)
            let report = try await ledger.sync(deadline: .seconds(300))
            var compared = 0
            for object in TrackedObject.all {
                compared += try await ledger.expectEqualsPortal(object)
            }
            #expect(compared > 74_000)
            #expect(report.requests.retries == 0)
            let second = try await ledger.sync()
            #expect(second.events == 0)
            #expect(second.requests.total == 8)
        }

        @Test func changedRecordsEqualThePortalAfterARefresh() async throws {
            let portal = try await Portal(.init(scale: 0.02, seed: 12))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            for round in 1...3 {
                try await portal.change(200, seed: UInt64(round), kinds: Portal.datedChanges)
                let report = try await ledger.sync()
                #expect(report.events > 0)
            }
            for object in TrackedObject.all { try await ledger.expectEqualsPortal(object) }
        }

        // MARK: - What is not a CRM object

        private struct List<Element: Decodable & Sendable>: Decodable, Sendable {
            let results: [Element]
        }

        private struct Owner: Decodable, Sendable {
            let id: String
            let email: String?
            let firstName: String?
            let lastName: String?
            let archived: Bool
        }

        @Test func ownersEqualWhatTheInterfaceGives() async throws {
            let portal = try await Portal(.init(seed: 13))
            let some = try await portal.api("/crm/v3/owners?limit=500", as: List<Owner>.self)
            let gone = try #require(some.results.last).id
            try await portal.control("PATCH", "owners/\(gone)", "{\"archived\":true}")
            let ledger = try Ledger(portal)
            try await ledger.sync()
            var owners: [Owner] = []
            for archived in [false, true] {
                owners += try await portal.api(
                    "/crm/v3/owners?limit=500&archived=\(archived)", as: List<Owner>.self
                ).results
            }
            let found = try await ledger.records("owners")
            #expect(owners.contains { $0.archived })
            #expect(Set(found.map(\.id)) == Set(owners.map(\.id)))
            #expect(found.count == owners.count)
            for owner in owners {
                let record = try #require(found.first { $0.id == owner.id })
                #expect(record.archived == owner.archived)
                #expect(record.properties["email"] ?? "" == owner.email ?? "")
                #expect(record.properties["firstName"] ?? "" == owner.firstName ?? "")
                #expect(record.properties["lastName"] ?? "" == owner.lastName ?? "")
            }
        }

        private struct Pipeline: Decodable, Sendable {
            struct Stage: Decodable, Sendable {
                struct Facts: Decodable, Sendable {
                    let probability: String?
                    let isClosed: String?
                }

                let id: String
                let label: String
                let displayOrder: Int
                let metadata: Facts
            }

            let id: String
            let label: String
            let stages: [Stage]
        }

        private struct PipelineLine: Decodable {
            struct Stage: Decodable {
                let id: String
                let label: String
                let displayOrder: String
                let probability: String?
                let isClosed: String?
            }

            let id: String
            let properties: [String: String]
            let stages: [Stage]
        }

        @Test func pipelinesAndTheirStagesEqualWhatTheInterfaceGives() async throws {
            let portal = try await Portal(.init(seed: 14))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let pipelines = try await portal.api(
                "/crm/v3/pipelines/deals", as: List<Pipeline>.self
            ).results
            let lines = try await ledger.output("records", "--object", "pipelines", "--json")
                .lines.map { try JSONDecoder().decode(PipelineLine.self, from: Data($0.utf8)) }
            #expect(!pipelines.isEmpty)
            #expect(lines.map(\.id).sorted() == pipelines.map(\.id).sorted())
            for pipeline in pipelines {
                let line = try #require(lines.first { $0.id == pipeline.id })
                #expect(line.properties["label"] == pipeline.label)
                let stages = pipeline.stages.sorted { $0.displayOrder < $1.displayOrder }
                #expect(!stages.isEmpty)
                #expect(line.stages.map(\.id) == stages.map(\.id))
                #expect(line.stages.map(\.label) == stages.map(\.label))
                #expect(line.stages.map(\.probability) == stages.map(\.metadata.probability))
                #expect(line.stages.map(\.isClosed) == stages.map(\.metadata.isClosed))
            }
        }

        private struct Account: Decodable, Sendable {
            let portalId: Int
            let timeZone: String
            let companyCurrency: String
            let uiDomain: String
        }

        @Test func theAccountEqualsWhatTheInterfaceGives() async throws {
            let portal = try await Portal(.init(seed: 15))
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let account = try await portal.api(
                "/account-info/v3/details", as: Account.self)
            let found = try #require(try await ledger.records("account").first)
            #expect(found.id == "\(account.portalId)")
            #expect(found.properties["timeZone"] == account.timeZone)
            #expect(found.properties["companyCurrency"] == account.companyCurrency)
            #expect(found.properties["uiDomain"] == account.uiDomain)
        }
    }
}
