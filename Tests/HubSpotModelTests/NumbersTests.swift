import BigInt
import HubSpotModel
import Testing

@Suite("Numbers")
struct NumbersTests {
    @Test(arguments: [
        ("1200.5", 120_050), ("0.005", 1), ("-0.005", -1), ("0.0049999", 0), ("-2.675", -268),
        (".5", 50), ("5.", 500), ("+7", 700), ("1e3", 100_000), ("1E-2", 1), ("12e-5", 0),
        ("0e99999999999", 0), ("00012", 1_200), ("1e-99999999999", 0),
        ("999999999999999.99", 99_999_999_999_999_999),
        ("999999999999999.999", 100_000_000_000_000_000),
        ("0.200000000000000011102230246251565404236316680908203125", 20),
    ])
    func moneyIsRoundedOnceHalfAwayFromZero(text: String, minorUnits: Int64) {
        #expect(Money(parsing: text)?.minorUnits == minorUnits)
    }

    @Test(arguments: [
        "", ".", "-", "e5", "1,000", "NaN", "inf", "1e", "1e+", "0x10", "1 ", "--1", "1.2.3",
        "1000000000000000", "-1e15", "1e16", "１２", "1_000",
    ])
    func anythingElseIsMissing(text: String) {
        #expect(ExactDecimal(parsing: text) == nil)
    }

    @Test func aCounterIsCutAndNeverNegative() {
        #expect(Counter.value(ExactDecimal(parsing: "12.99")) == 12)
        #expect(Counter.value(ExactDecimal(parsing: "-3")) == 0)
        #expect(Counter.value(ExactDecimal(parsing: "1e3")) == 1000)
        #expect(Counter.value(nil) == 0)
    }

    @Test func anExchangeRateMultipliesTheAmountAsRead() throws {
        let amount = try #require(ExactDecimal(parsing: "10.005"))
        let rate = try #require(ExactDecimal(parsing: "0.1")).rational
        #expect(Money(amount, exchangeRate: rate)?.minorUnits == 100)  // 1.0005, not 10.01 × 0.1.
    }

    @Test(arguments: [
        (1, 3, 4, 3333), (2, 3, 4, 6667), (-1, 2, 0, -1), (1, 2, 0, 1), (-5, 1000, 2, -1),
        (7, 1, 2, 700),
    ])
    func aFractionIsRoundedHalfAwayFromZero(
        numerator: Int, denominator: Int, scale: Int, units: Int
    ) {
        #expect(
            Rational(BigInt(numerator), BigInt(denominator)).rounded(scale: scale) == Int128(units))
    }

    @Test func fractionsAreExact() {
        let third = Rational(1, 3)
        #expect(third + third + third == .one)
        #expect(third.divided(by: .zero) == nil)
        #expect(Rational(-7, 2).ceiling == -3 && Rational(7, 2).ceiling == 4)
        #expect(Rational(1, -2) == Rational(-1, 2) && Rational(-1, 2) < third)
    }

    @Test func textIsTrimmedByWhiteSpaceAndMappedCharacterByCharacter() {
        #expect("\u{2003} a b\u{85}".trimmedFieldText == "a b")
        #expect(" \u{3000}\n".trimmedFieldText == nil)
        #expect("\u{200B}".trimmedFieldText == "\u{200B}")
        #expect("ΑΣ".lowercasedPerCharacter == "ασ")  // No final sigma: no context.
        #expect("straße".uppercasedPerCharacter == "STRASSE")
    }
}
