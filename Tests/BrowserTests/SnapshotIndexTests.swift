import BrowserDriver
import Foundation
import HubSpotModel
import Projections
import Testing

@testable import Dashboard

/// The list of snapshots in a browser: any two of them side by side.
extension BrowserSuite {
    @Suite("Snapshot list")
    struct SnapshotIndexTests {
        /// The list on disk; its own folder is removed at the end.
        private func withList(
            _ snapshots: [SnapshotIndexPage.Entry], _ body: (URL) async throws -> Void
        ) async throws {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "snapshots-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let page = SnapshotIndexPage(snapshots: snapshots)
            var texts: [[UInt8]] = []
            _ = try page.render { bytes in
                texts.append(bytes)
                return []
            }
            var digests: [[UInt8]: [UInt8]] = [:]
            for text in texts { digests[text] = try await Self.sha256(text) }
            let url = folder.appending(path: "index.html")
            try Data(page.render { digests[$0] ?? [] }.utf8).write(to: url)
            try await body(url)
        }

        /// By the system's `sha256sum`.
        private static func sha256(_ bytes: [UInt8]) async throws -> [UInt8] {
            let output = try await Command.output(["sha256sum"], input: Data(bytes))
            let digits = Array(String(decoding: output, as: UTF8.self).prefix(64))
            return stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0..<$0 + 2]), radix: 16)
            }
        }

        private static func entry(
            _ asOf: String, sequence: Int = 5, suffix: String = "",
            change: (inout MetricsDocument) -> Void = { _ in },
            manifested: (inout SnapshotManifest) -> Void = { _ in }
        ) throws -> SnapshotIndexPage.Entry {
            var document = try PageFile.example()
            document.asOf = asOf
            change(&document)
            var manifest = SnapshotManifest(
                program: "hubledger test", ledgerId: "b3a1d2c4", sequence: sequence, logHash: nil,
                asOf: asOf, reading: .asKnown,
                depth: .init(exactSince: nil, reconstructedSince: nil),
                verdict: Verdict(state: .green, reasons: []), types: ByName([]),
                options: .init(redacted: false), zone: .utc)
            manifested(&manifest)
            let time = asOf.prefix(19).filter { $0 != "-" && $0 != ":" }
            return .init(
                name: "\(time)Z-\(sequence)\(suffix)", manifest: manifest,
                headline: SnapshotHeadline(document))
        }

        private static func won(_ hundredths: Int128, rate: Int128 = 2_698)
            -> (inout MetricsDocument) -> Void
        {
            { document in
                document.summary.byPeriod.ytd.wonRevenue = .init(units: hundredths, scale: 2)
                document.summary.byPeriod.ytd.winRate = .init(units: rate, scale: 4)
            }
        }

        private static let three = [
            ("2026-11-01T00:00:00.000Z", 5), ("2026-11-08T09:05:00.000Z", 60),
            ("2026-11-22T14:30:00.000Z", 1_290),
        ]

        private static func few() throws -> [SnapshotIndexPage.Entry] {
            [
                try entry(three[0].0, sequence: 5, change: won(3_260_000)),
                try entry(three[1].0, sequence: 60, change: won(123_456_789, rate: 2_712)) {
                    $0.verdict = Verdict(state: .amber, reasons: [])
                },
                try entry(three[2].0, sequence: 1_290) { document in
                    won(123_456_790)(&document)
                    document.pipeline.openDeals = 0
                },
            ]
        }

        /// The rows of the comparison as text: figure, from, to, change and what stands under it.
        private static let shown = """
            return { rows: [...document.querySelectorAll('#compare tbody tr')].map((row) => [...row.cells].map((cell) =>
                [...cell.childNodes].map((node) => node.textContent).join('|'))),
              classes: [...document.querySelectorAll('#compare .d')].map((cell) => cell.className),
              from: document.querySelector('#from').value, to: document.querySelector('#to').value,
              links: [...document.querySelectorAll('#compare thead a')].map((link) => link.getAttribute('href')),
              heads: [...document.querySelectorAll('#compare thead a')].map((link) => link.textContent),
              finding: document.querySelector('#finding').textContent, said: document.querySelector('#said').textContent,
              notes: [...document.querySelectorAll('#notes li')].map((note) => note.textContent),
              chosen: [...document.querySelectorAll('#list [data-chosen] .tg')].map((tag) => tag.textContent),
              hash: location.hash, focus: document.activeElement.id };
            """

        private static func choose(_ id: String, _ name: String) -> String {
            "const list = document.querySelector('#\(id)'); list.value = '\(name)'; "
                + "list.dispatchEvent(new Event('change', { bubbles: true }));"
        }

        private static let names = [
            "20261101T000000Z-5", "20261108T090500Z-60", "20261122T143000Z-1290",
        ]

        @Test func anyTwoStandSideBySideWithExactDifferences() async throws {
            try await withList(try Self.few()) { url in
                try await Browser.run { browser in
                    _ = try await browser.requests()
                    try await browser.open(url)
                    var state = try await browser.run(Self.shown)
                    // At first the newest and the one before it: a difference of one penny.
                    #expect(state["from"] == .text(Self.names[1]))
                    #expect(state["to"] == .text(Self.names[2]))
                    #expect(
                        state["rows"][0]
                            == .array(
                                [
                                    "Won, year to date", "£1,234,567.89", "£1,234,567.90",
                                    "▲ +£0.01|<0.1% more",
                                ].map { .text($0) }))
                    #expect(state["rows"][1][3] == .text("▼ −0.14 pts|lower"))
                    #expect(state["classes"][1] == .text("n d bad"))
                    #expect(state["hash"] == .text(""))
                    try await browser.run(Self.choose("from", Self.names[0]))
                    state = try await browser.run(Self.shown)
                    #expect(state["rows"][0][1] == .text("£32,600"))
                    #expect(state["rows"][0][3] == .text("▲ +£1,201,967.90|3,687.0% more"))
                    #expect(state["rows"][1][3] == .text("● no change"))
                    #expect(state["rows"][5][0] == .text("Open deals"))
                    #expect(state["rows"][5][3].string?.hasPrefix("▼ −") == true)
                    #expect(state["classes"][5] == .text("n d"), "fewer open deals is no bad news")
                    #expect(state["classes"][0] == .text("n d good"))
                    #expect(
                        state["finding"]
                            == .text(
                                "£1,201,967.90 more won on 22 Nov 2026, 14:30 UTC than on "
                                    + "1 Nov 2026, 00:00 UTC"))
                    #expect(
                        state["said"].string?.hasSuffix(
                            "22 days and 1,285 events of the log lie between them.") == true)
                    #expect(
                        state["links"]
                            == .array([
                                .text("./\(Self.names[0])/index.html"),
                                .text("./\(Self.names[2])/index.html"),
                            ]))
                    #expect(state["chosen"] == .array([.text("To"), .text("From")]))
                    #expect(state["notes"].elements == [])
                    try await browser.run("document.querySelector('#swap').click()")
                    state = try await browser.run(Self.shown)
                    #expect(state["rows"][0][3] == .text("▼ −£1,201,967.90|97.4% less"))
                    #expect(state["heads"][0] == .text("22 Nov 2026, 14:30 UTC"))
                    #expect(try await browser.consoleMessages() == [])
                    let others = try await browser.requests().filter {
                        $0.hasPrefix("http")
                            || ($0.hasPrefix("file") && !$0.hasSuffix("index.html"))
                    }
                    #expect(others == [])
                }
            }
        }

        /// The differences again, with decimals of Foundation, over random amounts.
        @Test func everyDifferenceIsTheExactOneAlsoBeyondWhatADoubleHolds() async throws {
            var state: UInt64 = 17
            func next(_ bound: UInt64) -> UInt64 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 11) % bound
            }
            let magnitudes: [UInt64] = [10, 1_000, 10_000_000, 9_000_000_000_000_000]
            let values = (0..<12).map { Int128(next(magnitudes[$0 % 4])) * 11 + Int128($0 % 3) }
            let snapshots = try values.enumerated().map { index, value in
                try Self.entry(
                    "2026-11-\(10 + index)T00:00:00.000Z", sequence: index + 1,
                    change: Self.won(value * 10_000 + value % 100))
            }
            try await withList(snapshots) { url in
                try await Browser.run { browser in
                    try await browser.open(url)
                    for _ in 0..<12 {
                        let (left, right) = (Int(next(12)), Int(next(12)))
                        let (from, to) = (snapshots[left], snapshots[right])
                        try await browser.run(Self.choose("from", from.name))
                        try await browser.run(Self.choose("to", to.name))
                        let row = try await browser.run(Self.shown)["rows"][0]
                        let cents = [left, right].map { values[$0] * 10_000 + values[$0] % 100 }
                        let difference = cents[1] - cents[0]
                        let expected =
                            difference == 0
                            ? "● no change"
                            : (difference > 0 ? "▲ +" : "▼ −") + Self.pounds(difference.magnitude)
                        #expect(row[1] == .text(Self.pounds(cents[0].magnitude)))
                        #expect(row[2] == .text(Self.pounds(cents[1].magnitude)))
                        #expect(
                            row[3].string?.split(separator: "|").first.map(String.init) == expected)
                    }
                }
            }
        }

        /// Written anew: groups of three from the right, pence where there are any.
        private static func pounds(_ cents: UInt128) -> String {
            var digits = String(cents / 100)
            var groups: [String] = []
            while digits.count > 3 {
                groups.insert(String(digits.suffix(3)), at: 0)
                digits.removeLast(3)
            }
            let pence = cents % 100
            return "£" + ([digits] + groups).joined(separator: ",")
                + (pence == 0 ? "" : "." + (pence < 10 ? "0" : "") + String(pence))
        }

        @Test func theAddressHoldsTheChoiceAndTheHistoryGoesBack() async throws {
            try await withList(try Self.few()) { url in
                try await Browser.run { browser in
                    let link = try #require(
                        URL(
                            string: url.absoluteString
                                + "#from=\(Self.names[2])&to=\(Self.names[0])"))
                    try await browser.open(link)
                    var state = try await browser.run(Self.shown)
                    #expect(state["from"] == .text(Self.names[2]))
                    #expect(state["to"] == .text(Self.names[0]))
                    try await browser.run(Self.choose("to", Self.names[1]))
                    state = try await browser.run(Self.shown)
                    #expect(state["hash"] == .text("#from=\(Self.names[2])&to=\(Self.names[1])"))
                    try await browser.back()
                    #expect(try await browser.run(Self.shown)["to"] == .text(Self.names[0]))
                    try await browser.run("location.hash = '#from=nowhere&to=__proto__'")
                    state = try await browser.run(Self.shown)
                    #expect(state["from"] == .text(Self.names[1]))
                    #expect(state["to"] == .text(Self.names[2]))
                    try await browser.run("location.hash = '#from=\(Self.names[2])'")
                    state = try await browser.run(Self.shown)
                    #expect(state["from"] == .text(Self.names[2]))
                    #expect(state["to"] == .text(Self.names[1]))
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func withoutTheScriptTheListStandsWithWhatChanged() async throws {
            try await withList(try Self.few()) { url in
                try await Browser.run { browser in
                    try await browser.devTools(
                        "Emulation.setScriptExecutionDisabled", ["value": .bool(true)])
                    try await browser.open(url)
                    try await browser.devTools(
                        "Emulation.setScriptExecutionDisabled", ["value": .bool(false)])
                    let result = try await browser.run(
                        """
                        return [[...document.querySelectorAll('.js')].filter((node) => node.checkVisibility()).length,
                          document.querySelectorAll('#list tbody tr').length,
                          document.querySelector('#list tbody td small').textContent];
                        """)
                    #expect(result == .array([.number(0), .number(3), .text("▲ £0")]))
                }
            }
        }

        @Test func whatCannotBeComparedIsSaidAndNeverSubtracted() async throws {
            let euros = try Self.entry("2025-11-01T00:00:00.000Z", sequence: 2) { document in
                document.portal.companyCurrency = "EUR"
                document.periods.ytd.startDate = "2025-01-01"
                document.summary.byPeriod.ytd.winRate = nil
            } manifested: {
                $0.reading = .hindsight
                $0.ledgerId = "another"
            }
            let damaged = SnapshotIndexPage.Entry(
                name: "20261115T000000Z-70", manifest: try Self.entry(Self.three[1].0).manifest,
                headline: nil)
            let broken = SnapshotIndexPage.Entry(name: "broken", manifest: nil, headline: nil)
            try await withList(try Self.few() + [euros, damaged, broken]) { url in
                try await Browser.run { browser in
                    let link = try #require(
                        URL(string: url.absoluteString + "#from=\(euros.name)&to=\(Self.names[1])"))
                    try await browser.open(link)
                    let state = try await browser.run(Self.shown)
                    #expect(state["rows"][0][3] == .text("–|two currencies"))
                    #expect(state["rows"][1][3] == .text("–|not known in one of them"))
                    #expect(state["rows"][5][3] == .text("● no change"))
                    #expect(
                        state["finding"] == .text("Amounts in EUR and GBP have no difference"))
                    let notes = state["notes"].elements.compactMap(\.string).joined(separator: "\n")
                    for part in [
                        "two ledgers", "EUR and in GBP", "2025-01-01", "hindsight", "not proven",
                    ] { #expect(notes.contains(part), "\(part)") }
                    let disabled = try await browser.run(
                        """
                        return [[...document.querySelectorAll('#from option:disabled')].map((option) => option.value),
                          [...document.querySelectorAll('#list tbody tr')].filter((row) => !row.querySelector('button')).length];
                        """)
                    #expect(
                        disabled
                            == .array([
                                .array([.text(damaged.name), .text("broken")]), .number(2),
                            ]))
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func twoHundredAreComparedFromTheirRowsByKeyboard() async throws {
            let many = try (0..<200).map { index in
                try Self.entry(
                    "20\(10 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1)"
                        + "-01T00:00:00.000Z", sequence: index + 1,
                    change: Self.won(Int128(index) * 100))
            }
            try await withList(many) { url in
                try await Browser.run { browser in
                    try await browser.open(url)
                    try await browser.run(
                        "document.querySelectorAll('#list [data-from]')[150].focus()")
                    try await browser.press("\u{E007}")  // Enter.
                    var state = try await browser.run(Self.shown)
                    #expect(state["from"] == .text(many[49].name))
                    #expect(state["to"] == .text(many[199].name))
                    #expect(state["focus"] == .text("finding"))
                    #expect(state["rows"][0][3] == .text("▲ +£150|306.1% more"))
                    let place = try await browser.run(
                        "return document.querySelector('#finding').getBoundingClientRect().top")
                    #expect((0..<900).contains(place.int ?? -1))
                    // The keys of a list choose as well.
                    try await browser.press("\u{E004}")  // Tab, to the first list.
                    #expect(try await browser.run(Self.shown)["focus"] == .text("from"))
                    try await browser.press("\u{E015}")  // Arrow down: one older.
                    state = try await browser.run(Self.shown)
                    #expect(state["from"] == .text(many[48].name))
                    #expect(state["rows"][0][3] == .text("▲ +£151|314.6% more"))
                }
            }
        }

        @Test(arguments: [320, 768, 1280], [false, true])
        func noRuleOfAccessibilityIsBroken(width: Int, dark: Bool) async throws {
            let engine = try Self.engine()
            try await withList(try Self.few()) { url in
                try await Browser.run(width: width, dark: dark) { browser in
                    try await browser.open(url)
                    let result = try await browser.run(
                        engine
                            + """
                            ;const small = [...document.querySelectorAll('button,select,input,#list a')].filter((node) => node.checkVisibility())
                              .filter((node) => node.tagName !== 'A' && node.getBoundingClientRect().height < 24).length;
                            return axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                              .then(({ violations, passes }) => [passes.length, small, document.documentElement.scrollWidth <= innerWidth,
                                violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | '))]);
                            """)
                    #expect((result[0].int ?? 0) > 20)
                    #expect(result[1] == .number(0))
                    #expect(result[2] == .bool(true), "the page scrolls sideways")
                    #expect(result[3].elements == [])
                }
            }
        }

        private static func engine() throws -> String {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: ".build/test-tools/axe.min.js")
            guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                throw BrowserError("axe.min.js is missing below .build: run ops/setup --test.")
            }
            return text
        }

        @Test func theThemeIsRememberedUnderTheNameOfTheDashboard() async throws {
            try await withList(try Self.few()) { url in
                try await Browser.run { browser in
                    try await browser.open(url)
                    try await browser.run("document.querySelector('#theme [value=dark]').click()")
                    let paper = "return getComputedStyle(document.documentElement).backgroundColor"
                    let dark = try await browser.run(paper)
                    #expect(dark == .text("rgb(15, 23, 42)"))
                    #expect(
                        try await browser.run("return localStorage['hubledger.theme']")
                            == .text("dark"))
                    try await browser.reload()
                    #expect(try await browser.run(paper) == dark)
                }
            }
        }
    }
}
