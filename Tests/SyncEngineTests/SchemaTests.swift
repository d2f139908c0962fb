import EventStore
import HubSpotModel
import SyncEngine
import Testing

@Suite("Property catalogue")
struct SchemaTests {
    let ledger = TestLedger()
    var portal: ScriptedPortal { ledger.portal }

    private func fill() async throws {
        for id in 1...4 as ClosedRange<UInt64> {
            await portal.put(.contacts, TestLedger.contact(id))
        }
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        await portal.set { $0.now += 3_600_000 }
    }

    private func touch() async {
        let now = await portal.now
        for id in 1...4 as ClosedRange<UInt64> {
            await portal.put(
                .contacts, TestLedger.contact(id, stage: "customer", updated: now - 60_000))
        }
    }

    @Test func aPropertyThatIsGoneClearsNothingAndIsAnEventOfTheSchema() async throws {
        try await fill()
        await portal.set { $0.withoutProperties = ["custom_level"] }
        await touch()
        let before = try ledger.events().count
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        let events = Array(try ledger.events().dropFirst(before))
        #expect(
            events.filter { $0.hasPrefix("schemaChanged") } == [
                "schemaChanged ledger property/custom_level type"
            ])
        #expect(
            events.filter { $0.contains("contacts/") }
                == (1...4).map {
                    "propertiesChanged contacts/\($0) lifecyclestage"
                })
        #expect(try ledger.text("custom_level", of: RecordKey(.contacts, "2")) == "gold")
    }

    @Test func aPropertyThatComesBackIsReadAgainOfEveryRecordAndNoOther() async throws {
        try await fill()
        await portal.set { $0.withoutProperties = ["custom_level"] }
        await touch()
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        await portal.set {
            $0.withoutProperties = []
            $0.now += 90_000_000
        }
        let record = TestLedger.contact(2)
        await portal.put(
            .contacts,
            PortalRecord(
                id: record.id,
                properties: record.properties.filter { $0.name != "custom_level" } + [
                    NamedValue(name: "custom_level", value: "silver")
                ], createdAt: record.createdAt, updatedAt: await portal.now - 90_000_000 - 60_000))
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        #expect(try ledger.text("custom_level", of: RecordKey(.contacts, "2")) == "silver")
        let last = try ledger.events().last { $0.contains("property/custom_level") }
        #expect(last == "schemaChanged ledger property/custom_level type")
    }

    @Test func aClearedValueOfAPropertyThatIsStillThereIsCleared() async throws {
        try await fill()
        let now = await portal.now
        let record = TestLedger.contact(3)
        await portal.put(
            .contacts,
            PortalRecord(
                id: record.id,
                properties: record.properties.filter { $0.name != "custom_level" },
                createdAt: record.createdAt, updatedAt: now - 60_000))
        let before = try ledger.changes().count
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        #expect(
            Array(try ledger.changes().dropFirst(before)) == [
                "propertiesChanged contacts/3 custom_level"
            ])
        #expect(try ledger.text("custom_level", of: RecordKey(.contacts, "3")) == nil)
    }

    @Test func aNameThatTheCatalogueLacksIsAskedForOnce() async throws {
        try await fill()
        await portal.resetCalls()
        let wished: (inout SyncConfiguration) -> Void = {
            $0.extraProperties = [.contacts: ["custom_level", "no_such_thing"]]
        }
        try await ledger.sync(wished)
        #expect(await portal.calls["properties"] == 1)
        await portal.resetCalls()
        try await ledger.sync(wished)
        #expect(await portal.calls["properties"] == nil)
        #expect(await portal.calls["list"] == nil)
    }
}
