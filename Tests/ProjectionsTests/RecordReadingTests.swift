import HubSpotModel
import Testing

@testable import Projections

@Suite("Reading of values")
struct RecordReadingTests {
    /// The same text, once as the compact case and once as plain text, reads alike.
    @Test(arguments: [
        ("100", 10_000), ("-12.345", -1235), ("12.344", 1234), ("0.005", 1), ("-0.005", -1),
        ("1e3", 100_000), ("+5", 500), (".5", 50), ("5.", 500),
        ("1234567890.123456789012", 123_456_789_012),
        ("999999999999999.994", 99_999_999_999_999_999), ("0.00000000000000001", 0),
        ("123456789012345678e-4", 1_234_567_890_123_457),
    ])
    func moneyIsRoundedOnceHoweverItIsStored(text: String, cents: Int64) throws {
        var lexicon = try Lexicon(source: nil)
        var reader = ValueReader(zone: .utc)
        for value in [StoredValue(scalar: text), .text(text), .text(" \(text) ")] {
            let slot = reader.slot(value, .decimal, SymbolTable(), &lexicon)
            let packed = PackedDecimal(packed: slot)
            #expect(packed.money(lexicon)?.minorUnits == cents)
            #expect(packed.exact(lexicon) == ExactDecimal(parsing: text))
        }
    }

    @Test(arguments: [
        "1000000000000000", "-1000000000000000.0", "1,000", "NaN", "1e15", "", "0x1", "١",
    ])
    func whatIsNoAmountIsMissing(text: String) throws {
        var lexicon = try Lexicon(source: nil)
        var reader = ValueReader(zone: .utc)
        for value in [StoredValue(scalar: text), .text(text)] {
            #expect(reader.slot(value, .decimal, SymbolTable(), &lexicon) == missing)
        }
    }

    @Test(
        arguments: [
            ("2026-03-29", 1_774_742_400_000), ("1774742400000", 1_774_742_400_000),
            ("2026-03-29T00:00:00Z", 1_774_742_400_000),
            ("2026-03-29T00:00:00.000Z", 1_774_742_400_000),
            ("99999999", nil), ("100000000", 100_000_000), ("1969-12-31T23:59:59.999Z", nil),
            ("2200-01-01T00:00:00Z", nil), ("9999999999999999", nil),
        ] as [(String, Int64?)])
    func timesReadAlikeHoweverTheyAreStored(text: String, milliseconds: Int64?) {
        let reader = ValueReader(zone: .utc)
        for value in [StoredValue(scalar: text), .text(text)] {
            #expect(reader.instant(value, SymbolTable())?.milliseconds == milliseconds)
        }
    }

    @Test func optionValuesIgnoreCaseAndSpace() throws {
        var lexicon = try Lexicon(source: nil)
        var reader = ValueReader(zone: .utc)
        var symbols = SymbolTable()
        let spellings = ["Offline", " offline", "OFFLINE"].map {
            StoredValue.symbol(symbols.define($0))
        }
        let slots = spellings.map { reader.slot($0, .upper, symbols, &lexicon) }
        #expect(Set(slots).count == 1)
        #expect(lexicon.text(slots[0].textCode) == "OFFLINE")
        let written = spellings.map { reader.slot($0, .text, symbols, &lexicon) }
        #expect(Set(written).count == 3)
        #expect(lexicon.text(written[1].textCode) == "offline")
    }

    @Test func aPersonalTextIsAReferenceOrACode() throws {
        var lexicon = try Lexicon(source: nil)
        var reader = ValueReader(zone: .utc)
        let reference = PersonalReference(sequence: SequenceNumber(1 << 40), index: .max)
        let slot = reader.slot(.personal(reference), .personal, SymbolTable(), &lexicon)
        #expect(PersonalText(packed: slot).reference == reference)
        #expect(PersonalText(packed: slot).isPresent)
        let open = PersonalText(
            packed: reader.slot(.text("Ann"), .personal, SymbolTable(), &lexicon))
        #expect(open.reference == nil && open.code.map(lexicon.text) == "Ann")
        #expect(!PersonalText.none.isPresent)
    }

    @Test func stageDatesFindTheExactNameFirstThenTheRewrittenOne() {
        let suffixes: [TextCode: String] = [
            1: "a_b", 2: "a_b_4711", 3: "a_b_x", 4: "42", 5: "42_99", 6: "A-b",
        ]
        let match = StageSuffixMatch(stage: "A-b", definedStages: ["A-b", "42"])
        #expect(match.matches(in: suffixes) == [6, 1, 2])
        let plain = StageSuffixMatch(stage: "42", definedStages: ["A-b", "42"])
        #expect(plain.matches(in: suffixes) == [4])
        let taken = StageSuffixMatch(stage: "A-b", definedStages: ["A-b", "a_b"])
        #expect(taken.matches(in: suffixes) == [6, 2])
    }
}
