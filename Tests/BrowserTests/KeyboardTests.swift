import BrowserDriver
import Foundation
import Projections
import Testing

extension BrowserSuite {
    @Suite("Keyboard")
    struct KeyboardTests {
        @Test func theTabKeyReachesEveryKindOfControlAndTheFocusIsAlwaysSeen() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.run(
                        """
                        window.visited = [];
                        window.hidden = [];
                        document.addEventListener('focusin', ({ target }) => {
                          visited.push(target);
                          const box = target.getBoundingClientRect(), bar = document.querySelector('.bar').getBoundingClientRect();
                          const isCovered = !target.closest('.bar,.top,.skip') && box.height > 0 && box.bottom <= bar.bottom && box.top >= bar.top;
                          if (isCovered) hidden.push(target.outerHTML.slice(0, 90));
                        });
                        """)
                    for _ in 0..<12 {
                        try await browser.press(
                            keys: Array(repeating: "\u{E004}", count: 40))  // Tab.
                    }
                    let result = try await browser.run(
                        """
                        const kinds = ['#periods input', '.mk', '.srt', 'summary', 'input[type=range]', 'input[type=number]', '.dr', '.csv', '.i', '.tw', '.sw input', 'input[type=search]'];
                        const order = visited.filter((node, index) => visited.indexOf(node) === index);
                        const back = order.slice(1).filter((node, index) => order[index].compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING).length;
                        return [kinds.filter((kind) => !visited.some((node) => node.matches(kind))), hidden, back, order.length];
                        """)
                    #expect(result[0].elements == [], "every kind of control is reached")
                    #expect(result[1].elements == [], "the bar never covers what has the focus")
                    #expect((result[2].int ?? 9) <= 1, "the order is that of reading")
                    #expect((result[3].int ?? 0) > 150)
                }
            }
        }

        /// From the address bar to the last section, with nothing but keys.
        @Test func everythingIsDoneByKeysAlone() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    func tab(to selector: String) async throws {
                        for _ in 0..<60 {
                            try await browser.press(Self.tab)
                            if try await isAt(selector) { return }
                        }
                        Issue.record("the tab key does not reach \(selector)")
                    }
                    func isAt(_ selector: String) async throws -> Bool {
                        try await browser.run(
                            "return document.activeElement.matches(arguments[0])", .text(selector)
                        ) == .bool(true)
                    }
                    // The skip link is first, and leads into the figures.
                    try await browser.press(Self.tab)
                    #expect(try await isAt(".skip"))
                    try await browser.press(Self.enter)
                    #expect(try await isAt("#main"))
                    func go(to section: String) async throws {
                        for _ in 0..<8 { try await browser.press("[") }
                        #expect(try await isAt("#executive h2"))
                        for _ in 0..<8 where try await !isAt("#\(section) h2") {
                            try await browser.press("]")
                        }
                        #expect(try await isAt("#\(section) h2"))
                    }
                    // A section and its chart.
                    try await go(to: "pipeline")
                    try await tab(to: ".wf .mk")
                    try await browser.press(Self.right, Self.enter)
                    let dialog = "return document.querySelector('#drill').open"
                    #expect(try await browser.run(dialog) == .bool(true))
                    try await browser.press(Self.escape)
                    #expect(try await browser.run(dialog) == .bool(false))
                    #expect(try await isAt(".wf .mk"))
                    // A table: opened, sorted, sorted the other way, searched.
                    let sorted = """
                        const table = document.activeElement.closest('table');
                        const column = document.activeElement.closest('th');
                        const place = [...table.querySelectorAll('thead th')].indexOf(column);
                        return [column.ariaSort, [...table.tBodies[0].rows].map((line) => line.cells[place].textContent)];
                        """
                    try await go(to: "pipeline")
                    try await tab(to: ".srt")
                    try await browser.press(Self.enter)
                    let down = try await browser.run(sorted)
                    #expect(try await isAt(".srt"), "the focus stays on the head")
                    try await browser.press(Self.space)
                    let up = try await browser.run(sorted)
                    let directions = Set([down[0].string, up[0].string])
                    #expect(directions == ["ascending", "descending"])
                    #expect(
                        down[1].elements.first != up[1].elements.first
                            || Set(down[1].elements.compactMap(\.string)).count == 1)
                    try await browser.press("/")
                    #expect(try await isAt("input[type=search]"))
                    try await browser.press("z", "q", "x", "j")
                    #expect(
                        try await browser.run(
                            "return document.activeElement.closest('.act').previousElementSibling.querySelector('table').tBodies[0].rows.length"
                        ) == .number(0))
                    #expect(
                        try await browser.run("return document.documentElement.dataset.period")
                            == .text("ytd"), "typing is no shortcut")
                    // A slider.
                    try await browser.run("document.activeElement.blur()")
                    try await go(to: "target")
                    try await tab(to: "#wi input[type=range]")
                    let value = "return document.activeElement.value"
                    let before = try await browser.run(value)
                    try await browser.press(Self.right)
                    #expect(try await browser.run(value) != before)
                    #expect(
                        try await browser.run("return location.hash").string?.contains("whatif=")
                            == true)
                    try await tab(to: "#wi .rs")
                    try await browser.press(Self.enter)
                    #expect(
                        try await browser.run("return location.hash").string?.contains("whatif=")
                            == false)
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        private static let tab = "\u{E004}"
        private static let enter = "\u{E007}"
        private static let escape = "\u{E00C}"
        private static let space = " "
        private static let right = "\u{E014}"

        @Test func aDialogOpensFromAFigureAndGivesTheFocusBack() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.run("document.querySelector('.kpi .dr').focus()")
                    try await browser.press("\u{E007}")  // Enter.
                    let state = """
                        return [document.querySelector('#drill').open, document.activeElement.matches('.kpi .dr'),
                          document.querySelector('#drill').contains(document.activeElement)];
                        """
                    let open = try await browser.run(state)
                    #expect(open[0] == .bool(true))
                    #expect(open[2] == .bool(true))
                    try await browser.press("\u{E00C}")  // Escape.
                    let closed = try await browser.run(state)
                    #expect(closed[0] == .bool(false))
                    #expect(closed[1] == .bool(true))
                }
            }
        }

        @Test func aBarOfTheWaterfallOpensItsDealsAndTheyAddUpToIt() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    var opened = 0
                    for period in PeriodKey.allCases {
                        let bars = try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            return [...document.querySelectorAll('.whole .mk[data-drill]')].map((bar) => {
                              bar.dispatchEvent(new MouseEvent('click', { bubbles: true }));
                              const dialog = document.querySelector('#drill');
                              const sum = document.querySelector('#drill-sum').textContent;
                              const isOpen = dialog.open;
                              dialog.close();
                              return [bar.getAttribute('aria-label'), sum, isOpen];
                            });
                            """, .text(period.rawValue)
                        ).elements
                        for bar in bars {
                            let label = try #require(bar[0].string)
                            let sum = try #require(bar[1].string)
                            let amount = try #require(label.firstMatch(of: /: (£[\d,.]+), (.*)$/))
                            #expect(sum == "\(amount.2), \(amount.1) in total.")
                            #expect(bar[2] == .bool(true))
                        }
                        opened += bars.count
                    }
                    #expect(opened >= 6)
                }
            }
        }
    }
}
