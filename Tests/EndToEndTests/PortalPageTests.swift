import BrowserDriver
import Foundation
import Testing

/// The pages of portals in which hardly anything is, as the program makes them.
extension EndToEnd {
    @Suite("Pages of bare portals")
    struct PortalPageTests {
        /// Replaces all that a portal holds; its account and pipelines stay.
        private func emptied() async throws -> Portal {
            let portal = try await Portal(.init(scale: 0.01, seed: 93))
            let pipelines = String(
                decoding: try await portal.control("GET", "pipelines"), as: UTF8.self)
            try await portal.control(
                "POST", "portal",
                "{\"contacts\":[],\"companies\":[],\"deals\":[],\"owners\":[],"
                    + pipelines.dropFirst())
            return portal
        }

        private func page(of portal: Portal) async throws -> (ledger: Ledger, url: URL) {
            let ledger = try Ledger(portal)
            try await ledger.sync()
            let path = try await ledger.output("snapshot").text
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let absolute = path.hasPrefix("/") ? path : ledger.folder.path + "/" + path
            return (ledger, URL(filePath: absolute))
        }

        /// What every page must be, whatever is in it, in each period.
        private static let check = #"""
            const visible = (node) => node.checkVisibility();
            const text = (node) => node.innerText ?? node.textContent;
            document.querySelectorAll('main>section').forEach((node) => { node.style.contentVisibility = 'visible'; });
            const result = [];
            for (const period of ['thisWeek', 'lastWeek', 'mtd', 'lastYear', 'allTime', 'ytd']) {
              document.querySelector(`#periods input[value=${period}]`).click();
              const body = text(document.querySelector('main'));
              result.push(...[.../\b(NaN|Infinity|undefined|null|\[object)/g[Symbol.matchAll](body)].map(([word]) => period + ': ' + word));
              for (const node of document.querySelectorAll('main .card')) if (visible(node) && text(node).trim().length < 20) result.push(period + ': empty ' + node.outerHTML.slice(0, 80));
              for (const node of document.querySelectorAll('main svg.plot')) if (visible(node) && node.getBoundingClientRect().height < 20) result.push(period + ': flat ' + node.outerHTML.slice(0, 80));
              for (const node of document.querySelectorAll('main .none')) if (visible(node) && !/\w.*[.]$/.test(text(node).trim())) result.push(period + ': no sentence: ' + text(node));
              for (const node of document.querySelectorAll('main>section>header h2')) if (!visible(node) || text(node).trim().length < 12) result.push(period + ': no answer: ' + node.outerHTML.slice(0, 80));
              if (document.documentElement.scrollWidth > innerWidth) result.push(period + ': too wide');
            }
            return [result, document.querySelectorAll('main>section').length,
              [...document.querySelectorAll('main .none')].filter(visible).length, document.querySelector('main').textContent];
            """#

        private func check(_ url: URL, sentences: Int, says phrases: [String]) async throws {
            try await OpenPage.browse { browser in
                for width in [1280, 320] {
                    try await browser.setSize(width, 900)
                    try await browser.open(url)
                    let result = try await browser.run(Self.check)
                    #expect(result[0].elements == [], "at \(width)")
                    #expect(result[1] == .number(8))
                    #expect((result[2].int ?? 0) >= sentences)
                    let text = result[3].string ?? ""
                    let missing = phrases.filter { !text.contains($0) }
                    #expect(missing == [])
                }
                #expect(try await browser.consoleMessages() == [])
            }
        }

        @Test func anEmptyPortalIsAPageOfSentences() async throws {
            let (ledger, url) = try await page(of: try await emptied())
            try await check(url, sentences: 8, says: [])
            #expect(try await ledger.records("deals").isEmpty)
        }

        @Test func aPortalOfOneDealShowsIt() async throws {
            let portal = try await emptied()
            try await portal.control(
                "POST", "records/deals",
                #"{"properties":{"dealname":"The only one","amount":"4200","pipeline":"default","#
                    + #""dealstage":"appointmentscheduled","closedate":"2027-01-15T12:00:00Z"}}"#)
            let (ledger, url) = try await page(of: portal)
            try await check(url, sentences: 5, says: ["The only one", "£4.2K"])
            #expect(try await ledger.records("deals").count == 1)
        }

        @Test func aTokenThatMayNotReadEmailsIsNamedAsTheCause() async throws {
            let portal = try await Portal(.init(seed: 94))
            try await portal.control("PATCH", "settings", "{\"missingScopes\":[\"emails\"]}")
            let (ledger, url) = try await page(of: portal)
            try await check(url, sentences: 1, says: ["mails are not synced"])
            #expect(try await ledger.records("emails").isEmpty)
        }
    }
}
