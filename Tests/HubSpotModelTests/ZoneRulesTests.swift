import Foundation
import HubSpotModel
import Testing

@Suite("Zone rules")
struct ZoneRulesTests {
    /// The rules of the machine's zone files; facts asserted here are decades old.
    private static func rules(_ name: String) throws -> ZoneRules {
        let url = URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")
        return try TZif.rules(from: Array(Data(contentsOf: url)))
    }

    private static func instant(_ text: String) throws -> Instant {
        try #require(Instant(parsing: text, zone: .utc))
    }

    private static func date(_ text: String) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    @Test(arguments: [
        // Zone, local date, its first instant.
        ("Europe/London", "2026-03-29", "2026-03-29T00:00:00.000Z"),
        ("Europe/London", "2026-03-30", "2026-03-29T23:00:00.000Z"),
        ("Europe/London", "2026-10-26", "2026-10-26T00:00:00.000Z"),
        ("Europe/London", "2150-07-01", "2150-06-30T23:00:00.000Z"),
        ("Asia/Kathmandu", "2020-01-01", "2019-12-31T18:15:00.000Z"),
        // Midnight does not exist when summer time begins at midnight.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"),
        // 30 December 2011 was skipped whole: it begins where the next day begins.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"),
        // Clocks went from 00:01 back to 23:01: the day had begun one minute before.
        ("America/St_Johns", "2009-11-01", "2009-11-01T02:30:00.000Z"),
    ])
    func aDayBeginsAtItsFirstInstant(zone: String, day: String, start: String) throws {
        let rules = try Self.rules(zone)
        #expect(rules.start(of: try Self.date(day)).description == start)
    }

    @Test func anInstantBelongsToTheLatestDayThatHasBegun() throws {
        let rules = try Self.rules("America/St_Johns")
        // 00:30 of the old clock, then 23:31 of the day before on the new one.
        #expect(
            rules.date(of: try Self.instant("2009-11-01T02:30:30Z")).description == "2009-11-01")
        #expect(
            rules.date(of: try Self.instant("2009-11-01T03:00:00Z")).description == "2009-11-01")
        #expect(
            rules.date(of: try Self.instant("2009-11-01T02:29:59Z")).description == "2009-10-31")
    }

    @Test(arguments: [
        "Europe/London", "America/St_Johns", "America/Sao_Paulo", "Pacific/Apia",
        "Africa/Casablanca", "Australia/Lord_Howe", "Antarctica/Troll", "US/Eastern",
        "Asia/Gaza", "America/Scoresbysund", "UTC",
    ])
    func daysTileTimeWithoutGapOrOverlap(zone: String) throws {
        let rules = try Self.rules(zone)
        #expect(ZoneRules(text: rules.text) == rules)
        var previous = rules.start(of: CivilDate(days: 0))
        for days in Int32(1)...84_000 {
            let date = CivilDate(days: days)
            let start = rules.start(of: date)
            #expect(previous <= start, "\(zone) \(date)")
            if previous < start {
                #expect(rules.date(of: start) >= date)
                let before = rules.date(of: Instant(milliseconds: start.milliseconds - 1))
                #expect(before == date.adding(days: -1), "\(zone) \(date)")
            }
            previous = start
        }
    }

    @Test func aMonthLaterKeepsTheWallClock() throws {
        let rules = try Self.rules("Europe/London")
        let start = try Self.instant("2026-02-28T12:00:00Z")
        #expect(rules.adding(months: 2, to: start).description == "2026-04-28T11:00:00.000Z")
        // 01:30 on 29 March is skipped: the offset before the change holds, so clocks show 02:30.
        let skipped = rules.adding(months: 1, to: try Self.instant("2026-02-28T01:30:00Z"))
        #expect(skipped.description == "2026-03-28T01:30:00.000Z")
        let inTheGap = rules.adding(months: 2, to: try Self.instant("2026-01-29T01:30:00Z"))
        #expect(inTheGap.description == "2026-03-29T01:30:00.000Z")
        // 01:30 on 25 October occurs twice: the first, in summer time.
        let twice = rules.adding(months: 1, to: try Self.instant("2026-09-25T00:30:00Z"))
        #expect(twice.description == "2026-10-25T00:30:00.000Z")
    }

    @Test func aBrokenZoneFileIsRefused() throws {
        let good = Array(
            try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/London")))
        for length in [0, 3, 44, good.count / 2, good.count - 1] {
            #expect(throws: TZif.FormatError.self) {
                try TZif.rules(from: Array(good.prefix(length)))
            }
        }
        #expect(ZoneRules(text: "1;0;5:60;5:0") == nil)
        #expect(ZoneRules(text: "2;0") == nil)
    }
}
