import Testing

@testable import HubSpotSimulator

@Suite struct DefaultPortalTests {
    static func make(scale: Double = 0.05, seed: UInt64 = 1, now: Stamp = TestPortal.now) -> Portal
    {
        DefaultPortal.make(
            SimulatorConfiguration(seed: seed, scale: scale, now: now, clockRuns: false))
    }

    static func text(_ portal: Portal, _ kind: ObjectKind, _ record: Record, _ name: String)
        -> String?
    {
        portal.text(kind, record, name)
    }

    static func live(_ portal: Portal, _ kind: ObjectKind) -> [Record] {
        portal.table(kind).records.filter { !$0.isArchived }
    }

    /// All bytes that a client could get to see of a type.
    static func dump(_ portal: Portal, _ kind: ObjectKind) -> [UInt8] {
        var bytes: [UInt8] = []
        var dump: TruthDump? = TruthDump(kind: kind, includesArchived: true)
        while let current = dump {
            let (next, lines) = portal.lines(current)
            bytes += lines
            dump = next
        }
        return bytes
    }

    @Test func sameSeedAndClockGiveTheSameBytes() {
        let first = Self.make()
        let second = Self.make()
        let other = Self.make(seed: 2)
        for kind in ObjectKind.allCases {
            #expect(Self.dump(first, kind) == Self.dump(second, kind))
            #expect(Self.dump(first, kind) != Self.dump(other, kind))
        }
    }

    @Test func sameRequestsGetTheSameBytesOverHTTP() async throws {
        let paths = [
            "/crm/v3/objects/contacts?limit=50&properties=firstname,email,createdate"
                + "&associations=companies", "/crm/v3/owners", "/crm/v3/pipelines/deals",
            "/crm/v3/properties/deals", "/account-info/v3/details", "/crm/v3/objects/nonsense",
        ]
        @Sendable func answers() async throws -> [[UInt8]] {
            try await TestPortal.run { portal in
                var bodies: [[UInt8]] = []
                for path in paths { bodies.append(try await portal.get(path).body) }
                bodies.append(try await portal.search("contacts", SearchTests.keyset()).body)
                try await portal.control("POST", "random-changes", ["count": 40, "seed": 9])
                bodies.append(try await portal.search("contacts", SearchTests.keyset()).body)
                return bodies
            }
        }
        let first = try await answers()
        #expect(first == (try await answers()))
    }

    @Test(arguments: [0.01, 0.05, 0.1])
    func countsAreThoseOfTheScale(scale: Double) {
        let portal = Self.make(scale: scale)
        let size = PortalSize(scale: scale)
        for kind in ObjectKind.allCases {
            #expect(portal.table(kind).liveCount == size.count(kind))
            #expect(Self.live(portal, kind).count == size.count(kind))
            let bin = portal.table(kind).records.count - portal.table(kind).liveCount
            #expect(bin == size.archivedCount(kind))
        }
        #expect(portal.owners.count == 9)
        #expect(portal.owners.count { $0.archived } == 2)
        #expect(portal.owners.allSatisfy { $0.email?.hasSuffix("@example.com") == true })
        #expect(portal.pipelines.map(\.label) == ["All New Business"])
        #expect(portal.pipelines[0].stages.count == 10)
    }

    /// Of the full portal's contacts, more share one stamp than a search can reach by offset.
    @Test func aMonthEndJobLeavesTiesBehindTheWall() {
        let portal = Self.make(scale: 0.1)
        var stamps: [Stamp: Int] = [:]
        for contact in Self.live(portal, .contacts) { stamps[contact.updatedAt, default: 0] += 1 }
        #expect(10 * (stamps.values.max() ?? 0) > SearchRequest.wall)
    }

    @Test func fullScaleIsTheOriginalSize() {
        let size = PortalSize(scale: 1)
        let counts = ObjectKind.allCases.map { size.count($0) }
        #expect(counts == [44_602, 17_781, 75, 86, 3670, 7113, 918, 420])
    }

    @Test(arguments: [1, 7, 99])
    func dealsWinLikeTheOriginal(seed: UInt64) throws {
        let portal = DefaultPortal.make(
            SimulatorConfiguration(seed: seed, now: TestPortal.now, clockRuns: false),
            size: PortalSize(counts: [.deals: 75, .contacts: 900, .companies: 300]))
        let deals = Self.live(portal, .deals)
        let won = deals.filter { Self.text(portal, .deals, $0, "hs_is_closed_won") == "true" }
        let lost = deals.filter { Self.text(portal, .deals, $0, "dealstage") == "closedlost" }
        #expect(won.count == 16 && lost.count == 43)
        let amounts = won.compactMap {
            Self.text(portal, .deals, $0, "amount_in_home_currency")
                .flatMap(DecimalText.minorUnits)
        }
        #expect(amounts.count == won.count)
        #expect(amounts.reduce(0, +) == DefaultPortal.averageWonAmount * 16)
        let cycles = try won.map { deal in
            let created = try #require(
                Self.text(portal, .deals, deal, "createdate").flatMap(StampText.parse))
            let closed = try #require(
                Self.text(portal, .deals, deal, "closedate").flatMap(StampText.parse))
            return Double(closed - created) / Double(StampText.dayMilliseconds)
        }
        #expect(abs(cycles.reduce(0, +) / 16 - 105) < 1)
    }

    /// 22 November 2026 is a Sunday; the others are a Monday just after midnight, a New Year's
    /// morning and the night in which clocks go back.
    @Test(arguments: [
        1_795_357_800_000, 1_795_392_060_000, 1_798_765_500_000, 1_792_890_000_000,
    ])
    func everyPeriodHasAClosedDeal(now: Stamp) throws {
        let portal = Self.make(scale: 0.05, now: now)
        let calendar = WorkCalendar(now: now, zone: portal.account.zone)
        let closed = Self.live(portal, .deals).compactMap { deal -> Stamp? in
            guard Self.text(portal, .deals, deal, "hs_is_closed") == "true" else { return nil }
            return Self.text(portal, .deals, deal, "closedate").flatMap(StampText.parse)
        }
        let monday = calendar.zone.stamp(day: calendar.monday, millisecondsOfDay: 0)
        let lastMonday = calendar.zone.stamp(day: calendar.monday - 7, millisecondsOfDay: 0)
        if now - monday > 120_000 { #expect(closed.contains { $0 >= monday && $0 < now }) }
        #expect(closed.contains { $0 >= lastMonday && $0 < monday })
        #expect(closed.contains { $0 < now - 400 * StampText.dayMilliseconds })
        let open = Self.live(portal, .deals).filter {
            Self.text(portal, .deals, $0, "hs_is_closed") == "false"
        }
        #expect(!open.isEmpty)
    }

    @Test func noStampIsAheadOfTheClockAndNoneBeforeItsCreation() {
        let portal = Self.make(scale: 0.1)
        for kind in ObjectKind.allCases {
            for record in portal.table(kind).records {
                #expect(record.createdAt <= record.updatedAt)
                #expect(record.updatedAt <= TestPortal.now)
                if let archivedAt = record.archivedAt {
                    #expect(archivedAt >= record.updatedAt && archivedAt <= TestPortal.now)
                }
            }
        }
    }

    @Test func theHistoryOfStagesAgreesWithTheirDates() throws {
        let portal = Self.make()
        let schema = portal.schema(.deals)
        let stage = try #require(schema.position("dealstage"))
        for deal in portal.table(.deals).records {
            let versions = try #require(deal.history(stage))
            #expect(versions.first?.value == deal.values[stage].string)
            #expect(versions.last?.stamp == deal.createdAt)
            let newest = try #require(versions.first)
            let suffix = PropertyCatalogue.stagePropertySuffix(newest.value)
            let entered = Self.text(portal, .deals, deal, "hs_v2_date_entered_\(suffix)")
            #expect(entered.flatMap(StampText.parse) == newest.stamp)
            if versions.count > 1 {
                let left = PropertyCatalogue.stagePropertySuffix(versions[1].value)
                let exited = Self.text(portal, .deals, deal, "hs_v2_date_exited_\(left)")
                #expect(exited.flatMap(StampText.parse) == newest.stamp)
            }
        }
    }

    @Test func thereIsSomethingOfEverythingThatBreaksCarelessCode() {
        let portal = Self.make(scale: 0.15)
        let contacts = Self.live(portal, .contacts)
        let schema = portal.schema(.contacts)
        let values = contacts.compactMap { contact in
            schema.position("firstname").map { contact.values[$0] }
        }
        #expect(values.contains(.text("<script>alert(1)</script>")))
        #expect(values.contains(.text("")))
        let emails = contacts.compactMap { contact in
            schema.position("email").map { contact.values[$0] }
        }
        #expect(emails.contains(.null))
        #expect(Self.dump(portal, .contacts).count > 10_000)
        let owners = Set(portal.owners.map(\.id))
        let named = contacts.compactMap { Self.text(portal, .contacts, $0, "hubspot_owner_id") }
        #expect(named.contains { !owners.contains($0) })
        #expect(!portal.absorbed[ObjectKind.contacts.rawValue].isEmpty)
        let linked = contacts.count { !portal.liveLinks(.contacts, $0.id, to: .companies).isEmpty }
        #expect((0.55...0.65).contains(Double(linked) / Double(contacts.count)))
    }

    @Test func activitiesAreNowAheadAndOverdue() {
        let portal = Self.make(scale: 0.15)
        let meetings = Self.live(portal, .meetings).compactMap {
            Self.text(portal, .meetings, $0, "hs_timestamp").flatMap(StampText.parse)
        }
        #expect(meetings.contains { $0 > TestPortal.now })
        let calendar = WorkCalendar(now: TestPortal.now, zone: portal.account.zone)
        #expect(meetings.contains { $0 >= calendar.startOfToday && $0 < TestPortal.now })
        let overdue = Self.live(portal, .tasks).filter { task in
            let due = Self.text(portal, .tasks, task, "hs_timestamp").flatMap(StampText.parse)
            return Self.text(portal, .tasks, task, "hs_task_status") != "COMPLETED"
                && due.map { $0 < TestPortal.now } == true
        }
        #expect(overdue.count > 20)
    }

    @Test func configurationsOutOfRangeAreRefused() {
        for configuration in [
            SimulatorConfiguration(scale: 0), SimulatorConfiguration(scale: 11),
            SimulatorConfiguration(scale: .nan), SimulatorConfiguration(port: 70_000),
        ] {
            #expect(throws: SimulatorError.self) {
                _ = try Simulator(configuration: configuration)
            }
        }
    }
}
