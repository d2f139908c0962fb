import Dashboard
import Projections
import Testing

@Suite("Figure format")
struct FigureFormatTests {
    private let format = FigureFormat(currencyCode: "GBP")

    private func number(_ text: String) throws -> DocumentNumber {
        try #require(DocumentNumber(text))
    }

    @Test(arguments: [
        ("0", "£0"), ("54000", "£54,000"), ("32600.5", "£32,600.50"), ("-0.05", "−£0.05"),
        ("1234567.89", "£1,234,567.89"), ("-1000", "−£1,000"),
        ("999999999999999", "£999,999,999,999,999"),
    ])
    func moneyIsWholeOrHasTwoDecimals(value: String, text: String) throws {
        #expect(format.money(try number(value)) == text)
    }

    @Test(arguments: [
        (0, "£0"), (500, "£500"), (2500, "£2.5K"), (25_000, "£25K"), (1_250_000, "£1.25M"),
        (-5000, "−£5K"), (2_000_000_000_000, "£2T"),
    ])
    func ticksHaveNoZerosTheyCanDoWithout(value: Int, text: String) {
        #expect(format.tickMoney(value) == text)
        let francs = FigureFormat(currencyCode: "CHF")
        #expect(francs.tickMoney(value) == text.replacing("£", with: ""))
    }

    @Test(arguments: [
        ("0", "£0"), ("236.82", "£237"), ("999.49", "£999"), ("999.5", "£1.0K"), ("9000", "£9.0K"),
        ("58049.99", "£58.0K"), ("999949", "£999.9K"), ("999950", "£1.00M"), ("1240000", "£1.24M"),
        ("999994999", "£999.99M"), ("3100000000", "£3.10B"),
        ("999994999999", "£999.99B"), ("999995000000", "£1.00T"), ("11808308982237", "£11.81T"),
        ("-1500", "−£1.5K"), ("-0.4", "£0"),
    ])
    func compactMoneyClimbsByThousands(value: String, text: String) throws {
        #expect(format.compactMoney(try number(value)) == text)
    }

    @Test(arguments: [
        ("0.27", "27.0%"), ("1", "100.0%"), ("0", "0.0%"), ("0.0004", "<0.1%"), ("0.0005", "0.1%"),
        ("-0.0004", ">−0.1%"), ("-0.1962", "−19.6%"), ("2.1394", "213.9%"), ("12.5", "1,250.0%"),
    ])
    func percentHasOneDecimalAndNeverHidesSomething(value: String, text: String) throws {
        #expect(format.percent(try number(value)) == text)
    }

    @Test(arguments: [
        ("0.041", "+4.1 pts"), ("-0.1", "−10.0 pts"), ("0", "0.0 pts"), ("0.1667", "+16.7 pts"),
    ])
    func differencesOfRatesAreSignedPoints(value: String, text: String) throws {
        #expect(format.points(try number(value)) == text)
    }

    @Test func whatIsMissingIsADashWhateverItsForm() {
        #expect(format.money(nil) == "–")
        #expect(format.compactMoney(nil) == "–")
        #expect(format.count(nil) == "–")
        #expect(format.percent(nil) == "–")
        #expect(format.days(nil) == "–")
        #expect(format.factor(nil) == "–")
    }

    @Test func countsAreGroupedAndDaysKeepOneDecimal() throws {
        #expect(format.count(18_204) == "18,204")
        #expect(format.count(-7) == "−7")
        #expect(format.days(try number("104.5")) == "104.5")
        #expect(format.days(try number("113")) == "113")
        #expect(format.factor(try number("1.6667")) == "1.7×")
        #expect(format.factor(try number("0.032")) == "<0.1×")
    }

    @Test(arguments: [("GBP", "£1"), ("EUR", "€1"), ("SEK", "SEK\u{A0}1"), ("CAD", "C$1")])
    func anUnmistakableSymbolOrTheCodeStandsBeforeMoney(code: String, text: String) {
        #expect(FigureFormat(currencyCode: code).money(1) == text)
    }
}
