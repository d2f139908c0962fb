import HubSpotModel
import Testing

@Suite("Stored value")
struct StoredValueTests {
    static let texts: [(String, StoredValue)] = [
        ("0", .integer(0)), ("-12", .integer(-12)),
        ("9223372036854775807", .integer(.max)),
        ("9223372036854775808", .text("9223372036854775808")),
        ("007", .text("007")), ("-0", .text("-0")), ("+1", .text("+1")), ("-", .text("-")),
        ("1.50", .decimal(units: 150, scale: 2)), ("-0.5", .decimal(units: -5, scale: 1)),
        ("0.0", .decimal(units: 0, scale: 1)), ("-0.0", .text("-0.0")), ("1.", .text("1.")),
        (".5", .text(".5")), ("00.5", .text("00.5")), ("1e3", .text("1e3")),
        (
            "0.200000000000000011102230246251565404236316680908203125",
            .text("0.200000000000000011102230246251565404236316680908203125")
        ),
        ("2026-11-22T14:30:00.123Z", .instant(milliseconds: 1_795_357_800_123)),
        ("2026-11-22T14:30:00Z", .instantInSeconds(seconds: 1_795_357_800)),
        ("1969-12-31T23:59:59.999Z", .instant(milliseconds: -1)),
        ("1969-12-31T23:59:59Z", .instantInSeconds(seconds: -1)),
        ("2026-02-29", .text("2026-02-29")), ("2024-02-29", .date(days: 19782)),
        ("2026-11-22T24:00:00Z", .text("2026-11-22T24:00:00Z")),
        ("2026-11-22T14:30:00.123456Z", .text("2026-11-22T14:30:00.123456Z")),
        (" 1", .text(" 1")), ("١٢", .text("١٢")),
    ]

    @Test(arguments: texts)
    func aScalarTakesTheCompactCaseThatGivesItsTextBack(text: String, value: StoredValue) {
        #expect(StoredValue(scalar: text) == value)
        #expect(StoredValue(scalar: text).text(SymbolTable()) == text)
    }

    @Test func everyDayOfFourCenturiesSurvives() {
        var previous = CivilDate(days: -60_000)
        for days in Int32(-59_999)...90_000 {
            let date = CivilDate(days: days)
            let (year, month, day) = date.components
            #expect(CivilDate(year: year, month: month, day: day) == date)
            #expect(previous < date && previous.weekday % 7 + 1 == date.weekday)
            previous = date
        }
        #expect(CivilDate(year: 2026, month: 11, day: 22)?.weekday == 7)
        #expect(
            CivilDate(year: 2026, month: 1, day: 31)?.adding(months: 1).description
                == "2026-02-28")
        #expect(
            CivilDate(year: 2026, month: 3, day: 31)?.adding(months: -13).description
                == "2025-02-28")
    }
}
