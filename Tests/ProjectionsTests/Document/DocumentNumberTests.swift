import Foundation
import Projections
import Testing

@Suite("Document number")
struct DocumentNumberTests {
    @Test(arguments: [
        (1_200_000, 2, "12000"), (60, 2, "0.6"), (-5, 2, "-0.05"), (0, 4, "0"), (-100, 1, "-10"),
        (1_234_567, 4, "123.4567"), (7, 0, "7"),
    ])
    func isWrittenWithoutTrailingZeros(units: Int, scale: Int, text: String) {
        #expect(DocumentNumber(units: Int128(units), scale: UInt8(scale)).description == text)
    }

    @Test func equalValuesAreEqualWhateverTheirScale() {
        #expect(DocumentNumber(units: 1_250, scale: 2) == DocumentNumber(units: 125, scale: 1))
        #expect(DocumentNumber(units: 0, scale: 4) == 0)
        #expect(DocumentNumber(units: 125, scale: 2) != DocumentNumber(units: 125, scale: 1))
    }

    @Test(arguments: [
        ("0.1", "0.1"), ("1e3", "1000"), ("1.5E-3", "0.0015"), ("-0", "0"), ("0.000", "0"),
        ("1e-05", "0.00001"), ("120.50", "120.5"), ("1e400", nil), ("", nil), ("-", nil),
        (".5", nil), ("1.2.3", nil), ("NaN", nil), ("١", nil),
        ("9999999999999999999999999999999999999999", nil),
    ])
    func readsJSONNumbersAndNothingElse(text: String, written: String?) {
        #expect(DocumentNumber(text)?.description == written)
    }

    @Test(arguments: [
        ("2.5", 0, 3), ("-2.5", 0, -3), ("2.4999", 0, 2), ("0.27", 1, 3), ("12", 2, 1_200),
        ("0.00004", 4, 0), ("0.00005", 4, 1),
    ])
    func roundsHalfAwayFromZeroOnce(text: String, places: Int, units: Int) throws {
        let number = try #require(DocumentNumber(text))
        #expect(number.rounded(toPlaces: UInt8(places)) == Int128(units))
    }

    @Test func ordersByValue() throws {
        let texts = ["-100", "-0.5", "0", "0.05", "0.5", "3", "1e30"]
        let numbers = try texts.map { try #require(DocumentNumber($0)) }
        #expect(numbers.reversed().sorted() == numbers)
    }

    @Test func aNumberBeyondTheRangeIsADecodingErrorNotATrap() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(DocumentNumber.self, from: Data("1e300".utf8))
        }
    }
}
