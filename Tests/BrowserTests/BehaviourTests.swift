import BrowserDriver
import Foundation
import Projections
import Testing

extension BrowserSuite {
    @Suite("Behaviour")
    struct BehaviourTests {
        private static let state = """
            return { period: document.documentElement.dataset.period, hash: location.hash,
              said: document.querySelector('#said').textContent, scroll: scrollY,
              checked: document.querySelector('#periods :checked').value,
              focus: document.activeElement.id || document.activeElement.value || document.activeElement.tagName };
            """

        @Test func opensFromDiskWithoutErrorViolationOrRequest() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    _ = try await browser.requests()
                    try await browser.open(page.url)
                    try await browser.run("document.querySelector('.dr').click()")
                    try await browser.run("document.querySelector('#drill .x').click()")
                    #expect(try await browser.consoleMessages() == [])
                    let others = try await browser.requests().filter {
                        $0.hasPrefix("http")
                            || ($0.hasPrefix("file") && !$0.hasSuffix("index.html"))
                    }
                    #expect(others == [])
                }
            }
        }

        @Test func keysHashAndHistorySwitchThePeriod() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    #expect(try await browser.run(Self.state)["period"] == .text("ytd"))
                    try await browser.press("3")
                    var state = try await browser.run(Self.state)
                    #expect(state["period"] == .text("mtd"))
                    #expect(state["checked"] == .text("mtd"))
                    #expect(state["hash"].string?.contains("period=mtd") == true)
                    #expect(state["said"] == .text("Showing month to date, 1 – 22 Nov 2026"))
                    try await browser.press("6")
                    #expect(try await browser.run(Self.state)["period"] == .text("allTime"))
                    try await browser.back()
                    #expect(try await browser.run(Self.state)["period"] == .text("mtd"))
                    try await browser.forward()
                    #expect(try await browser.run(Self.state)["period"] == .text("allTime"))
                    #expect(try await browser.run(Self.state)["checked"] == .text("allTime"))
                    try await browser.back()
                    try await browser.run("location.hash = '#period=lastYear'")
                    state = try await browser.run(Self.state)
                    #expect(state["checked"] == .text("lastYear"))
                    try await browser.run("location.hash = '#period=never&section=nowhere'")
                    #expect(try await browser.run(Self.state)["period"] == .text("lastYear"))
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func theHashOfALinkDecidesAndTheChoiceIsRemembered() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    let link = try #require(
                        URL(string: page.url.absoluteString + "#period=lastWeek&section=pipeline"))
                    try await browser.open(link)
                    #expect(try await browser.run(Self.state)["period"] == .text("lastWeek"))
                    #expect(try await browser.run(Self.state)["scroll"].int ?? 0 > 200)
                    try await browser.press("1")
                    let blank = try #require(URL(string: "about:blank"))
                    try await browser.open(blank)
                    try await browser.open(page.url)
                    #expect(try await browser.run(Self.state)["period"] == .text("thisWeek"))
                    try await browser.reload()
                    #expect(try await browser.run(Self.state)["period"] == .text("thisWeek"))
                }
            }
        }

        @Test func arrowsMoveInsideTheRadioGroupAndShortcutsCanBeSwitchedOff() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.run("document.querySelector('#periods :checked').focus()")
                    try await browser.press("\u{E014}")  // Arrow right.
                    #expect(try await browser.run(Self.state)["period"] == .text("lastYear"))
                    #expect(try await browser.run(Self.state)["focus"] == .text("lastYear"))
                    try await browser.press("?")
                    #expect(
                        try await browser.run("return document.querySelector('#help').open")
                            == .bool(true))
                    try await browser.run("document.querySelector('#keys').click()")
                    try await browser.press("\u{E00C}")  // Escape.
                    try await browser.press("2")
                    #expect(try await browser.run(Self.state)["period"] == .text("lastYear"))
                }
            }
        }

        @Test func theThemeFollowsTheMachineUntilOneIsChosen() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run(dark: true) { browser in
                    let ground = "return getComputedStyle(document.documentElement).backgroundColor"
                    try await browser.open(page.url)
                    #expect(try await browser.run(ground) == .text("rgb(15, 23, 42)"))
                    try await browser.run("document.querySelector('#theme [value=light]').click()")
                    #expect(try await browser.run(ground) == .text("rgb(248, 250, 252)"))
                    try await browser.reload()
                    #expect(try await browser.run(ground) == .text("rgb(248, 250, 252)"))
                    try await browser.run("document.querySelector('#theme [value=auto]').click()")
                    #expect(try await browser.run(ground) == .text("rgb(15, 23, 42)"))
                }
            }
        }

        @Test func tablesSortByValueAndSearchByText() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        const table = document.querySelector('[data-name=pipeline-stale]');
                        const column = [...table.querySelectorAll('thead th')].findIndex((head) => head.dataset.field === 'amount');
                        const read = () => [...table.tBodies[0].rows].map((row) => row.cells[column].textContent);
                        const head = table.querySelectorAll('thead th')[column];
                        head.querySelector('.srt').click();
                        const down = read(), first = head.ariaSort;
                        head.querySelector('.srt').click();
                        const up = read();
                        const input = table.closest('.card').querySelector('input[type=search]');
                        input.value = table.tBodies[0].rows[0].cells[0].textContent;
                        input.dispatchEvent(new Event('input'));
                        return { down, up, first, found: table.tBodies[0].rows.length };
                        """)
                    let amounts = page.document.value(at: "pipeline.staleDeals")?.elements
                        .map { $0["amount"].number }
                    let known = (amounts ?? []).compactMap { $0 }.sorted(by: >)
                    let missing = (amounts ?? []).count - known.count
                    let texts = known.compactMap { ExpectedText.text(of: .number($0), form: "m") }
                    let dashes = Array(repeating: "–", count: missing)
                    #expect(result["first"] == .text("descending"))
                    #expect(result["down"].elements.compactMap(\.string) == texts + dashes)
                    #expect(result["up"].elements.compactMap(\.string) == texts.reversed() + dashes)
                    #expect((result["found"].int ?? 0) >= 1)
                }
            }
        }

        @Test func theDialogWritesFiguresAndDatesAsThePageDoes() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let rows = try await browser.run(
                        """
                        document.querySelector('[data-drill=open]').click();
                        const read = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
                        const columns = (rows, wanted) => rows.map((row) => wanted.map((column) => row[column]));
                        return { dialog: columns(read(document.querySelector('#drill table')), [0, 1, 2, 3, 5]),
                          page: columns(read(document.querySelector('[data-name=pipeline-open-deals]')), [0, 1, 2, 3, 5]) };
                        """)
                    #expect(rows["dialog"].elements.count == 37)
                    // The page has the dated deals first, in the order of their dots.
                    let isDated = { (row: JSON) in row[4] != .text("–") }
                    let dialog = rows["dialog"].elements
                    #expect(
                        dialog.filter(isDated) + dialog.filter { !isDated($0) }
                            == rows["page"].elements)
                }
            }
        }

        @Test func arrowsWalkAlongAChartAndTheTooltipFollows() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.run(
                        """
                        const plot = [...document.querySelectorAll('svg.wf')].find((node) => node.checkVisibility());
                        plot.scrollIntoView({ block: 'center' });
                        plot.querySelector('.mk[tabindex="0"]').focus();
                        """)
                    try await browser.press("\u{E014}", "\u{E014}")  // Arrow right, twice.
                    let state = """
                        const marks = [...document.activeElement.closest('svg').querySelectorAll('.mk')];
                        const tip = document.querySelector('#tip');
                        return [marks.indexOf(document.activeElement), tip.hidden, tip.textContent,
                          document.activeElement.getAttribute('aria-label'),
                          marks.filter((mark) => mark.getAttribute('tabindex') === '0').length];
                        """
                    let walked = try await browser.run(state)
                    #expect(walked[0] == .number(2))
                    #expect(walked[1] == .bool(false))
                    #expect(walked[2] == walked[3])
                    #expect(walked[4] == .number(1), "one stop of the tab key a chart")
                    try await browser.press("\u{E00C}")  // Escape.
                    #expect(try await browser.run(state)[1] == .bool(true))
                    try await browser.press("\u{E010}")  // End.
                    let end = try await browser.run(state)
                    #expect(end[3].string?.hasPrefix("Closing") == true)
                }
            }
        }

        @Test func anExplanationOpensOnTheSpotAndClosesWithEscape() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let opened = try await browser.run(
                        """
                        const link = document.querySelector('.kpi .i');
                        link.focus();
                        link.click();
                        const pop = document.querySelector('#pop');
                        const entry = document.querySelector(link.getAttribute('href'));
                        return [pop.matches(':popover-open'), pop.querySelectorAll('p')[1].textContent,
                          entry.querySelector('dd').textContent, location.hash];
                        """)
                    #expect(opened[0] == .bool(true))
                    #expect(opened[1] == opened[2])
                    #expect(opened[3] == .text(""))
                    try await browser.press("\u{E00C}")
                    #expect(
                        try await browser.run(
                            "return document.querySelector('#pop').matches(':popover-open')")
                            == .bool(false))
                }
            }
        }

        @Test func twoThousandDealsAreShownByFiftyAndNeverAsIfTheyWereAll() async throws {
            var document = try PageFile.portal()
            let deals = document.records.deals.filter { $0.status == "open" }
            document.records.deals = (0..<2_000).map { index in
                var deal = deals[index % deals.count]
                deal.dealId = String(index)
                return deal
            }
            document.pipeline.openDeals = 2_345
            for period in PeriodKey.allCases {
                document.summary.byPeriod[period].openDeals = 2_345
            }
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        document.querySelector('[data-drill=open]').click();
                        const dialog = document.querySelector('#drill');
                        const count = () => dialog.querySelector('table').tBodies[0].rows.length;
                        const first = [count(), dialog.querySelector('.pg').textContent, dialog.querySelector('#drill-sum').textContent];
                        [...dialog.querySelectorAll('.pg button')].at(-1).click();
                        const input = dialog.querySelector('input[type=search]');
                        return [...first, dialog.querySelector('.pg').textContent, input !== null];
                        """)
                    #expect(result[0] == .number(50))
                    #expect(result[1].string?.contains("1 of 40") == true)
                    #expect(
                        result[2].string?.hasSuffix(
                            "The page holds 2,000 of 2,345: open HubSpot for the rest.") == true)
                    #expect(result[3].string?.contains("2 of 40") == true)
                    #expect(result[4] == .bool(true))
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        /// The portal as it is before anything was entered, or as a token without scopes shows it.
        private static func emptied() throws -> MetricsDocument {
            var document = try PageFile.portal()
            document.records.deals = []
            document.records.owners = []
            document.dataQuality.notSynced = ["emails", "meetings", "tasks"]
            document.pipeline.stages = []
            document.pipeline.byOwner = []
            document.pipeline.staleDeals = []
            document.pipeline.openDeals = 0
            document.pipeline.openAmount = 0
            document.pipeline.avgOpenDealSize = nil
            document.pipeline.salesVelocity = nil
            document.pipeline.movement = nil
            document.activities.byDay.rows = []
            document.activities.overdueTasks.total = nil
            document.activities.overdueTasks.byOwner = nil
            document.activities.overdueTasks.oldest = nil
            for period in PeriodKey.allCases {
                document.pipeline.byPeriod[period].byOwner = []
                document.pipeline.byPeriod[period].dealsWon = 0
                document.pipeline.byPeriod[period].winRate = nil
                document.summary.byPeriod[period].dealsWon = 0
                document.summary.byPeriod[period].openDeals = 0
                document.summary.byPeriod[period].winRate = nil
                document.summary.byPeriod[period].emails = nil
                document.activities.byPeriod[period].byOwner = []
                document.activities.byPeriod[period].meetingOutcomes = nil
                document.activities.byPeriod[period].totals.emails = nil
                document.activities.byPeriod[period].totals.total = 0
            }
            return document
        }

        @Test func anEmptyPortalIsExplainedInSentencesAndBreaksNothing() async throws {
            try await PageFile.with(try Self.emptied()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        let result = try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            const visible = (node) => node.checkVisibility();
                            return [[...document.querySelectorAll('.none')].filter(visible).every((node) => /\\w.*[.]$/.test(node.textContent)),
                              [...document.querySelectorAll('.none')].filter(visible).length,
                              [...document.querySelectorAll('svg.plot')].filter(visible).filter((node) => node.getBoundingClientRect().height < 20).length,
                              [...document.querySelectorAll('main .card')].filter(visible).filter((node) => node.textContent.trim().length < 30).length];
                            """, .text(period.rawValue))
                        #expect(result[0] == .bool(true))
                        #expect((result[1].int ?? 0) >= 8)
                        #expect(result[2] == .number(0))
                        #expect(result[3] == .number(0))
                    }
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func withoutJavaScriptTheYearToDateIsThere() async throws {
            // Without the script element the page is what a reader without JavaScript gets.
            let withoutScript: (String) -> String = {
                $0.replacing(/<script>[\s\S]*?<\/script>/, with: "")
            }
            try await PageFile.with(try PageFile.portal(), change: withoutScript) { page in
                #expect(!page.html.contains("DOMContentLoaded"))
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        const visible = (node) => node.checkVisibility();
                        return { ytd: [...document.querySelectorAll('.ytd')].every((node) => node.closest('details,.window,.prt') || visible(node)),
                          others: [...document.querySelectorAll('.mtd,.allTime,.thisWeek')].some(visible),
                          controls: [...document.querySelectorAll('.js')].some(visible),
                          figures: [...document.querySelectorAll('[data-metric]')].filter(visible).length,
                          plots: [...document.querySelectorAll('svg.plot')].filter(visible).length };
                        """)
                    #expect(result["ytd"] == .bool(true))
                    #expect(result["others"] == .bool(false))
                    #expect(result["controls"] == .bool(false))
                    #expect((result["figures"].int ?? 0) > 60)
                    #expect((result["plots"].int ?? 0) >= 3)
                }
            }
        }
    }
}
