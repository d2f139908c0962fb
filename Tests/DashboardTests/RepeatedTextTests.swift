import Testing

@testable import Dashboard

@Suite("Repeated text")
struct RepeatedTextTests {
    @Test(arguments: [
        "", "a", "~", "~~~", "no repetition here", String(repeating: "a", count: 500),
        String(repeating: "abcdefgh", count: 90) + "~" + String(repeating: "abcdefgh~", count: 90),
        "emoji 👩‍👩‍👧 emoji 👩‍👩‍👧 emoji 👩‍👩‍👧", "[0,[0,\"£1.2K\"]],[0,[0,\"£1.2K\"]],[0,[0,\"£1.3K\"]]",
    ])
    func whatIsWrittenIsReadBack(text: String) {
        #expect(RepeatedText.read(RepeatedText.written(text)) == text)
    }

    @Test func randomTextsOfFewLettersAreReadBack() {
        var random = SamplePortal.Random(state: 7)
        for _ in 0..<300 {
            let letters = Array("ab~\"é𝛼".unicodeScalars)
            let scalars = (0..<random.next(400)).map { _ in letters[random.next(letters.count)] }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(RepeatedText.read(RepeatedText.written(text)) == text)
        }
    }

    @Test func aTextThatRepeatsItselfIsShort() {
        let text = String(repeating: "[0,0,[\"width\",\"16%\"],0,\"15\"],", count: 400)
        #expect(RepeatedText.written(text).utf8.count * 10 < text.utf8.count)
    }

    @Test(arguments: ["~", "~A", "~AAA", "ab~AAAA", "ab~AAZA", "abc~é**A"])
    func aReferenceThatLeadsNowhereIsNoText(text: String) {
        #expect(RepeatedText.read(text) == nil)
    }
}
