import Testing

@testable import Dashboard

extension RepeatedTextTests {
    /// The rule without an index: every place before is compared, nearest first.
    private static func slowly(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var output = ""
        var place = 0
        while place < scalars.count {
            var best = (distance: 0, length: 0)
            var tries = 0
            var candidate = place - 1
            while candidate >= 0, place - candidate < 64 * 64 * 64, tries < 32 {
                defer { candidate -= 1 }
                guard place + 16 <= scalars.count,
                    scalars[candidate..<candidate + 16]
                        .elementsEqual(scalars[place..<place + 16])
                else { continue }
                tries += 1
                var length = 0
                while length < min(79, scalars.count - place),
                    scalars[candidate + length] == scalars[place + length]
                { length += 1 }
                if length > best.length { best = (place - candidate, length) }
            }
            if best.length >= 16 {
                output += "~"
                for shift in [12, 6, 0] {
                    output.unicodeScalars.append(RepeatedText.digits[best.distance >> shift & 63])
                }
                output.unicodeScalars.append(RepeatedText.digits[best.length - 16])
                place += best.length
            } else {
                output.unicodeScalars.append(scalars[place])
                if scalars[place] == "~" { output += "~" }
                place += 1
            }
        }
        return output
    }

    @Test(arguments: UInt64(1)...12)
    func theIndexFindsWhatComparingEveryPlaceFinds(seed: UInt64) {
        var random = SamplePortal.Random(state: seed)
        // Few words, so that there are many passages to choose from, and characters beyond ASCII
        // and beyond 16 bits.
        let words = [
            "{\"id\":\"", "dealstage", "~", "–", "£1,234", "\u{1F600}", "\u{F600}", "é", "aaaaaaaa",
            "\",\"name\":\"", "\u{0301}",
        ]
        var text = ""
        while text.unicodeScalars.count < 1_500 + Int(seed) * 150 {
            text += words[random.next(words.count)]
            if random.next(6) == 0 { text += String(random.next(1_000)) }
        }
        let written = RepeatedText.written(text)
        #expect(written == Self.slowly(text))
        #expect(written.unicodeScalars.count < text.unicodeScalars.count)
        #expect(
            RepeatedText.read(written).map { Array($0.unicodeScalars) }
                == Array(text.unicodeScalars))
    }
}
