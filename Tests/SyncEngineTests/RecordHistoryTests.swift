import EventStore
import HubSpotModel
import SyncEngine
import Testing

@Suite("Property history")
struct RecordHistoryTests {
    let ledger = TestLedger()

    private func deal(_ stages: [(String, Int64)], amount: String, updated: Int64) -> PortalRecord {
        PortalRecord(
            id: .number(1),
            properties: [
                NamedValue(name: "dealstage", value: stages.first?.0 ?? ""),
                NamedValue(name: "amount", value: amount),
            ],
            createdAt: TestLedger.start - 900_000, updatedAt: updated,
            history: [
                "dealstage": stages.map { stage, time in
                    PropertyVersion(
                        value: stage, timestamp: time,
                        cause: Cause(sourceType: "CRM_UI", sourceID: "userId:5"))
                }
            ])
    }

    @Test func everyVersionIsLearnedOnceAndAChangeCarriesItsOwnTimeAndCause() async throws {
        let start = TestLedger.start
        let portal = ledger.portal
        await portal.put(
            .deals,
            deal(
                [("b", start - 500_000), ("a", start - 900_000)], amount: "5",
                updated: start - 400_000))
        try await ledger.sync { $0.only = [.deals] }
        let learned = try ledger.events().filter { $0.hasPrefix("historyLearned") }
        #expect(learned.count == 2)

        await portal.set { $0.now += 3_600_000 }
        let stages = [
            ("d", start + 3_000_000), ("c", start + 2_000_000), ("b", start - 500_000),
        ]
        // HubSpot has cut the oldest version off, and two values came between the two polls.
        await portal.put(.deals, deal(stages, amount: "6", updated: start + 3_100_000))
        try await ledger.sync { $0.only = [.deals] }
        let events = try ledger.events()
        #expect(events.filter { $0.hasPrefix("historyLearned") }.count == 4)
        #expect(
            events.filter { $0.hasPrefix("propertiesChanged deals/1") } == [
                "propertiesChanged deals/1 dealstage", "propertiesChanged deals/1 amount",
            ])
        try expectStageChange(at: start + 3_000_000)
        let known = try LedgerReader.open(ledger.directory)
            .knownHistory(of: RecordKey(.deals, "1"))
        #expect(known.versions.count == 4)
        try await ledger.sync { $0.only = [.deals] }
        #expect(try ledger.events() == events)
    }

    private func expectStageChange(at time: Int64) throws {
        let reader = try LedgerReader.open(ledger.directory)
        let symbols = try reader.symbols()
        var found = false
        try reader.forEachBatch(from: SequenceNumber(1)) { batch in
            for event in batch.events where event.kind == .propertiesChanged {
                let names = batch.changes[event.changes].map { symbols.text($0.property) }
                guard names == ["dealstage"] else { continue }
                found = true
                #expect(event.sourceTime == time)
                #expect(event.cause == Cause(sourceType: "CRM_UI", sourceID: "userId:5"))
            }
            return true
        }
        #expect(found)
    }
}
