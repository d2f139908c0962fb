import BrowserDriver
import Foundation
import Projections
import Testing

/// Nothing moves that the reader did not ask for.
extension BrowserSuite {
    @Suite("Stability")
    struct StabilityTests {
        /// Sum of the shifts since the load without those that answer the reader, and what moved.
        private static let shifts = """
            const all = [];
            new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
            return new Promise((done) => setTimeout(() => {
              const own = all.filter((shift) => !shift.hadRecentInput);
              done([own.reduce((sum, shift) => sum + shift.value, 0),
                own.flatMap((shift) => shift.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 80))), all.length]);
            }, 150));
            """

        @Test(arguments: [320, 768, 1280], ["", "#period=mtd", "#period=allTime"])
        func nothingShiftsWhileThePageLoads(width: Int, hash: String) async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run(width: width) { browser in
                    let address = try #require(URL(string: page.url.absoluteString + hash))
                    try await browser.open(address)
                    let result = try await browser.run(Self.shifts)
                    #expect(result[0] == .number(0), "\(result[1])")
                    // The age of the figures is there although it moved nothing.
                    let age = "return document.querySelector('#age').textContent"
                    #expect(try await browser.run(age).string?.contains(" ago") == true)
                    #expect(
                        try await browser.run(
                            "return document.querySelector('main').checkVisibility({ visibilityProperty: true })"
                        ) == .bool(true))
                }
            }
        }

        @Test func aShiftIsSeenWhereThereIsOne() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        return new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
                          const box = document.createElement('div');
                          box.style.height = '90px';
                          document.querySelector('main').prepend(box);
                          requestAnimationFrame(() => setTimeout(done, 50));
                        }, 50))).then(() => { \(Self.shifts) });
                        """)
                    #expect(result[0].double ?? 0 > 0)
                }
            }
        }

        /// The bar to the pixel; the heading of the section by a line of what stands above it.
        @Test(arguments: [320, 768, 1280])
        func aSwitchKeepsWhatIsReadWhereItIs(width: Int) async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run(width: width) { browser in
                    try await browser.open(page.url)
                    for section in ["", "leads", "pipeline", "activity", "insights"] {
                        let moved = try await browser.run(
                            """
                            const key = arguments[0];
                            const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                            if (key) document.getElementById(key).scrollIntoView({ behavior: 'instant' }); else scrollTo(0, 0);
                            const heading = document.querySelector(key ? `#${key} .eb` : 'h1');
                            const bar = document.querySelector('.bar');
                            const state = () => [heading.getBoundingClientRect().top, bar.getBoundingClientRect().top, bar.offsetHeight];
                            const wrong = [];
                            return (async () => {
                              await frame(); await frame();
                              for (const period of arguments[1]) {
                                const before = state();
                                document.querySelector(`#periods input[value=${period}]`).click();
                                await frame();
                                const after = state();
                                if (after.some((place, index) => Math.abs(place - before[index]) > [24, 1, 0][index])) wrong.push(`${period}: ${before} became ${after}`);
                              }
                              return wrong;
                            })();
                            """, .text(section),
                            .array(PeriodKey.allCases.map { .text($0.rawValue) })
                        ).elements
                        #expect(moved == [], "\(section) at \(width)")
                    }
                }
            }
        }

        /// Keys are the reader's own: what follows at once is an answer, what comes later is not.
        @Test func changesByKeysShiftNothingByTheRuleOfBrowsers() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for key in ["1", "2", "3", "5", "6", "4"] {
                        try await browser.press(key)
                        try await Task.sleep(for: .milliseconds(600))
                    }
                    let result = try await browser.run(Self.shifts)
                    #expect(result[0] == .number(0), "\(result[1])")
                    #expect(
                        try await browser.run("return document.documentElement.dataset.period")
                            == .text("ytd"))
                }
            }
        }
    }
}
