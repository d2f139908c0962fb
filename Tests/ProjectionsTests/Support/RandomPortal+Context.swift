import HubSpotModel
import LedgerTestSupport

@testable import Projections

extension RandomPortal {
    /// Zones with half hours, clock changes at midnight, other than by an hour, and a lost day.
    private static let zones: [ZoneRules] = [
        "Europe/London", "America/New_York", "Asia/Kathmandu", "America/Havana", "Pacific/Apia",
        "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Africa/Casablanca",
        "America/St_Johns", "Asia/Beirut", "Pacific/Kiritimati", "Antarctica/Troll", "UTC",
    ].compactMap { try? Fixture.zone($0) }

    /// Days on which calendars go wrong, as local times.
    private static let days: [(Int, Int, Int)] = [
        (2026, 11, 22), (2026, 11, 22), (2024, 2, 29), (2028, 2, 29), (2025, 2, 28),
        (2026, 12, 31), (2026, 1, 1), (2026, 3, 31), (2026, 3, 29), (2026, 4, 5), (2026, 9, 6),
        (2026, 10, 25), (2026, 11, 1), (2011, 12, 29), (2011, 12, 31), (2025, 12, 28),
        (2026, 5, 31), (2027, 7, 4),
    ]

    static func asOf(in zone: ZoneRules, _ random: inout SplitMix64) -> Instant {
        let (year, month, day) = pick(days, &random)
        let date = CivilDate(year: year, month: month, day: day) ?? CivilDate(days: 20_000)
        let start = zone.start(of: date).milliseconds
        let end = zone.start(of: date.adding(days: 1)).milliseconds
        return Instant(
            milliseconds: pick(
                [
                    start, start + 1, end - 1, start + (end - start) / 2,
                    start + Int64.random(in: 0..<max(1, end - start), using: &random),
                ], &random))
    }

    static func context(_ random: inout SplitMix64) throws -> ProjectionContext {
        let configuration = configuration(&random)
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
                portalID: 1, uiDomain: nil, timeZone: "?", zone: pick(zones, &random),
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
            configuration: configuration)
    }

    /// Types that are never seen in a portal.
    static func unseen(_ random: inout SplitMix64) -> Set<ObjectType> {
        pick(
            [
                [], [], [], [.calls], [.meetings, .tasks], [.contacts], [.companies], [.deals],
                [.calls, .emails, .meetings, .tasks, .notes],
            ], &random)
    }

    private static func configuration(_ random: inout SplitMix64) -> MetricsConfiguration {
        func number(_ units: Int128, _ scale: UInt8) -> DocumentNumber {
            DocumentNumber(units: units, scale: scale)
        }
        var configuration = MetricsConfiguration()
        configuration.exchangeRates = NamedNumbers([
            ("EUR", number(86, 2)), ("usd", number(7_912_345, 7)),
        ])
        configuration.pipelineIds = pick([nil, nil, nil, ["700001", "default"], ["zzz"]], &random)
        configuration.disqualifiedStageIds = pick([nil, ["lost-1"]], &random)
        configuration.probabilitySource = pick([.stage, .deal], &random)
        configuration.reps = pick([nil, [], ["11", "999", "chief", "11"]], &random)
        configuration.holidays = [
            CivilDate(year: 2026, month: 11, day: 20), CivilDate(year: 2024, month: 2, day: 29),
            CivilDate(year: 2026, month: 11, day: 22),
        ].compactMap { $0 }
        configuration.revenueTarget.monthly = pick([100_000, 0, number(250_005, 3)], &random)
        configuration.revenueTarget.quarterly = pick([300_000, 100], &random)
        configuration.topN = pick([3, 20, 0], &random)
        configuration.maxRecords = pick([5, 2000], &random)
        configuration.staleDealThresholdDays = pick([30, number(75, 1), 0], &random)
        configuration.minWonDealsForRates = pick([0, 1, 3], &random)
        configuration.byDayDays = pick([20, 92], &random)
        configuration.hotWindowDays = pick([14, number(73, 1), 0, 400], &random)
        configuration.hotScoreThreshold = pick([20, 0, number(305, 1)], &random)
        configuration.historyMonths = pick([4, 14], &random)
        configuration.forecastMonths = pick([1, 3, 14], &random)
        configuration.runRateMonths = pick([1, 6, 13], &random)
        configuration.cohortMonths = pick([3, 13], &random)
        configuration.cohortHorizonsMonths = pick([[1, 3, 6, 12], [2], [12, 1, 1], []], &random)
        configuration.weeklyBuckets = pick([1, 6], &random)
        configuration.monthlyBuckets = pick([1, 14], &random)
        if pick([true, false], &random) {
            configuration.modelOverrides = NamedNumbers([
                ("winRate", number(27, 2)), ("salesCycleDays", number(1055, 1)),
            ])
        } else if pick([true, false], &random) {
            configuration.modelOverrides = NamedNumbers([
                ("leadToMql", number(2, 1)), ("mqlToSql", 0), ("sqlToOpportunity", 1),
                ("avgDealSize", 15_717), ("salesCycleDays", 0),
            ])
        }
        return configuration
    }
}
