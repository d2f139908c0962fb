import Foundation
import Testing

@testable import Projections

@Suite("Document encoder")
struct DocumentEncoderTests {
    @Test func escapesControlsAndLineSeparatorsButNeitherSlashesNorLetters() throws {
        let text = "a/b \"q\" \\ \n\r\t\u{8}\u{C}\u{1}\u{7F}\u{85}\u{2028}\u{2029} é€🎈 <&>"
        #expect(
            try DocumentEncoder().string(text) == #""a/b \"q\" \\ \n\r\t\b\f\u0001\u007f\u0085"#
                + #"\u2028\u2029 é€🎈 <&>""#)
        #expect(try JSONDecoder().decode(String.self, from: DocumentEncoder().data(text)) == text)
    }

    @Test func insideAScriptNoMarkupSurvives() throws {
        let text = try DocumentEncoder(for: .htmlScript).string("</script><!--&")
        #expect(text == #""\u003c/script\u003e\u003c!--\u0026""#)
    }

    @Test func namesAreEscapedAndSortedByTheirBytes() throws {
        let numbers = NamedNumbers([("é", 3), ("b\"", 2), ("B", 1), ("b\"", 4)])
        #expect(try DocumentEncoder().string(numbers) == #"{"B":1,"b\"":4,"é":3}"#)
        let again = try JSONDecoder().decode(
            NamedNumbers.self, from: DocumentEncoder().data(numbers))
        #expect(again == numbers)
    }

    @Test func emptyContainersAndNestedNilsAreWritten() throws {
        struct Outer: Encodable {
            var list: [Int] = []
            var lists: [[Int?]] = [[], [nil, 1]]
            var names = NamedNumbers()
            var nothing: Int?
            var small: Int8 = -8
            var optionalSmall: UInt16?
            var half: Double? = 0.5
            var isTrue: Bool? = true
            var after = "end"
        }
        #expect(
            try DocumentEncoder().string(Outer())
                == #"{"list":[],"lists":[[],[null,1]],"names":{},"nothing":null,"small":-8,"#
                + #""optionalSmall":null,"half":0.5,"isTrue":true,"after":"end"}"#)
    }

    @Test func nestedContainersStandWhereTheyWereOpened() throws {
        struct Nested: Encodable {
            enum Key: String, CodingKey { case a, b, c }

            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Key.self)
                var list = outer.nestedUnkeyedContainer(forKey: .a)
                try list.encode(1)
                var inner = list.nestedContainer(keyedBy: Key.self)
                try inner.encode("x", forKey: .c)
                try outer.encode(2, forKey: .b)
            }
        }
        #expect(try DocumentEncoder().string([Nested()]) == #"[{"a":[1,{"c":"x"}],"b":2}]"#)
    }

    @Test func aNumberThatJSONDoesNotHaveIsAnError() {
        #expect(throws: EncodingError.self) { try DocumentEncoder().encode([Double.nan]) }
        #expect(throws: EncodingError.self) { try DocumentEncoder().encode([Double.infinity]) }
    }
}

extension DocumentEncoder {
    fileprivate func data(_ value: some Encodable) throws -> Data { Data(try encode(value)) }
}
