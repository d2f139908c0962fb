import EventStore
import Foundation
import HubSpotModel
import SyncEngine
import Testing

@Suite("Sync engine")
struct SyncEngineTests {
    let ledger = TestLedger()
    var portal: ScriptedPortal { ledger.portal }

    private func fill(_ count: UInt64) async {
        for id in 1...count { await portal.put(.contacts, TestLedger.contact(id)) }
        await portal.put(
            .companies,
            PortalRecord(
                id: .number(900), properties: [NamedValue(name: "name", value: "Acme")],
                createdAt: TestLedger.start - 5_000_000, updatedAt: TestLedger.start - 5_000_000))
        await portal.link(
            AssociationKind(from: .contacts, to: .companies), .number(2), [.number(900)])
    }

    private func advance(_ milliseconds: Int64) async {
        await portal.set { $0.now += milliseconds }
    }

    @Test func theFirstRunReadsEverythingAndTheNextOnlyLooks() async throws {
        await fill(8)
        let first = try await ledger.sync()
        #expect(first.events == 8 + 1 + 1 + 1)  // Contacts, company, link, account.
        await portal.resetCalls()
        await advance(60_000)
        let second = try await ledger.sync()
        #expect(second.events == 0)
        // Eight rows of contacts in pages of three.
        #expect(await portal.calls == ["search": 3 + 1])
        await advance(600_000)
        try await ledger.sync()
        await portal.resetCalls()
        await advance(60_000)
        try await ledger.sync()
        #expect(await portal.calls == ["search": 2])  // Beyond the overlap: one a type.
    }

    @Test func aModifiedRecordIsReadAloneWithItsLinks() async throws {
        await fill(8)
        try await ledger.sync()
        await advance(3_000_000)
        try await ledger.sync()
        await advance(600_000)
        let now = await portal.now
        await portal.put(.contacts, TestLedger.contact(5, stage: "customer", updated: now - 60_000))
        await portal.link(
            AssociationKind(from: .contacts, to: .companies), .number(5), [.number(900)])
        let before = try ledger.changes().count
        await portal.resetCalls()
        let report = try await ledger.sync {
            $0.completionInterval = .max
            $0.trailing = .max
        }
        #expect(await portal.calls == ["search": 2, "read": 1, "links": 1])
        #expect(report.events == 2)
        #expect(
            Array(try ledger.changes().dropFirst(before)) == [
                "propertiesChanged contacts/5 lifecyclestage",
                "linksChanged contacts/5 companies/900",
            ])
        #expect(try ledger.text("lifecyclestage", of: RecordKey(.contacts, "5")) == "customer")
    }

    @Test(arguments: 1..<12)
    func aRunCutOffAnywhereIsTakenUpWithTheSameEvents(answers: Int) async throws {
        await fill(8)
        await portal.put(.contacts, TestLedger.contact(20, archived: true))
        await portal.set { $0.answersLeft = answers }
        await #expect(throws: ScriptedPortal.Failure.self) { try await ledger.sync() }
        let kept = (try? ledger.changes()) ?? []  // Cut off before the account: no ledger yet.
        await portal.set { $0.answersLeft = nil }
        try await ledger.sync()
        let whole = TestLedger()
        for record in await portal.records[.contacts]!.values {
            await whole.portal.put(.contacts, record)
        }
        for record in await portal.records[.companies]!.values {
            await whole.portal.put(.companies, record)
        }
        await whole.portal.link(
            AssociationKind(from: .contacts, to: .companies), .number(2), [.number(900)])
        try await whole.sync()
        #expect(Array(try ledger.changes().prefix(kept.count)) == kept)
        #expect(try ledger.changes() == whole.changes())
    }

    @Test func anotherPortalIsRefusedAndNothingIsWritten() async throws {
        await fill(2)
        try await ledger.sync()
        let before = try ledger.events()
        await portal.set { $0.portalID = 8 }
        await #expect(throws: LedgerError.self) {
            try await ledger.sync { $0.connection = "another token" }
        }
        #expect(try ledger.events() == before)
    }

    @Test func aLateStampWithinTheOverlapIsFoundAndOneReadTwiceIsNoEvent() async throws {
        await fill(3)
        try await ledger.sync()
        await advance(60_000)
        // Indexed late: its stamp lies before the watermark.
        await portal.put(
            .contacts, TestLedger.contact(4, updated: TestLedger.start - 120_000))
        #expect(try await ledger.sync().events == 1)
        #expect(try await ledger.sync().events == 0)
    }

    @Test func theWatermarkNeverPassesTheStartOfTheRun() async throws {
        await fill(3)
        try await ledger.sync()
        let state = try LedgerReader.open(ledger.directory).typeState(.contacts)
        #expect(try #require(state.watermark) < TestLedger.start)
    }

    @Test func aRecordReadWithinItsOwnSecondsIsReadAgain() async throws {
        await fill(3)
        try await ledger.sync()
        await advance(3_600_000)
        let now = await portal.now
        await portal.put(.contacts, TestLedger.contact(1, stage: "customer", updated: now))
        #expect(try await ledger.sync().events == 1)
        // A second write in the same millisecond leaves the stamp as it was.
        await portal.put(.contacts, TestLedger.contact(1, stage: "evangelist", updated: now))
        await advance(60_000)
        #expect(try await ledger.sync().events == 1)
        #expect(try ledger.text("lifecyclestage", of: RecordKey(.contacts, "1")) == "evangelist")
        await portal.resetCalls()
        await advance(60_000)
        #expect(try await ledger.sync().events == 0)
        #expect(await portal.calls["read"] == nil)
    }

    @Test func aMissingScopeClosesOneTypeOnlyAndIsSaid() async throws {
        await fill(3)
        await portal.set { $0.unreadable = [.companies] }
        let report = try await ledger.sync()
        #expect(report.unreadable["companies"] == "the scope is missing")
        #expect(report.verdict.state == .red)
        #expect(try ledger.changes().count == 4)
        #expect(try ledger.gaps().filter { $0.hasPrefix("companies") } == ["companies opened"])
        await portal.set { $0.unreadable = [] }
        let next = try await ledger.sync()
        #expect(next.unreadable.isEmpty)
        #expect(try ledger.changes().contains("created companies/900 createdAt name"))
        let gaps = try ledger.gaps().filter { $0.hasPrefix("companies") }
        #expect(gaps == ["companies opened", "companies closed"])
    }

    @Test func aTypeThatNoRunHasReadIsAGapUntilOneDoes() async throws {
        await fill(3)
        try await ledger.sync()
        // Of eight types this suite reads two.
        let unread = ["calls", "deals", "emails", "meetings", "notes", "tasks"]
        #expect(try ledger.gaps().sorted() == unread.map { $0 + " opened" })
        try await ledger.sync()
        #expect(try ledger.gaps().count == unread.count, "said once")
    }

    @Test func aCursorThatComesTwiceEndsTheRunAndKeepsThePagesBefore() async throws {
        await fill(8)
        await portal.set { $0.repeatsCursor = true }
        await #expect(throws: SyncError.self) { try await ledger.sync() }
        #expect(try ledger.changes().count == 3)
        await portal.set { $0.repeatsCursor = false }
        try await ledger.sync()
        #expect(try ledger.changes().filter { $0.hasPrefix("created contacts") }.count == 8)
    }

    @Test func anUnknownOwnerMakesTheOwnersBeReadOnce() async throws {
        await fill(2)
        try await ledger.sync()
        await portal.addOwner("55")
        await advance(3_600_000)
        let now = await portal.now
        for (id, owner) in [(1, "55"), (2, "66")] as [(UInt64, String)] {
            let record = TestLedger.contact(id, updated: now - 60_000)
            await portal.put(
                .contacts,
                PortalRecord(
                    id: record.id,
                    properties: record.properties + [
                        NamedValue(name: "hubspot_owner_id", value: owner)
                    ], createdAt: record.createdAt, updatedAt: record.updatedAt))
        }
        await portal.resetCalls()
        try await ledger.sync()
        #expect(await portal.calls["owners"] == 1)
        #expect(try ledger.events().contains { $0.hasPrefix("created owners/55") })
        // Owner 66 exists nowhere: looked for once, not in every run.
        await portal.put(.contacts, TestLedger.contact(3, updated: now - 30_000))
        await portal.resetCalls()
        await advance(60_000)
        try await ledger.sync()
        #expect(await portal.calls["owners"] == nil)
    }

    @Test func anAddedPropertyIsReadForAllRecordsAndNothingElseChanges() async throws {
        await fill(4)
        try await ledger.sync()
        let before = try ledger.changes().count
        await advance(3_600_000)
        try await ledger.sync { $0.extraProperties = [.contacts: ["custom_level"]] }
        let added = Array(try ledger.changes().dropFirst(before))
        #expect(added == (1...4).map { "propertiesChanged contacts/\($0) custom_level" })
        #expect(try ledger.text("custom_level", of: RecordKey(.contacts, "3")) == "gold")
    }

    @Test func aRunThatFindsNothingSaysSoAtMostHourly() async throws {
        await fill(2)
        try await ledger.sync()
        let head = try LedgerReader.open(ledger.directory).head()
        for _ in 0..<3 {
            await advance(60_000)
            try await ledger.sync()
        }
        #expect(try LedgerReader.open(ledger.directory).head() == head)
        await advance(3_600_000)
        try await ledger.sync()
        #expect(
            try LedgerReader.open(ledger.directory).head().sequence == head.sequence.next)
    }
}
