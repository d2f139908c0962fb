import Testing

@testable import Dashboard

@Suite("Option words")
struct OptionWordsTests {
    @Test(arguments: [
        ("ATTEMPTED_TO_CONTACT", "Attempted to contact"), ("OPEN_DEAL", "Open deal"),
        ("NEW", "New"), ("RETAIL", "Retail"), ("TIER_2", "Tier 2"),
        // What someone wrote, what is no word, and names of their own stay.
        ("Best fit", "Best fit"), ("price", "price"), ("IT", "IT"), ("USA", "USA"),
        ("2026", "2026"),
        ("_A_B", "_A_B"), ("ÉTÉ_X", "ÉTÉ_X"), ("", ""), ("A<B>_C", "A<B>_C"),
    ])
    func aCodeIsShownAsWords(value: String, words: String) {
        #expect(OptionWords.shown(value) == words)
    }

    @Test func theCodeItselfIsOneHoverAway() {
        #expect(OptionWords("BAD_TIMING").render() == "<bdi title=BAD_TIMING>Bad timing</bdi>")
        #expect(OptionWords("<i>").render() == PortalText("<i>").render())
    }
}
