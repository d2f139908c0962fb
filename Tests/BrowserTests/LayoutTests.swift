import BrowserDriver
import Foundation
import Projections
import Testing

extension BrowserSuite {
    @Suite("Layout")
    struct LayoutTests {
        private static let showAll =
            "document.querySelectorAll('main>section').forEach((node) => { node.style.contentVisibility = 'visible'; });"

        @Test(arguments: [320, 768, 1280, 1920])
        func thePageNeverScrollsSideways(width: Int) async throws {
            for document in [try PageFile.portal(), try PageFile.example()] {
                try await PageFile.with(document) { page in
                    try await Browser.run(width: width) { browser in
                        try await browser.open(page.url)
                        let result = try await browser.run(
                            Self.showAll
                                + """
                                return [document.documentElement.scrollWidth, innerWidth,
                                  [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > innerWidth + 1
                                    && !node.closest('.tw,.bar .in,svg')).map((node) => node.outerHTML.slice(0, 80))];
                                """)
                        #expect(result[0] == result[1])
                        #expect(result[2].elements == [])
                    }
                }
            }
        }

        @Test func everyTextIsLegibleInBothThemes() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                for dark in [false, true] {
                    try await Browser.run(dark: dark) { browser in
                        try await browser.open(page.url)
                        let result = try await browser.run(
                            Self.showAll
                                + """
                                const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
                                const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
                                  .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
                                  .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
                                const ground = (node) => {
                                  for (let here = node; here; here = here.parentElement) {
                                    const colour = parse(getComputedStyle(here).backgroundColor);
                                    if (colour[3] === undefined || colour[3] === 1) return colour;
                                  }
                                  return [255, 255, 255];
                                };
                                const poor = [];
                                let count = 0;
                                for (const node of document.querySelectorAll('body *')) {
                                  if (!node.checkVisibility() || node.closest('.vh') || ['SCRIPT', 'OPTION'].includes(node.tagName)) continue;
                                  if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
                                  const style = getComputedStyle(node);
                                  const text = parse(node.namespaceURI.endsWith('svg') ? style.fill : style.color);
                                  const [high, low] = [light(text), light(ground(node))].sort((a, b) => b - a);
                                  const size = parseFloat(style.fontSize);
                                  const ratio = (high + .05) / (low + .05);
                                  count += 1;
                                  if (ratio < (size >= 24 ? 3 : 4.5)) poor.push([node.textContent.slice(0, 30), ratio]);
                                  if (size < 12) poor.push([node.textContent.slice(0, 30), 'size ' + size]);
                                }
                                return [count, poor];
                                """)
                        #expect((result[0].int ?? 0) > 300)
                        #expect(result[1].elements == [])
                    }
                }
            }
        }

        @Test func controlsAreLargeEnoughToHit() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let small = try await browser.run(
                        Self.showAll
                            + """
                            return [...document.querySelectorAll('button,select,summary,input,.i,.btn,.rail a')].filter((node) => node.checkVisibility())
                              .filter((node) => { const box = node.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
                              .map((node) => node.outerHTML.slice(0, 80));
                            """)
                    #expect(small.elements == [])
                }
            }
        }

        @Test func switchingThePeriodKeepsScrollAndFocus() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.showAll
                            + """
                            const figure = document.querySelector('.dr');
                            figure.focus();
                            scrollTo(0, 300);
                            const before = [scrollY, document.activeElement.outerHTML];
                            dispatchEvent(new KeyboardEvent('keydown', { key: '2' }));
                            return [before[0] === scrollY, document.documentElement.dataset.period];
                            """)
                    #expect(result[0] == .bool(true))
                    #expect(result[1] == .text("lastWeek"))
                }
            }
        }

        @Test func printedPagesHoldEverySection() async throws {
            try await PageFile.with(try PageFile.portal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.prefer([:], medium: "print")
                    let result = try await browser.run(
                        """
                        const visible = (node) => node.checkVisibility();
                        return [[...document.querySelectorAll('main>section')].filter(visible).length,
                          [...document.querySelectorAll('.bar,.rail,.tools,.act,.i')].some(visible),
                          getComputedStyle(document.documentElement).colorScheme,
                          [...document.querySelectorAll('.prt b')].filter(visible).map((node) => node.textContent)];
                        """)
                    #expect(result[0] == .number(8))
                    #expect(result[1] == .bool(false))
                    #expect(result[2] == .text("light"))
                    #expect(result[3] == .array([.text("YTD, 1 Jan – 22 Nov 2026")]))
                }
            }
        }
    }
}
