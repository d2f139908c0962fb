import HubSpotModel
import LedgerTestSupport

@testable import Projections

/// A portal with a random past, full of what real ones have: ties, gaps, odd spellings, merges.
struct RandomPortal {
    private(set) var portal = TestPortal()
    let context: ProjectionContext
    let asOf: Instant
    private var random: SplitMix64
    private var keys: [ObjectType: [RecordKey]] = [:]

    init(seed: UInt64, events: Int) throws {
        random = SplitMix64(seed: seed)
        asOf = Instant(milliseconds: Self.noon + Int64(seed % 5) * 3_600_000)
        context = try Self.context(&random)
        for id in ["11", "12", "13", "chief"] {
            portal.create(
                RecordKey(.owners, RecordID(id)),
                [
                    ("firstName", Self.pick(["Mara", "Theo", "", "  "], &random)),
                    ("lastName", Self.pick(["Finch", ""], &random)),
                    ("email", Self.pick(["who@example.com", ""], &random)),
                    ("archived", Self.pick(["true", "false"], &random)),
                ])
        }
        for _ in 0..<events { step() }
        portal.log.commit()
    }

    /// 2026-11-22T12:00:00Z.
    private static let noon: Int64 = 1_795_348_800_000

    static func pick<Element>(_ list: [Element], _ random: inout SplitMix64) -> Element {
        list[Int.random(in: 0..<list.count, using: &random)]
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element {
        Self.pick(list, &random)
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    // MARK: Context

    private static let zones = [
        "Europe/London", "America/New_York", "Asia/Kathmandu", "America/Havana", "Pacific/Apia",
    ]

    private static func context(_ random: inout SplitMix64) throws -> ProjectionContext {
        var configuration = MetricsConfiguration()
        configuration.exchangeRates = NamedNumbers([
            ("EUR", DocumentNumber(units: 86, scale: 2)),
            ("usd", DocumentNumber(units: 7_912_345, scale: 7)),
        ])
        configuration.pipelineIds = pick([nil, nil, ["700001", "default"]], &random)
        configuration.disqualifiedStageIds = pick([nil, ["lost-1"]], &random)
        configuration.probabilitySource = pick([.stage, .deal], &random)
        configuration.reps = pick([nil, [], ["11", "999", "chief"]], &random)
        configuration.holidays = [CivilDate(year: 2026, month: 11, day: 20)].compactMap { $0 }
        configuration.topN = pick([3, 20], &random)
        configuration.maxRecords = pick([5, 2000], &random)
        configuration.staleDealThresholdDays = pick(
            [30, DocumentNumber(units: 75, scale: 1)], &random)
        configuration.minWonDealsForRates = pick([0, 3], &random)
        configuration.byDayDays = pick([20, 92], &random)
        if pick([true, false], &random) {
            configuration.modelOverrides = NamedNumbers([
                ("winRate", DocumentNumber(units: 27, scale: 2)),
                ("salesCycleDays", DocumentNumber(units: 1055, scale: 1)),
            ])
        }
        func stage(
            _ id: String, _ order: Int, _ probability: Int64?, _ status: DealStatus
        ) -> DealStage {
            DealStage(
                id: id, label: id == "lost-1" ? "DisQualified" : "Stage \(id)",
                displayOrder: order, probability: probability.map { .init(tenThousandths: $0) },
                status: status)
        }
        let lostKind: DealStatus =
            configuration.disqualifiedStageIds == nil
                || configuration.disqualifiedStageIds == ["lost-1"]
            ? .disqualified : .lost
        return ProjectionContext(
            account: PortalAccount(
                portalID: 1, uiDomain: nil, timeZone: "?",
                zone: try Fixture.zone(pick(zones, &random)),
                companyCurrency: "GBP"),
            pipelines: [
                DealPipeline(
                    id: "700001", displayOrder: 1,
                    stages: [
                        stage("1", 0, 1000, .open), stage("2", 1, 4000, .open),
                        stage("3", 1, nil, .open), stage("won", 3, 10_000, .won),
                        stage("lost", 4, 0, .lost), stage("lost-1", 5, 0, lostKind),
                    ]),
                DealPipeline(
                    id: "default", displayOrder: 0,
                    stages: [
                        stage("A-b", 0, 2500, .open), stage("won", 1, 10_000, .won),
                        stage("lost", 1, 0, .lost),
                    ]),
            ],
            configuration: configuration,
            notSynced: pick([[], [.calls], [.meetings, .tasks]], &random))
    }

    // MARK: Events

    private static let types: [ObjectType] = [
        .deals, .deals, .deals, .contacts, .companies, .calls, .emails, .meetings, .tasks, .notes,
    ]

    private mutating func step() {
        let type = pick(Self.types)
        let known = keys[type] ?? []
        guard !known.isEmpty, chance(75) || known.count > 14 else { return create(type) }
        let key = pick(known)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: portal.change(key, values(type, share: 25))
        case 35..<60: relink(key)
        case 60..<78 where type == .deals: learn(key)
        case 78..<83: portal.archive(key, at: chance(70) ? time() : nil)
        case 83..<88: portal.restore(key)
        case 88..<90: portal.purge(key)
        case 90..<92: portal.merge(key)
        case 92..<94: changeOwner()
        default: portal.change(key, values(type, share: 60))
        }
        if chance(12) { portal.log.commit() }
    }

    private mutating func create(_ type: ObjectType) {
        let number = Int.random(in: 1...20, using: &random)
        let id = RecordID(chance(90) ? String(number) : pick(["x\(number)", "00\(number)"]))
        let key = RecordKey(type, id)
        guard portal.records[key] == nil else { return }
        keys[type, default: []].append(key)
        portal.create(
            key, [("createdAt", chance(80) ? time() : nil)] + values(type, share: 80))
    }

    private mutating func changeOwner() {
        let key = RecordKey(.owners, RecordID(pick(["11", "12", "13", "chief", "14"])))
        if portal.records[key] == nil { portal.create(key, [("firstName", "New")]) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: portal.change(key, [("lastName", pick(["Vole", nil]))])
        case 1: portal.archive(key, at: nil)
        case 2: portal.restore(key)
        default: portal.purge(key)
        }
    }

    private static let types5 = AssociationType(
        category: "HUBSPOT_DEFINED", typeID: 5, label: "Primary")
    private static let plain = AssociationType(
        category: "HUBSPOT_DEFINED", typeID: 341, label: nil)
    private static let own = AssociationType(category: "USER_DEFINED", typeID: 5, label: "Buyer")

    private mutating func relink(_ key: RecordKey) {
        let kinds = AssociationKind.all.filter { $0.from == key.object }
        guard !kinds.isEmpty else { return }
        let kind = pick(kinds)
        let target = RecordKey(kind.to, RecordID(String(Int.random(in: 1...20, using: &random))))
        portal.link(
            key, to: target,
            pick([[Self.plain], [Self.plain, Self.types5], [Self.types5], [Self.own], [], []]))
    }

    private mutating func learn(_ key: RecordKey) {
        let property = pick([
            "dealstage", "dealstage", "dealstage", "pipeline", "closedate", "amount",
            "amount_in_home_currency", "deal_currency_code", "hubspot_owner_id",
        ])
        let stamp = Self.noon - Int64.random(in: 0..<40, using: &random) * 864_000_00 * 5
        portal.learn(
            key, property, value(of: property), at: chance(95) ? stamp : nil,
            place: UInt32.random(in: 0..<3, using: &random))
    }

    // MARK: Values

    private mutating func values(_ type: ObjectType, share: Int) -> [(String, String?)] {
        (Self.properties[type] ?? []).compactMap { name in
            chance(share) ? (name, value(of: name)) : nil
        }
    }

    private static let properties: [ObjectType: [String]] = [
        .deals: [
            "dealname", "pipeline", "dealstage", "amount", "amount_in_home_currency",
            "deal_currency_code", "createdate", "closedate", "hubspot_owner_id", "hs_is_closed",
            "hs_is_closed_won", "hs_deal_stage_probability", "hs_analytics_source",
            "notes_last_updated", "notes_last_contacted", "hs_merged_object_ids",
            "hs_v2_date_entered_1", "hs_v2_date_exited_1", "hs_v2_date_entered_2",
            "hs_date_entered_2", "hs_date_exited_2", "hs_v2_date_entered_won",
            "hs_v2_date_entered_a_b_4711", "hs_v2_date_exited_a_b_4711", "hs_date_entered_lost",
        ],
        .contacts: [
            "firstname", "createdate", "lifecyclestage", "hubspot_owner_id",
            "hs_analytics_source", "hs_merged_object_ids", "hs_calculated_merged_vids",
        ],
        .companies: ["name", "createdate", "hs_merged_object_ids"],
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

    private mutating func value(of property: String) -> String? {
        switch property {
        case "pipeline": pick(["700001", "700001", "700001", " default ", "", "zzz"])
        case "dealstage":
            pick(["1", "1", "2", "3", "won", "won", "lost", "lost-1", "A-b", "ghost", "", " 2 "])
        case "amount", "amount_in_home_currency": amount()
        case "deal_currency_code": pick(["GBP", "gbp", "EUR", "eur ", "USD", "JPY", ""])
        case "hubspot_owner_id": pick(["11", "12", "13", "999", "chief", "", " 11"])
        case "hs_is_closed", "hs_is_closed_won": pick(["true", "false", "TRUE", "yes", ""])
        case "hs_deal_stage_probability": pick(["0.25", "0.33335", "1", "high", ""])
        case "hs_analytics_source": pick(["OFFLINE", "offline", "REFERRALS", "Podcast", "", " "])
        case "lifecyclestage": pick(["lead", "Customer", "other", ""])
        case "hs_merged_object_ids", "hs_calculated_merged_vids":
            pick(["", "", "", mergedIDs(isCalculated: property != "hs_merged_object_ids")])
        case "hs_call_status": pick(["COMPLETED", "CANCELED", "failed", "QUEUED", "NO_ANSWER", ""])
        case "hs_call_disposition":
            pick([
                "f240bbac-87c9-4f6e-bf70-924b57d47db7", "F240BBAC-87C9-4F6E-BF70-924B57D47DB7", "x",
            ])
        case "hs_call_duration": pick(["60000", "61000.9", "-5", "long", ""])
        case "hs_email_direction": pick(["EMAIL", "", "INCOMING_EMAIL", "FORWARDED_EMAIL"])
        case "hs_email_status": pick(["SENT", "FAILED", "draft", ""])
        case "hs_meeting_outcome":
            pick(["COMPLETED", "completed", "NO_SHOW", "CANCELED", "RESCHEDULED", "SCHEDULED", ""])
        case "hs_task_status": pick(["COMPLETED", "NOT_STARTED", "DEFERRED", "WAITING", ""])
        case "dealname", "firstname", "name", "hs_task_subject":
            pick(["Alder", "Birch ", "<b>", "", nil])
        default: time()
        }
    }

    private mutating func mergedIDs(isCalculated: Bool) -> String {
        let ids = (0..<Int.random(in: 1...2, using: &random)).map { _ in
            String(Int.random(in: 1...20, using: &random))
        }
        return isCalculated
            ? ids.map { "\($0):1700000000000" }.joined(separator: ";")
            : ids.joined(separator: pick([";", ",", "; "]))
    }

    private mutating func amount() -> String {
        pick([
            "100", "100", "1e3", "12.345", "-50", "0", "1,000", "NaN", "999999999999999",
            "1000000000000000", " 7.5 ", ".5", "5.", "0.005", "-0.005", "1234567890.123456789012",
            "", "2500.25", "1E-2", "123456789012345678e-4",
        ])
    }

    /// A time near `asOf` or a year before it, in one of the forms that occur.
    private mutating func time() -> String {
        let days = pick([-400, -330, -60, -35, -30, -9, -8, -7, -6, -2, -1, 0, 0, 1, 5, 40])
        let hour = pick([0, 0, 1, 5, 9, 12, 12, 14, 23])
        let instant = Instant(
            milliseconds: Self.noon + Int64(days) * 86_400_000 + Int64(hour - 12) * 3_600_000
                + pick([0, 0, 1, 59_999]))
        let full = instant.description
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return ""
        case 1: return "yesterday"
        case 2: return String(full.prefix(10))
        case 3: return String(instant.milliseconds)
        case 4: return String(full.prefix(19)) + "+05:45"
        case 5: return " " + full + " "
        case 6: return String(full.prefix(10)) + " " + String(full.dropFirst(11).prefix(5))
        case 7: return "1969-12-31T23:59:59Z"
        case 8: return "2026-03-29T01:30:00.000Z"
        case 9: return "2026-02-30T10:00:00Z"
        case 10: return "2026-11-01T05:30:00.000Z"
        case 11: return String(full.prefix(19)) + "Z"
        default: return full
        }
    }
}
