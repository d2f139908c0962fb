import BrowserDriver
import Foundation
import Testing

/// The page of `serve` in a browser, while the portal changes behind it.
extension EndToEnd {
    @Suite("The live page")
    struct LivePageTests {
        private static let everySecond = Ledger.fast + "sync:\n  interval: 1s\n"

        /// What the reader has before her: all of it must outlast new figures.
        private static let state = """
            const focused = document.activeElement;
            const place = (node) => node.id ? '#' + node.id : node === document.body ? 'body'
              : place(node.parentElement) + '>' + [...node.parentElement.children].indexOf(node);
            return {
              period: document.documentElement.dataset.period,
              checked: document.querySelector('#periods :checked').value,
              open: [...document.querySelectorAll('main details')].flatMap((part, index) => part.open ? [index] : []),
              focus: place(focused), top: Math.round(focused.getBoundingClientRect().top),
              heading: Math.round(document.querySelector('#pipeline .eb').getBoundingClientRect().top),
            };
            """

        private static let shifts = """
            const all = [];
            new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
            return new Promise((done) => setTimeout(() => {
              const own = all.filter((shift) => !shift.hadRecentInput);
              done([own.reduce((sum, shift) => sum + shift.value, 0), own.flatMap((shift) => shift.sources.map(({ node }) => (node?.outerHTML ?? '').slice(0, 80)))]);
            }, 150));
            """

        @Test func newFiguresAreOfferedAndTakenWithoutLosingTheReadersPlace() async throws {
            let portal = try await Portal(.init(seed: 91, clockRuns: true))
            let ledger = try Ledger(portal, configuration: Self.everySecond)
            let served = try ServedDashboard(ledger)
            let base = try await served.start()
            try await OpenPage.browse { browser in
                let address = try #require(URL(string: base + "/#period=lastYear"))
                try await browser.open(address)
                let asOf = "return document.querySelector('#asof time').dateTime"
                let before = try await browser.run(asOf)
                let deals =
                    "return document.querySelector('#pipeline [data-metric=\"pipeline.openDeals:n\"], #executive [data-metric$=\".openDeals:n\"]').textContent"
                let dealsBefore = try await browser.run(deals)
                // A place in the middle: two tables open, a figure of the section with the focus.
                try await browser.run(
                    """
                    const section = document.querySelector('#pipeline');
                    const tables = [...document.querySelectorAll('#executive details, #pipeline details, #leads details')];
                    tables[0].open = true;
                    tables.at(-1).open = true;
                    section.scrollIntoView({ behavior: 'instant' });
                    scrollBy({ top: 90, behavior: 'instant' });
                    section.querySelector('.dr, .srt, .mk[tabindex="0"]').focus({ preventScroll: true });
                    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                    """)
                let reading = try await browser.run(Self.state)
                #expect(reading["period"] == .text("lastYear"))
                #expect(reading["open"].elements.count == 2)
                #expect(reading["focus"] != .text("body"))
                #expect((reading["heading"].int ?? 0) < 80)

                for index in 1...3 {
                    try await portal.control(
                        "POST", "records/deals",
                        "{\"properties\":{\"dealname\":\"New \(index)\",\"amount\":\"1000\",\"pipeline\":\"default\",\"dealstage\":\"appointmentscheduled\"}}"
                    )
                }
                try await OpenPage.wait(
                    browser, until: "return !document.querySelector('#fresh').hidden")
                // The offer itself takes nothing away.
                #expect(try await browser.run(Self.state) == reading)
                let shifts = try await browser.run(Self.shifts)
                #expect(shifts[0] == .number(0), "\(shifts[1])")
                #expect(try await browser.run(asOf) == before)

                // Taken by keys, once the fold with all three deals has landed.
                try await waitForDeals(base, more: 3, than: dealsBefore)
                try await browser.run(
                    "const offer = document.querySelector('#fresh'); offer.focus({ preventScroll: true }); offer.click();"
                )
                try await OpenPage.wait(
                    browser,
                    until:
                        "return document.readyState === 'complete' && document.querySelector('#fresh').hidden && !('wait' in document.documentElement.dataset)"
                )
                let after = try await browser.run(Self.state)
                #expect(try await browser.run(asOf) != before)
                let dealsAfter = try await browser.run(deals)
                let count = { (text: JSON) in Int(text.string?.filter(\.isNumber) ?? "") ?? 0 }
                #expect(count(dealsAfter) == count(dealsBefore) + 3)
                for key in ["period", "checked", "open", "focus"] {
                    #expect(after[key] == reading[key], "\(key)")
                }
                for key in ["top", "heading"] {
                    let moved = abs((after[key].int ?? 9_999) - (reading[key].int ?? 0))
                    #expect(moved <= 2, "\(key) moved by \(moved) pixels")
                }
                #expect(try await browser.consoleMessages() == [])
            }
            #expect(try await served.stop().code == 0)
        }

        private struct Deals: Decodable {
            struct Pipeline: Decodable { let openDeals: Int }
            let pipeline: Pipeline
        }

        private func waitForDeals(_ base: String, more: Int, than text: JSON) async throws {
            let known = Int(text.string?.filter(\.isNumber) ?? "") ?? 0
            for _ in 0..<300 {
                let answer = try await WebAnswer.fetch(base + "/api/metrics").successful()
                let now = try JSONDecoder().decode(Deals.self, from: answer).pipeline.openDeals
                if now >= known + more { return }
                try await Task.sleep(for: .milliseconds(100))
            }
            Issue.record("the new deals never reached the figures")
        }

        /// What is not the living page of `serve` keeps to itself, wherever it is read.
        @Test func onlyTheLivePageAsksForNews() async throws {
            let portal = try await Portal(.init(scale: 0.01, seed: 92))
            let ledger = try Ledger(portal)
            let written = try await ledger.output("sync", "--json")
            #expect(written.code == 0)
            let page = try await ledger.output("snapshot").text
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let path = page.hasPrefix("/") ? page : ledger.folder.path + "/" + page
            let folder = URL(filePath: path).deletingLastPathComponent()
            let host = try RunningProgram(
                ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"],
                executable: "/usr/bin/python3", in: folder.path)
            try await host.wait { String(decoding: $0.output, as: UTF8.self).contains("port") }
            let hosted = String(decoding: host.output, as: UTF8.self)
            let port = try #require(hosted.firstMatch(of: /port (\d+)/)?.1)
            let served = try ServedDashboard(ledger)
            let base = try await served.start()
            try await OpenPage.browse { browser in
                func asked(_ address: String) async throws -> [String] {
                    let url = try #require(URL(string: address))
                    _ = try await browser.requests()
                    try await browser.open(url)
                    #expect(
                        try await browser.run(
                            "return document.querySelectorAll('main>section').length")
                            == .number(8))
                    try await Task.sleep(for: .milliseconds(300))
                    return try await browser.requests().filter {
                        !$0.hasSuffix("/") && !$0.hasSuffix("index.html") && !$0.hasSuffix(".ico")
                    }
                }
                let past = "\(base)/snapshots/\(folder.lastPathComponent)/"
                // At last with the cookie of the service, which says nothing to its past.
                let expected = [
                    ("file://\(path)", []), ("http://127.0.0.1:\(port)/index.html", []),
                    (past, []), ("\(base)/", ["\(base)/live"]), (past, []),
                ]
                for (address, news) in expected {
                    let found = try await asked(address)
                    #expect(found == news, "\(address)")
                }
                let said = try await browser.consoleMessages().filter { !$0.contains("ico") }
                #expect(said == [])
            }
            host.signal(SIGTERM)
            #expect(try await served.stop().code == 0)
        }
    }
}
