import Foundation
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("JSON reader")
struct JSONReaderTests {
    private func parse(_ text: String) throws(JSONError) -> JSONValue {
        try JSONValue(Array(text.utf8))
    }

    @Test(arguments: [
        ("0", JSONValue.number("0")), ("-0.5e+10", .number("-0.5e+10")),
        ("9007199254740993", .number("9007199254740993")),
        ("123456789012345678901234567890", .number("123456789012345678901234567890")),
        (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
        (#""\u00e9\u20AC""#, .string("é€")), (#""\uD83D\uDE00""#, .string("😀")),
        ("\"é€😀\"", .string("é€😀")), ("[]", .array([])), ("{}", .object([:])),
        (
            " \n\r\t[ 1 , null , true , false ] ",
            .array([.number("1"), .null, .bool(true), .bool(false)])
        ),
        (#"{"a":1,"b":[{}],"a":2}"#, .object(["a": .number("2"), "b": .array([.object([:])])])),
        (#"{"\u0061":1}"#, .object(["a": .number("1")])), (#"{"":0}"#, .object(["": .number("0")])),
        (#""\u0000""#, .string("\0")),
    ])
    func reads(text: String, expected: JSONValue) throws {
        #expect(try parse(text) == expected)
    }

    @Test(arguments: [
        (#""\uD83D""#, "\u{FFFD}"), (#""\uDE00""#, "\u{FFFD}"), (#""\uD83Dx""#, "\u{FFFD}x"),
        (#""\uD83D\n""#, "\u{FFFD}\n"), (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"),
        (#""\uD83D\u0041""#, "\u{FFFD}A"),
    ])
    func aLoneSurrogateBecomesTheReplacementCharacter(text: String, expected: String) throws {
        #expect(try parse(text) == .string(expected))
    }

    @Test(arguments: [
        ("", JSONError.Reason.truncated, 0), (" ", .truncated, 1), ("{", .truncated, 1),
        (#"{"a""#, .truncated, 4), (#"{"a":"#, .truncated, 5), (#"{"a":1"#, .truncated, 6),
        (#"{"a":1,"#, .truncated, 7), ("[1,", .truncated, 3), (#""abc"#, .truncated, 4),
        (#""a\"#, .truncated, 3), (#""\u12"#, .truncated, 5), ("tru", .truncated, 3),
        ("-", .truncated, 1), ("1.", .truncated, 2), ("1e", .truncated, 2),
        ("<html>", .unexpectedByte(0x3C), 0), ("[1 2]", .unexpectedByte(0x32), 3),
        ("[1,]", .unexpectedByte(0x5D), 3), (#"{"a" 1}"#, .unexpectedByte(0x31), 5),
        (#"{"a":1,}"#, .expected("a name"), 7), ("{a:1}", .expected("a name"), 1),
        ("nul", .truncated, 3), ("nulL", .unexpectedByte(0x4C), 3),
        ("'a'", .unexpectedByte(0x27), 0),
        ("01", .badNumber, 2), ("-01", .badNumber, 3), ("1.e5", .badNumber, 2),
        ("+1", .unexpectedByte(0x2B), 0),
        (".5", .unexpectedByte(0x2E), 0), ("-a", .badNumber, 1), ("1 2", .trailingBytes, 2),
        ("{}x", .trailingBytes, 2), ("\"a\nb\"", .controlCharacter, 2), (#""\x""#, .badEscape, 2),
        (#""\u12G4""#, .badEscape, 5),
    ])
    func saysWhereItStopped(text: String, reason: JSONError.Reason, offset: Int) {
        let error = #expect(throws: JSONError.self) { try parse(text) }
        #expect(error == JSONError(reason: reason, offset: offset), "\(text)")
    }

    @Test func invalidUTF8IsRefusedAlsoInWhatIsSkipped() {
        let bytes = Array(#"{"a":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        let error = #expect(throws: JSONError.self) { try JSONReader(bytes) }
        #expect(error == JSONError(reason: .invalidUTF8, offset: 6))
    }

    @Test func levelsAreBounded() throws {
        let depth = JSONReader.depthMax
        _ = try parse(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        let error = #expect(throws: JSONError.self) {
            try parse(String(repeating: "[", count: 100_000))
        }
        #expect(error == JSONError(reason: .tooDeep, offset: depth))
    }

    @Test func everyPrefixOfADocumentIsTruncated() throws {
        let text = #"{"a":[1.5e3,"x\u00e9",{"b":null}],"c":true}"#
        _ = try parse(text)
        for length in 0..<text.utf8.count {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(Array(text.utf8.prefix(length)))
            }
            #expect(error?.reason == .truncated, "prefix of \(length)")
        }
    }

    // MARK: Against Foundation

    @Test(arguments: UInt64(0)..<300)
    func agreesWithFoundationOnRandomDocuments(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var generator = DocumentGenerator(random: random)
        let bytes = generator.document()
        let ours = try JSONValue(bytes)
        let theirs = try #require(Self.foundation(bytes))
        #expect(Self.same(ours, theirs), "seed \(seed)")

        // Then the same with a byte changed, dropped or doubled, which may or may not be JSON.
        random = SplitMix64(seed: ~seed)
        for _ in 0..<40 {
            let mutated = Self.mutate(bytes, &random)
            let ours = try? JSONValue(mutated)
            let theirs = Self.foundation(mutated)
            switch (ours, theirs) {
            case (nil, nil): break
            case (let ours?, let theirs?): #expect(Self.same(ours, theirs), "seed \(seed)")
            case (let ours?, nil):
                #expect(
                    Self.isKnownDifference(mutated) || Self.hasNumberBeyondDouble(ours),
                    "only we read \(String(decoding: mutated, as: UTF8.self)), seed \(seed)")
            case (nil, .some):
                #expect(
                    Self.isKnownDifference(mutated),
                    "only Foundation reads \(String(decoding: mutated, as: UTF8.self)), seed \(seed)"
                )
            }
        }
    }

    /// Where we differ on purpose: half a surrogate pair is no reason to refuse a page.
    private static func isKnownDifference(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(#/\\u[dD][89a-fA-F]/#)
    }

    /// The other difference: a number is text to us, so its size is no reason either.
    private static func hasNumberBeyondDouble(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let text): Double(text)?.isInfinite ?? true
        case .array(let elements): elements.contains(where: hasNumberBeyondDouble)
        case .object(let members): members.values.contains(where: hasNumberBeyondDouble)
        case .null, .bool, .string: false
        }
    }

    private static func foundation(_ bytes: [UInt8]) -> Any? {
        try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    private static func same(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch ours {
        case .null: return theirs is NSNull
        case .string(let text):
            return (theirs as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
        case .bool(let value):
            return (theirs as? NSNumber).map { isBoolean($0) && $0.boolValue == value } ?? false
        case .number(let text):
            guard let number = theirs as? NSNumber, let value = Double(text) else { return false }
            return number.doubleValue == value
                || abs(number.doubleValue - value) <= abs(value) * 1e-14
        case .array(let elements):
            guard let array = theirs as? [Any], array.count == elements.count else { return false }
            return zip(elements, array).allSatisfy { same($0, $1) }
        case .object(let members):
            guard let object = theirs as? [String: Any], object.count == members.count else {
                return false
            }
            return members.allSatisfy { name, value in object[name].map { same(value, $0) } ?? false
            }
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool {
        unsafe String(cString: number.objCType) == "c"
    }

    private static func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        let interesting = Array("{}[]\",:\\u0019eE+-.tfn \n\u{1}/xD8".utf8)
        for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                bytes[index] = interesting[Int.random(in: 0..<interesting.count, using: &random)]
            case 1: bytes.remove(at: index)
            default: bytes.insert(bytes[index], at: index)
            }
        }
        return bytes
    }
}

/// Writes random JSON with every feature of the grammar.
private struct DocumentGenerator {
    var random: SplitMix64

    mutating func document() -> [UInt8] {
        Array(object(depth: 0).utf8)
    }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
        case 0: return "null"
        case 1: return Bool.random(using: &random) ? "true" : "false"
        case 2: return number()
        case 3, 4: return string()
        case 5: return object(depth: depth + 1)
        default:
            let count = Int.random(in: 0...4, using: &random)
            return "[\(space())"
                + (0..<count).map { _ in value(depth: depth + 1) }
                .joined(separator: ",\(space())") + "]"
        }
    }

    private mutating func object(depth: Int) -> String {
        let count = Int.random(in: 0...5, using: &random)
        let members = (0..<count).map { number in
            // Names differ: of equal ones Foundation keeps which it likes.
            "\"\(number)\(string().dropFirst())\(space()):\(space())\(value(depth: depth + 1))"
        }
        return "{\(space())" + members.joined(separator: "\(space()),") + "}"
    }

    private mutating func number() -> String {
        let whole = "\(Int.random(in: -1_000_000...1_000_000, using: &random))"
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return whole
        case 1: return "\(whole).\(UInt32.random(in: 0...9_999, using: &random))"
        case 2: return "\(whole)e\(Int.random(in: -9...9, using: &random))"
        default: return "\(UInt64.random(in: 0...UInt64.max, using: &random) >> 2)"
        }
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "property", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9",
            "\\uD83D\\uDE00",
            " ", "\\t", "0", "ß", "\\u0001", "{", "]",
        ]
        let count = Int.random(in: 0...8, using: &random)
        return "\""
            + (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
            .joined() + "\""
    }

    private mutating func space() -> String {
        ["", "", " ", "\n\t"][Int.random(in: 0..<4, using: &random)]
    }
}
