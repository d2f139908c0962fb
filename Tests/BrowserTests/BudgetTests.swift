import BrowserDriver
import Foundation
import Projections
import Testing

@testable import Dashboard

/// Size and memory by number, speed by ratio: seconds are for `hubledger-bench page`.
extension BrowserSuite {
    @Suite("Budgets")
    struct BudgetTests {
        @Test(arguments: ["full size", "ten years"])
        func thePageKeepsItsSizes(name: String) async throws {
            let document = name == "full size" ? try PageFile.demo() : try PageFile.tenYears()
            let manifest = try PageFile.demoManifest()
            try await PageFile.with(document, manifest: manifest) { page in
                #expect(page.html.utf8.count <= 336 * 1024)
                let packed = try await Command.output(
                    ["gzip", "-9", "-n", "-c"], input: Data(page.html.utf8))
                #expect(packed.count <= 90 * 1024)
                #expect(Stylesheet.text.utf8.count <= 20 * 1024)
                #expect(Script.text.utf8.count <= 60 * 1024)
            }
        }

        @Test func theHeapStaysSmallOnceEveryPeriodWasShown() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            document.querySelector('[data-drill]').click();
                            document.querySelector('#drill').close();
                            """, .text(period.rawValue))
                    }
                    try await browser.devTools("HeapProfiler.collectGarbage", [:])
                    let heap = try await browser.devTools("Runtime.getHeapUsage", [:])
                    let bytes = try #require(heap["usedSize"].double)
                    #expect(bytes > 100_000)
                    #expect(bytes <= 30e6)
                }
            }
        }

        /// Times against a full layout of the same page in the same minute; the least of several.
        private static let timing = """
            const section = [...document.querySelectorAll('main>section')];
            const least = (count, work) => Math.min(...Array.from({ length: count }, work));
            const clock = (work) => { const start = performance.now(); work(); return performance.now() - start; };
            const layOut = () => {
              section.forEach((node) => { node.style.contentVisibility = 'visible'; });
              document.body.style.display = 'none';
              document.body.offsetHeight;
              document.body.style.display = '';
              const taken = clock(() => document.body.offsetHeight);
              section.forEach((node) => { node.style.contentVisibility = ''; });
              return taken;
            };
            const choose = (period) => clock(() => document.querySelector(`#periods input[value=${period}]`).click());

            """

        @Test func aSwitchTakesLessThanALayoutOfThePage() async throws {
            try await PageFile.with(try PageFile.demo()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let times = try await browser.run(
                        Self.timing
                            + """
                            const periods = arguments[0];
                            periods.forEach(choose);
                            const switches = periods.map((period) => [period, Infinity]);
                            for (let round = 0; round < 5; round += 1) {
                              switches.forEach((entry) => { entry[1] = Math.min(entry[1], choose(entry[0])); document.body.offsetHeight; });
                            }
                            return [least(5, layOut), Math.max(...switches.map(([, time]) => time))];
                            """, .array(PeriodKey.allCases.map { .text($0.rawValue) }))
                    let layout = try #require(times[0].double)
                    let change = try #require(times[1].double)
                    #expect(change < layout / 2, "\(change) against \(layout)")
                }
            }
        }

        @Test func twoThousandDealsOpenInTheTimeOfAFewLayouts() async throws {
            let document = PageFile.withManyDeals(try PageFile.demo())
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let times = try await browser.run(
                        Self.timing
                            + """
                            const open = () => {
                              const taken = clock(() => {
                                document.querySelector('[data-drill=open]').click();
                                document.querySelector('#drill').offsetHeight;
                              });
                              document.querySelector('#drill').close();
                              return taken;
                            };
                            return [least(5, layOut), least(5, open), document.querySelector('#drill table').dataset.keys.split(',').length];
                            """)
                    let layout = try #require(times[0].double)
                    let opening = try #require(times[1].double)
                    #expect(times[2] == .number(2_000))
                    #expect(opening < layout * 4, "\(opening) against \(layout)")
                }
            }
        }
    }
}
