import Testing

@testable import Dashboard

@Suite("Print footer")
struct PrintFooterTests {
    @Test func plainWordsStayAsTheyAre() {
        let words = "HubSpot portal 1 · as of Sun 22 Nov 2026, 14:30 (America/Port-au-Prince)"
        #expect(PrintFooter.escaped(words) == words)
    }

    @Test(arguments: [
        "\"}}body{display:none}", "</style><script>alert(1)</script>", "a\\", "a\nb", "a\u{2028}b",
        "ẞ\u{202E}é", "'&`;",
    ])
    func nothingEndsTheStringOrTheStyle(text: String) {
        let escaped = PrintFooter.escaped(text)
        let allowed = /(?:[A-Za-z0-9 ,.:\/()_+·-]|\\[0-9a-f]{1,6} )*/
        #expect(escaped.wholeMatch(of: allowed) != nil, "\(escaped)")
        // Read back as CSS reads it.
        var read = ""
        var rest = escaped[...]
        while let next = rest.popFirst() {
            guard next == "\\" else {
                read.append(next)
                continue
            }
            let digits = rest.prefix { $0.isHexDigit }
            rest = rest.dropFirst(digits.count + 1)
            if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
                read.unicodeScalars.append(scalar)
            }
        }
        #expect(read == text)
    }

    @Test func theStyleOfAPageNamesItsPortalAndItsTime() throws {
        let page = try Samples.render(try Samples.example())
        let style = try #require(page.firstMatch(of: /<style>([\s\S]*?)<\/style>/)).1
        #expect(style.contains("@bottom-left{content:\"HubSpot portal "))
        #expect(style.contains("(Europe/London) · log position "))
    }
}
