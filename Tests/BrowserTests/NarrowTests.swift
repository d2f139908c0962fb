import BrowserDriver
import Foundation
import Projections
import Testing

/// What changes with the width: rows become blocks, figures stay in line, nothing is cut.
extension BrowserSuite {
    @Suite("Narrow and wide")
    struct NarrowTests {
        private static let showAll =
            "document.querySelectorAll('main>section').forEach((node) => { node.style.contentVisibility = 'visible'; });"

        @Test func onANarrowScreenARowIsABlockOfLabelledFigures() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run(width: 320) { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            document.querySelectorAll('details').forEach((part) => { part.open = true; });
                            const tables = [...document.querySelectorAll('.rd')];
                            const wrong = [];
                            const roles = { TABLE: ['table'], THEAD: ['rowgroup'], TBODY: ['rowgroup'], TFOOT: ['rowgroup'],
                              TR: ['row'], TD: ['cell'], TH: ['columnheader', 'rowheader'] };
                            for (const table of tables) {
                              const name = table.dataset.name;
                              for (const part of [table, ...table.querySelectorAll('thead,tbody,tfoot,tr,th,td')]) {
                                if (!roles[part.tagName].includes(part.getAttribute('role'))) wrong.push([name, part.tagName, part.getAttribute('role')]);
                              }
                              const heads = [...table.tHead.rows[0].cells];
                              /* Bars of one measure share one scale. */
                              heads.forEach((head, column) => {
                                const widths = [...table.tBodies[0].rows].map((line) => line.cells[column].querySelector('svg')?.getBoundingClientRect().width).filter(Boolean);
                                if (new Set(widths.map(Math.round)).size > 1) wrong.push([name, 'bars of different scales', head.textContent]);
                              });
                              for (const line of table.tBodies[0].rows) {
                                const head = line.cells[0].getBoundingClientRect();
                                [...line.cells].slice(1).forEach((cell, index) => {
                                  const label = heads[index + 1].querySelector('button').textContent;
                                  const box = cell.getBoundingClientRect();
                                  if (!cell.textContent.trim()) return;
                                  if (!getComputedStyle(cell, '::before').content.includes(label)) wrong.push([name, 'label', label]);
                                  if (box.top < head.bottom - 1) wrong.push([name, 'above its row header', label]);
                                  if (box.right > innerWidth || cell.scrollWidth > cell.clientWidth + 1) wrong.push([name, 'cut', cell.textContent]);
                                });
                              }
                            }
                            /* The heat table stays a matrix, which is what it shows, and may scroll where its rates are long. */
                            const scrolling = [...document.querySelectorAll('main .tw:not(:has(.hc))')].filter((node) => node.scrollWidth > node.clientWidth + 1)
                              .map((node) => node.ariaLabel);
                            return [tables.length, wrong.slice(0, 6), scrolling];
                            """)
                    #expect((result[0].int ?? 0) > 12)
                    #expect(result[1].elements == [])
                    #expect(result[2].elements == [], "no table scrolls sideways")
                }
            }
        }

        @Test func theBlocksAreSortedByTheirHeads() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run(width: 320) { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const table = document.querySelector('[data-name=pipeline-stages]');
                            const button = table.querySelector('[data-field=amount] .srt');
                            const box = button.getBoundingClientRect();
                            const names = () => [...table.tBodies[0].rows].map((line) => line.cells[0].textContent);
                            const before = names();
                            button.click();
                            const amounts = [...table.tBodies[0].rows].map((line) => Number(line.cells[3].textContent.replace(/[^\\d.]/g, '')));
                            return [box.width > 0 && box.height >= 20 && box.right <= innerWidth, before.join() !== names().join(),
                              amounts.every((amount, index) => index === 0 || amounts[index - 1] >= amount)];
                            """)
                    #expect(result == .array([.bool(true), .bool(true), .bool(true)]))
                }
            }
        }

        @Test(arguments: [320, 768, 1280])
        func theFiguresOfAStripStandOnOneLine(width: Int) async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run(width: width) { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const wrong = [];
                            for (const strip of document.querySelectorAll('.stats')) {
                              const rows = new Map();
                              for (const part of strip.children) {
                                const row = Math.round(part.getBoundingClientRect().top);
                                rows.set(row, [...rows.get(row) ?? [], Math.round(part.querySelector('b').getBoundingClientRect().top)]);
                              }
                              for (const tops of rows.values()) if (new Set(tops).size > 1) wrong.push([strip.textContent.slice(0, 40), ...tops]);
                            }
                            return [document.querySelectorAll('.stats').length, wrong];
                            """)
                    #expect((result[0].int ?? 0) > 8)
                    #expect(result[1].elements == [])
                }
            }
        }

        /// From the width of two columns on, tables stand whole in their cards.
        @Test(arguments: [700, 768, 1100, 1280])
        func noTableScrollsAndNoNameIsCut(width: Int) async throws {
            for document in [try PageFile.portal(), try PageFile.example()] {
                try await PageFile.with(document) { page in
                    try await Browser.run(width: width) { browser in
                        try await browser.open(page.url)
                        let result = try await browser.run(
                            Self.showAll
                                + """
                                const cut = [...document.querySelectorAll('main .tw,main .bn,main .t,main h3,main dt,main dd')]
                                  .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
                                  .map((node) => [node.className, node.ariaLabel ?? node.textContent, node.scrollWidth, node.clientWidth]);
                                const bar = [...document.querySelectorAll('.bar .in>*')].filter((node) => node.checkVisibility()).map((node) => node.getBoundingClientRect());
                                const overlaps = bar.filter((box, index) => index > 0 && box.left < bar[index - 1].right - 1 && box.top < bar[index - 1].bottom).length;
                                return [cut, overlaps];
                                """)
                        #expect(result[0].elements == [])
                        #expect(result[1] == .number(0), "the parts of the bar stand apart")
                    }
                }
            }
        }

        /// Twice the text, as a reader sets it in the browser: the page takes the layout that has room.
        @Test func twiceTheTextIsHeardAndFits() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let sizes = { (size: Int) in
                        JSON.object(["standard": .number(Decimal(size)), "fixed": .number(13)])
                    }
                    try await browser.devTools("Page.setFontSizes", ["fontSizes": sizes(32)])
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const size = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
                            return [size('body'), size('h2'), size('.plot text'), document.documentElement.scrollWidth, innerWidth,
                              [...document.querySelectorAll('main .tw')].filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.ariaLabel)];
                            """)
                    try await browser.devTools("Page.setFontSizes", ["fontSizes": sizes(16)])
                    #expect(result[0] == .number(28))
                    #expect(result[1] == .number(40))
                    #expect(result[2] == .number(24))
                    #expect(result[3] == result[4])
                    #expect(result[5].elements == [])
                }
            }
        }

        /// The info button follows the last word of its title.
        @Test(arguments: [320, 768, 1280])
        func theQuestionMarkStandsBesideTheLastWordOfItsTitle(width: Int) async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run(width: width) { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const titles = [...document.querySelectorAll('.card:not(.kpi)>.hd>h3+.i')];
                            return [titles.length, titles.filter((button) => {
                              const words = document.createRange();
                              words.selectNodeContents(button.previousElementSibling);
                              const last = [...words.getClientRects()].at(-1), box = button.getBoundingClientRect();
                              return box.left - last.right > 16 || box.left < last.right - 1 || box.top > last.bottom || box.bottom < last.top;
                            }).map((button) => button.previousElementSibling.textContent)];
                            """)
                    #expect((result[0].int ?? 0) > 15)
                    #expect(result[1].elements == [])
                }
            }
        }
    }
}
