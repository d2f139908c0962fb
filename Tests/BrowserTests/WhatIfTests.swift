import BrowserDriver
import Foundation
import Projections
import Testing

@testable import Dashboard

/// The one part of the page that computes: the what-if of the target model.
extension BrowserSuite {
    @Suite("What-if")
    struct WhatIfTests {
        private static let read = """
            const out = (name) => document.querySelector(`#wi [data-out=${name}]`)?.firstChild?.textContent ?? null;
            const names = ['dealsWhole', 'opportunitiesWhole', 'sqlsWhole', 'mqlsWhole', 'leadsWhole', 'deals', 'opportunities',
              'sqls', 'mqls', 'leads', 'pipeline', 'leadsPerDay', 'revenue', 'gap', 'closeOn'];
            const read = () => Object.fromEntries(names.map((name) => [name, out(name)]));
            const type = (key, value) => {
              const field = document.querySelector(`#wi .sl[data-key=${key}] input[type=number]`);
              field.value = value;
              field.dispatchEvent(new Event('input', { bubbles: true }));
              field.dispatchEvent(new Event('change', { bubbles: true }));
            };

            """

        @Test func movedAndPutBackItShowsTheDocumentsFiguresToTheLastDigit() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.read
                            + """
                            const before = read();
                            type('winRate', '30');
                            const between = read();
                            type('winRate', '60.00');
                            const after = read();
                            type('avgDealSize', '20000');
                            document.querySelector('#wi-reset').click();
                            return { before, between, after, reset: read(), hash: location.hash };
                            """)
                    #expect(result["before"]["leads"] == .text("22.42"))
                    #expect(result["before"]["leadsWhole"] == .text("23"))
                    #expect(result["between"]["leads"] == .text("44.84"))
                    #expect(result["between"]["revenue"] == .text("£3.6K"))
                    #expect(result["after"] == result["before"])
                    #expect(result["reset"] == result["before"])
                    #expect(result["hash"].string?.contains("whatif") == false)
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        /// The worked example of the metric dictionary, section 11.2.
        @Test func theWorkedExampleTypedInGivesItsNumbers() async throws {
            var document = try PageFile.example()
            document.pipeline.salesVelocity?.openDeals = 40
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        Self.read
                            + """
                            for (const [key, value] of Object.entries({ avgDealSize: '15717', winRate: '27', salesCycleDays: '105',
                              sqlToOpportunity: '50', mqlToSql: '40', leadToMql: '20' })) type(key, value);
                            return read();
                            """)
                    let expected = [
                        "deals": "6.36", "dealsWhole": "7", "opportunities": "23.56",
                        "opportunitiesWhole": "24", "sqls": "47.13", "sqlsWhole": "48",
                        "mqls": "117.82", "mqlsWhole": "118", "leads": "589.12",
                        "leadsWhole": "590", "pipeline": "£370.4K", "revenue": "£49.2K",
                        "closeOn": "7 Mar 2027",
                    ]
                    for (name, text) in expected { #expect(result[name] == .text(text), "\(name)") }
                }
            }
        }

        @Test func theScenariosOfTheDocumentComeOutOfTheSliders() async throws {
            let document = try PageFile.example()
            let target = try #require(document.target)
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for scenario in target.whatIf where scenario.id != "base" {
                        let values: [(String, DocumentNumber?, Int128)] = [
                            ("winRate", scenario.winRate, 100),
                            ("avgDealSize", scenario.avgDealSize, 1),
                            ("salesCycleDays", scenario.salesCycleDays, 1),
                        ]
                        for (key, value, scale) in values {
                            let value = try #require(value)
                            let shown = DocumentNumber(
                                units: value.units * scale, scale: value.scale)
                            try await browser.run(
                                Self.read + "type(arguments[0], arguments[1])", .text(key),
                                .text(shown.description))
                        }
                        let result = try await browser.run(Self.read + "return read()")
                        let format = FigureFormat(currencyCode: "GBP")
                        #expect(
                            result["leads"]
                                == .text(format.number(scenario.requiredLeads, places: 2)),
                            "\(scenario.id)")
                        #expect(
                            result["revenue"]
                                == .text(format.compactMoney(scenario.monthlyRevenue)),
                            "\(scenario.id)")
                        #expect(
                            result["gap"] == .text(format.compactMoney(scenario.gapToTarget)),
                            "\(scenario.id)")
                    }
                }
            }
        }

        @Test func theAddressKeepsTheScenarioAndBadOnesAreIgnored() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    let link = try #require(
                        URL(
                            string: page.url.absoluteString
                                + "#period=mtd&whatif=winRate:30,salesCycleDays:-4,leadToMql:900,evil:1,mqlToSql:1e9"
                        ))
                    try await browser.open(link)
                    let state =
                        Self.read
                            + """
                            return [read().leads, read().revenue, location.hash,
                              [...document.querySelectorAll('#wi .rs')].filter((button) => !button.disabled).length];
                            """
                    var result = try await browser.run(state)
                    #expect(result[0] == .text("44.84"))
                    #expect(result[3] == .number(1), "only the win rate is taken over")
                    try await browser.run(Self.read + "type('avgDealSize', '20000')")
                    result = try await browser.run(state)
                    let hash = try #require(result[2].string?.removingPercentEncoding)
                    #expect(hash.contains("whatif=winRate:30,avgDealSize:20000"))
                    try await browser.reload()
                    #expect(try await browser.run(state) == result)
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func keysMoveASliderByOneStepAndByTen() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    try await browser.run(
                        "document.querySelector('#wi-salesCycleDays').focus({ preventScroll: true })"
                    )
                    let state = """
                        return [document.querySelector('#wi-salesCycleDays').value,
                          document.querySelector('#wi .sl[data-key=salesCycleDays] [type=number]').value,
                          document.activeElement.id];
                        """
                    try await browser.press("\u{E014}")  // Arrow right.
                    #expect(try await browser.run(state)[0] == .text("114"))
                    try await browser.press("\u{E00E}")  // Page up.
                    #expect(try await browser.run(state)[0] == .text("124"))
                    try await browser.press("\u{E00F}", "\u{E00F}")  // Page down, twice.
                    let end = try await browser.run(state)
                    #expect(end[0] == .text("104"))
                    #expect(end[1] == .text("104"))
                    #expect(end[2] == .text("wi-salesCycleDays"), "the focus stays")
                }
            }
        }

        @Test func theScriptWritesFiguresByTheRuleOfThePage() async throws {
            let numbers = [
                "0", "0.004", "0.005", "-0.005", "0.5", "1", "-1", "12.5", "99.995", "842", "999.4",
                "999.5", "999.95", "1000", "-1000", "1049.99", "1050", "9949", "9950", "9999.99",
                "54000", "999949", "999950", "999999.99", "1000000", "1236499.99", "1236500",
                "999994999", "999995000", "3100000000", "-3100000000", "999999999999.99",
                "15717.335", "32600.5", "2.345", "-2.345", "0.333",
            ]
            let format = FigureFormat(currencyCode: "GBP")
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let texts = try await browser.run(
                        Script.rule
                            + "return arguments[0].map((text) => ['m', 'k', 'n', 'v'].map((form) => textOf(form, exact(text))));",
                        .array(numbers.map { .text($0) }))
                    for (number, text) in zip(numbers, texts.elements) {
                        let value = try #require(DocumentNumber(number))
                        #expect(text[0] == .text(format.money(value)), "\(number)")
                        #expect(text[1] == .text(format.compactMoney(value)), "\(number)")
                        #expect(text[3] == .text(format.number(value, places: 2)), "\(number)")
                        let whole = value.rounded(toPlaces: 0).map { Int($0) }
                        #expect(text[2] == .text(format.count(whole)), "\(number)")
                    }
                    #expect(
                        try await browser.run(Script.rule + "return textOf('m', exact(null))")
                            == .text("–"))
                }
            }
        }
    }
}
