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
