import EventStore
import HubSpotModel
import SyncEngine
import Testing

@Suite("Deep check")
struct DeepCheckTests {
    let ledger = TestLedger()
    var portal: ScriptedPortal { ledger.portal }
    let kind = AssociationKind(from: .contacts, to: .companies)

    private func fill() async {
        for id in 1...8 as ClosedRange<UInt64> {
            await portal.put(.contacts, TestLedger.contact(id))
        }
        await portal.put(.contacts, TestLedger.contact(20, archived: true))
        await portal.put(
            .companies,
            PortalRecord(
                id: .number(900), properties: [NamedValue(name: "name", value: "Acme")],
                createdAt: TestLedger.start - 5_000_000, updatedAt: TestLedger.start - 5_000_000))
        await portal.link(kind, .number(2), [.number(900)])
    }

    /// Everything that moves no stamp, at once.
    private func change() async {
        await portal.set { $0.now += 600_000 }
        await portal.remove(.contacts, .number(1))
        await portal.put(.contacts, TestLedger.contact(3, archived: true))
        await portal.put(.contacts, TestLedger.contact(4, stage: "customer"))
        await portal.link(kind, .number(2), [])
        await portal.link(kind, .number(5), [.number(900)])
        await portal.remove(.contacts, .number(20))
        await portal.put(.contacts, TestLedger.contact(6, archived: true))
        await portal.set { portal in
            portal.absorbed[.number(7)] = .number(8)
        }
        await portal.remove(.contacts, .number(7))
    }

    private static let expected = [
        "archived contacts/3 archivedAt", "archived contacts/6 archivedAt",
        "linksChanged contacts/2 companies/900", "linksChanged contacts/5 companies/900",
        "merged contacts/7 mergedInto", "propertiesChanged contacts/4 lifecyclestage",
        "purged contacts/1", "purged contacts/20", "redacted contacts/1", "redacted contacts/20",
    ]

    @Test func whatMovesNoStampIsFoundOnceAndOnlyByTheDeepCheck() async throws {
        await fill()
        try await ledger.sync()
        let before = try ledger.changes().count
        await change()
        #expect(try await ledger.sync().events == 0)
        let report = try await ledger.sync { $0.reconcilesNow = true }
        #expect(report.events == Self.expected.count)
        #expect(try ledger.changes().dropFirst(before).sorted() == Self.expected)
        #expect(try ledger.contacts() == Verdict(state: .green, reasons: []))
        #expect(try await ledger.sync { $0.reconcilesNow = true }.events == 0)
    }

    @Test(arguments: 1..<22)
    func aDeepCheckCutOffAnywhereIsTakenUpWithTheSameEvents(answers: Int) async throws {
        await fill()
        try await ledger.sync()
        let before = try ledger.changes().count
        await change()
        await portal.set {
            $0.now += 90_000_000
            $0.answersLeft = answers
        }
        let cut = try? await ledger.sync()
        await portal.set { $0.answersLeft = nil }
        try await ledger.sync()
        #expect(cut == nil || answers > 15)
        #expect(try ledger.changes().dropFirst(before).sorted() == Self.expected)
    }

    @Test func aRecordThatNoListHadButThatAnswersByItsIdIsKept() async throws {
        await fill()
        try await ledger.sync()
        await portal.set {
            $0.now += 600_000
            $0.unlisted = [.number(4)]
        }
        let report = try await ledger.sync { $0.reconcilesNow = true }
        #expect(report.events == 0)
        let state = try LedgerReader.open(ledger.directory).typeState(.contacts)
        #expect(state.lastReconcile?.confirmed == 1)
        #expect(try ledger.contacts().state == .green)
    }

    @Test func aRecordThatOnlyAnswersFromTheBinIsArchivedAndNotGone() async throws {
        await fill()
        try await ledger.sync()
        let before = try ledger.changes().count
        await portal.put(.contacts, TestLedger.contact(4, archived: true))
        await portal.set {
            $0.now += 600_000
            $0.unlisted = [.number(4)]
        }
        try await ledger.sync { $0.reconcilesNow = true }
        #expect(
            Array(try ledger.changes().dropFirst(before)) == ["archived contacts/4 archivedAt"])
    }

    @Test func aRecordThatCannotBeReadIsNeitherGoneNorGreen() async throws {
        await fill()
        try await ledger.sync()
        await portal.set {
            $0.now += 600_000
            $0.unlisted = [.number(4)]
            $0.failing = [.number(4)]
        }
        let report = try await ledger.sync { $0.reconcilesNow = true }
        #expect(report.events == 0)
        #expect(try ledger.contacts().state == .amber)
        #expect(
            try ledger.contacts().reasons.contains { $0.contains("contacts") && $0.contains(": 4") }
        )
        await portal.set {
            $0.now += 600_000
            $0.unlisted = []
            $0.failing = []
        }
        try await ledger.sync()
        try await ledger.sync { $0.reconcilesNow = true }
        #expect(try ledger.contacts() == Verdict(state: .green, reasons: []))
    }

    @Test func linksThatCannotBeReadStayAsTheyAreAndAreReadAgain() async throws {
        await fill()
        try await ledger.sync()
        await portal.set {
            $0.now += 600_000
            $0.failingLinks = [.number(2)]
        }
        await portal.link(kind, .number(2), [])
        let report = try await ledger.sync { $0.reconcilesNow = true }
        #expect(report.events == 0)
        #expect(try ledger.contacts().state == .amber)
        await portal.set {
            $0.now += 600_000
            $0.failingLinks = []
        }
        let next = try await ledger.sync()
        #expect(next.events == 1)
        #expect(try ledger.changes().last == "linksChanged contacts/2 companies/900")
        #expect(try ledger.contacts() == Verdict(state: .green, reasons: []))
    }

    @Test func aRestoredRecordComesBackWithItsLinks() async throws {
        await fill()
        try await ledger.sync()
        await portal.set { $0.now += 600_000 }
        let now = await portal.now
        await portal.put(.contacts, TestLedger.contact(2, archived: true))
        try await ledger.sync { $0.reconcilesNow = true }
        await portal.put(.contacts, TestLedger.contact(2, updated: now))
        await portal.set { $0.now += 600_000 }
        let before = try ledger.changes().count
        try await ledger.sync()
        #expect(
            Array(try ledger.changes().dropFirst(before)) == [
                "restored contacts/2 archivedAt", "linksChanged contacts/2 companies/900",
            ])
    }

    @Test func veryManyContactsThatVanishAtOnceAreNotErased() async throws {
        for id in 1...150 as ClosedRange<UInt64> {
            await portal.put(.contacts, TestLedger.contact(id))
        }
        await portal.set { $0.pageSize = 100 }
        try await ledger.sync()
        for id in 1...120 as ClosedRange<UInt64> { await portal.remove(.contacts, .number(id)) }
        await portal.set { $0.now += 600_000 }
        try await ledger.sync { $0.reconcilesNow = true }
        #expect(try ledger.changes().filter { $0.hasPrefix("purged") }.count == 120)
        #expect(try ledger.changes().filter { $0.hasPrefix("redacted") }.isEmpty)
        #expect(try ledger.contacts().state == .amber)
        #expect(try ledger.contacts().reasons.contains { $0.contains("120 of contacts vanished") })
    }

    @Test func whatIsGoneAndClaimedByASurvivorWasAbsorbed() async throws {
        await fill()
        try await ledger.sync()
        await portal.set { $0.now += 600_000 }
        let now = await portal.now
        await portal.remove(.contacts, .number(1))
        await portal.remove(.contacts, .number(2))
        await portal.put(
            .contacts,
            PortalRecord(
                id: .number(30),
                properties: [
                    NamedValue(name: "hs_merged_object_ids", value: "1;99"),
                    NamedValue(
                        name: "hs_calculated_merged_vids", value: "2:\(now - 60_000);30:5"),
                ], createdAt: now - 60_000, updatedAt: now - 60_000))
        let before = try ledger.changes().count
        try await ledger.sync()
        #expect(
            Array(try ledger.changes().dropFirst(before)) == [
                "created contacts/30 createdAt hs_calculated_merged_vids hs_merged_object_ids",
                "merged contacts/1 mergedInto", "merged contacts/2 mergedInto",
            ])
    }

    @Test(arguments: 1..<7)
    func aRefreshCutOffAfterASurvivorStillAsksForWhatItAbsorbed(answers: Int) async throws {
        await fill()
        try await ledger.sync()
        await portal.set { $0.now += 600_000 }
        let now = await portal.now
        await portal.remove(.contacts, .number(1))
        await portal.put(
            .contacts,
            PortalRecord(
                id: .number(30),
                properties: [NamedValue(name: "hs_merged_object_ids", value: "1")],
                createdAt: now - 60_000, updatedAt: now - 60_000))
        await portal.set { $0.answersLeft = answers }
        _ = try? await ledger.sync()  // Cut off, or through where the answers are enough.
        await portal.set {
            $0.answersLeft = nil
            $0.now += 60_000
        }
        try await ledger.sync()
        #expect(try ledger.changes().filter { $0 == "merged contacts/1 mergedInto" }.count == 1)
    }
}
