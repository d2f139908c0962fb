import Foundation
import Testing

@testable import HubSpotSimulator

@Suite struct StampTextTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_795_357_800_000, "2026-11-22T14:30:00.000Z"),
        (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
        (1_709_251_199_001, "2024-02-29T23:59:59.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
    ])
    func instantsAreWrittenAndReadBack(stamp: Stamp, text: String) {
        #expect(StampText.iso(stamp) == text)
        #expect(StampText.parse(text) == stamp)
    }

    @Test func otherFormsAreRead() {
        let instant: Stamp = 1_795_357_800_000
        for text in [
            "1795357800000", "2026-11-22T14:30:00Z", "2026-11-22T15:30:00+01:00",
            "2026-11-22T14:30Z", "2026-11-22T14:30:00.000000Z", "2026-11-22 09:30:00-0500",
        ] {
            #expect(StampText.parse(text) == instant)
        }
        for text in ["", "2026-11-22", "soon", "2026-13-01T00:00:00Z", "2026-11-22T14:30:00"] {
            #expect(StampText.parse(text) == nil)
        }
        #expect(StampText.iso(instant, short: true) == "2026-11-22T14:30:00Z")
        #expect(StampText.iso(instant + 1, short: true) == "2026-11-22T14:30:00.001Z")
    }
}

@Suite struct PortalZoneTests {
    /// Foundation reads the machine's zone files; ours are rules in code.
    @Test(arguments: [
        "Europe/London", "Europe/Berlin", "US/Eastern", "America/Los_Angeles", "Asia/Kolkata",
        "Australia/Sydney",
    ])
    func offsetsAgreeWithTheMachinesZones(name: String) throws {
        let zone = PortalZone(identifier: name)
        let machine = try #require(TimeZone(identifier: name))
        // Every seven hours of three years: both changes of each.
        for step in 0..<3750 {
            let stamp = 1_704_067_200_000 + Stamp(step) * 7 * 3_600_000
            let date = Date(timeIntervalSince1970: Double(stamp) / 1000)
            #expect(
                zone.offsetMilliseconds(at: stamp) == Stamp(machine.secondsFromGMT(for: date))
                    * 1000)
        }
    }

    @Test func aDayBeginsAtLocalMidnight() {
        let zone = PortalZone(identifier: "Europe/London")
        // 29 March 2026 has 23 hours, 25 October 25.
        for (month, day, hours) in [(3, 29, 23), (10, 25, 25), (11, 22, 24)] {
            let days = CivilDate(year: 2026, month: month, day: day).daysSinceEpoch
            let start = zone.stamp(day: days, millisecondsOfDay: 0)
            let end = zone.stamp(day: days + 1, millisecondsOfDay: 0)
            #expect(end - start == Stamp(hours) * 3_600_000)
            #expect(zone.day(at: start) == days)
            #expect(zone.day(at: start - 1) == days - 1)
        }
    }
}

@Suite struct JSONTests {
    @Test(arguments: [
        "{}", "[]", "[1,-2.5e10,0]", #"{"a":[true,false,null],"b":{"c":"d"}}"#, #""é\n\"\\""#,
    ])
    func whatIsReadIsWrittenBack(text: String) throws {
        let value = try #require(JSONParser.parse(Array(text.utf8)))
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "01", "+1", "nul", "\"\u{01}\"", "\"\\u12\"", "\"\\ud800\"",
        "[1] 2", "\"\\x\"", "{\"a\":1,}", "--1", "1.", "\"open",
    ])
    func brokenTextIsRefused(text: String) {
        #expect(JSONParser.parse(Array(text.utf8)) == nil)
    }

    @Test func escapesAndSurrogatesAreRead() {
        let value = JSONParser.parse(Array(#""\u00e9\ud83d\ude00\/\b\f\t""#.utf8))
        #expect(value == "é😀/\u{08}\u{0C}\t")
        #expect(JSONParser.parse([0x22, 0xFF, 0x22]) == nil)
        #expect(JSONParser.parse(Array(String(repeating: "[", count: 100_000).utf8)) == nil)
    }

    @Test func everyHostileTextSurvivesFoundationsReader() throws {
        for text in HostileText.short + [HostileText.long] {
            let bytes = JSONValue.array([.string(text)]).bytes
            let read = try JSONDecoder().decode([String].self, from: Data(bytes))
            #expect(read == [text])
        }
    }
}

@Suite struct PropertyValuesTests {
    @Test func everyPositionHoldsWhatWasSetLast() {
        var random = SplitMix64(seed: 11)
        var values = PropertyValues()
        var expected: [PropertyValue] = Array(repeating: .absent, count: 40)
        for _ in 0..<2000 {
            let position = random.below(40)
            let value: PropertyValue = random.pick([
                .absent, .null, .text(""), .text("plain"), .text("with \"quotes\" \\ and\nlines"),
                .text(String(repeating: "ü", count: random.below(300))),
            ])
            values[position] = value
            expected[position] = value
        }
        for position in 0..<40 { #expect(values[position] == expected[position]) }
        #expect(values[99] == .absent)
        let rebuilt = PropertyValues(expected)
        for position in 0..<40 { #expect(rebuilt[position] == expected[position]) }
    }
}

@Suite struct DecimalTextTests {
    @Test func expansionsShowEveryBinaryDigit() {
        #expect(
            DecimalText.expansion(0.2)
                == "0.200000000000000011102230246251565404236316680908203125")
        #expect(DecimalText.expansion(0.5) == "0.5")
        #expect(DecimalText.expansion(12) == "12")
        #expect(DecimalText.expansion(-1.75) == "-1.75")
        for _ in 0..<1 {
            var random = SplitMix64(seed: 5)
            for _ in 0..<200 {
                let value = random.unit() * 1000
                #expect(Double(DecimalText.expansion(value)) == value)
            }
        }
    }

    @Test(arguments: [(0, "0"), (5, "0.05"), (120, "1.2"), (1_571_700, "15717"), (-150, "-1.5")])
    func moneyHasNoTrailingZeros(minor: Int64, text: String) {
        #expect(DecimalText.money(minor) == text)
        #expect(DecimalText.minorUnits(text) == minor)
    }
}

@Suite struct AssociationCursorTests {
    @Test func offsetsComeBack() {
        for offset in [0, 1, 9, 10, 99, 500, 12_345, 1_000_000] {
            let text = AssociationCursor.text(offset: offset)
            #expect(text.utf8.count % 4 == 0)
            #expect(AssociationCursor.offset(text) == offset)
        }
        #expect(AssociationCursor.text(offset: 500) == "NTAw")
        #expect(AssociationCursor.offset("!") == nil)
    }
}

@Suite struct SplitMix64Tests {
    /// The first outputs for seed 1234567, from the reference implementation.
    ///
    /// Source: prng.di.unimi.it/splitmix64.c.
    @Test func theStreamIsThatOfTheReference() {
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        for value in expected { #expect(random.next() == value) }
    }
}
