import Foundation
import Testing

/// A run costs what changed, not what there is.
extension EndToEnd {
    @Suite("What a run costs")
    struct IncrementalTests {
        @Test func aRunThatFindsNothingAppendsNothingAndMakesEightRequests() async throws {
            let portal = try await Portal(.init(seed: 21))
            let ledger = try Ledger(portal)
            let first = try await ledger.sync()
            let log = try await ledger.output("log", "--json").output
            for _ in 0..<2 {
                try await portal.forgetRequests()
                let report = try await ledger.sync()
                #expect(report.events == 0)
                #expect(report.head == first.head)
                #expect(report.requests.total == 8)
                #expect(report.requests.byKind == ["search": 8])
                #expect(report.requests.retries == 0)
                #expect(report.projections?.events == 0)
                #expect(report.projections?.recordRowsRead == 0)
                #expect(report.projections?.rebuilt == false)
                let asked = try await portal.requests()
                #expect(asked.total == 8)
                #expect(
                    Set(asked.byObject.keys) == Set(TrackedObject.all.map { "search \($0.name)" }))
            }
            #expect(try await ledger.output("log", "--json").output == log)
        }

        @Test func fiftyChangedContactsCostTheirOwnReadsAndFolds() async throws {
            let portal = try await Portal(.init(seed: 22))
            let ledger = try Ledger(portal)
            let first = try await ledger.sync()
            try await portal.control(
                "POST", "touch",
                "{\"type\":\"contacts\",\"count\":50,\"properties\":{\"lifecyclestage\":"
                    + "\"opportunity\",\"firstname\":\"Renamed\"}}")
            try await portal.advance("1m")
            try await portal.forgetRequests()
            let report = try await ledger.sync()
            #expect(report.requests.byKind == ["search": 8, "batchRead": 1, "associations": 1])
            #expect(report.requests.total == 10)
            #expect(report.records["contacts"] == 50)
            #expect(report.events == 50)
            // One event more for the ledger itself: a run that found something says so.
            #expect(report.head == first.head + 51)
            let asked = try await portal.requests()
            #expect(asked.total == 10)
            #expect(asked.byObject["batch contacts"] == 1)
            #expect(asked.byObject["associations contacts"] == 1)
            let projections = try #require(report.projections)
            #expect(projections.events == 51)
            #expect(!projections.rebuilt)
            #expect((50...120).contains(projections.recordRowsRead))
            let changed = try await ledger.events().filter {
                $0.sequence > first.head && $0.id != nil
            }
            #expect(Set(changed.map(\.kind)) == ["propertiesChanged"])
            #expect(Set(changed.compactMap(\.id)).count == 50)
        }

        @Test func thePlanOfARunAsksForCountsAndWritesNothing() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 23))
            let ledger = try Ledger(portal)
            let plan = try await ledger.output("sync", "--plan", "--json")
            #expect(plan.text.contains("\"pass\":\"backfill\""))
            #expect(try await portal.requests().byKind == ["search": 8])
            #expect(!FileManager.default.fileExists(atPath: ledger.folder.path + "/data"))
        }

        @Test func aSyncOfOneTypeLeavesTheOthersAlone() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 24))
            let ledger = try Ledger(portal)
            try await ledger.output("sync", "--only", "deals", "--json")
            #expect(try await !ledger.records("deals").isEmpty)
            #expect(try await ledger.records("contacts").isEmpty)
            try await ledger.sync()
            for object in TrackedObject.all {
                let truth = try await portal.truth(object.name).map(\.id)
                #expect(try await Set(ledger.records(object.name).map(\.id)) == Set(truth))
            }
        }
    }
}
