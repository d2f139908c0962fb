import Projections
import Testing

@testable import Dashboard

@Suite("Portal text")
struct PortalTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("abc\u{202E}gpj.exe", "abc[U+202E]gpj.exe"), ("a\u{7}b", "a␇b"),
        ("a\tb\nc", "a b c"), ("a\u{200B}b", "a[U+200B]b"), ("\u{7F}", "␡"),
        ("x\u{E0041}y", "x[U+E0041]y"), ("👩‍👩‍👧 é", "👩‍👩‍👧 é"), ("\u{85}", "[U+0085]"),
    ])
    func whatCannotBeSeenIsShown(text: String, shown: String) {
        #expect(PortalText.shown(text) == shown)
    }

    @Test func longTextIsClippedByCharactersAndByMarks() {
        #expect(PortalText.shown(String(repeating: "é", count: 200)).count == 200)
        #expect(PortalText.shown(String(repeating: "x", count: 201)).count == 201)
        #expect(PortalText.shown(String(repeating: "x", count: 10_000)).hasSuffix("x…"))
        let marks = "a" + String(repeating: "\u{301}", count: 10_000)
        #expect(PortalText.shown(marks).unicodeScalars.count <= PortalText.scalarsMax + 1)
    }

    @Test func whatMayTurnTheWordsAroundItIsIsolated() {
        #expect(PortalText("Zoë & Ольга").render() == "Zoë &amp; Ольга")
        #expect(PortalText("שלום").render() == "<bdi>שלום</bdi>")
        #expect(PortalText("a مرحبا").render() == "<bdi>a مرحبا</bdi>")
    }

    @Test func linksAreMadeOfDigitsAndHubSpotsHostsOnly() throws {
        var portal = try Samples.example().portal
        func link(_ id: String) -> String {
            RecordLink(type: .deal, id: id, name: "n", portal: portal).render()
        }
        #expect(
            link("42").contains("https://app-eu1.hubspot.com/contacts/4242424/record/0-3/42"))
        for id in ["", "1/2", "१२", "12 ", "javascript:1", String(repeating: "1", count: 21)] {
            #expect(link(id) == "n")
        }
        for host in [
            "evil.com", "app-.hubspot.com", "app-EU1.hubspot.com", "app.hubspot.com.evil",
            "app-a/b.hubspot.com", "xapp.hubspot.com",
        ] {
            portal.uiDomain = host
            #expect(link("42") == "n")
        }
        portal.uiDomain = "app.hubspot.com"
        #expect(link("42").contains("https://app.hubspot.com/"))
    }
}
