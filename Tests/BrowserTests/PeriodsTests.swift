import BrowserDriver
import Foundation
import Projections
import Testing

@testable import Dashboard

/// The parts that differ by period, as the script makes them from what the page carries.
extension BrowserSuite {
    @Suite("Periods")
    struct PeriodsTests {
        @Test(arguments: ["example", "portal"])
        func everyPartOfEveryPeriodIsWhatTheRendererDrawsForIt(name: String) async throws {
            let document = name == "example" ? try PageFile.example() : try PageFile.portal()
            try await PageFile.with(document) { page in
                let drawn = try PageFile.parts(of: document)
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for (index, period) in PeriodKey.allCases.enumerated() {
                        // What the setting up of a part adds to it is taken away again.
                        let result = try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            const plain = (node) => {
                              const copy = node.cloneNode(true);
                              for (const part of [copy, ...copy.querySelectorAll('*')]) for (const name of ['role', 'tabindex', 'target', 'rel', 'data-v', 'data-l', 'open']) {
                                if (name !== 'role' || part.matches('.mk,.rd,.rd *')) if (name !== 'tabindex' || part.matches('.mk')) part.removeAttribute(name);
                              }
                              for (const part of copy.querySelectorAll('.rd')) {
                                part.classList.remove('rd');
                                if (!part.className) part.removeAttribute('class');
                              }
                              copy.querySelectorAll('.srt').forEach((button) => { const span = document.createElement('span'); span.textContent = button.textContent; button.replaceWith(span); });
                              copy.querySelectorAll('.tw .dr').forEach((button) => button.replaceWith(...button.childNodes));
                              copy.querySelectorAll('.act input,.act .pg').forEach((part) => part.remove());
                              return copy;
                            };
                            const shown = [...document.querySelectorAll('[data-v]')].map(plain);
                            const wrong = [];
                            arguments[1].forEach((html, index) => {
                              const template = document.createElement('template');
                              template.innerHTML = html;
                              if (!shown[index]?.isEqualNode(plain(template.content.firstChild))) wrong.push([index, shown[index]?.outerHTML.slice(0, 300), html.slice(0, 300)]);
                            });
                            return [shown.length, wrong.slice(0, 3)];
                            """, .text(period.rawValue),
                            .array(drawn.map { .text($0[index]) }))
                        #expect(result[0] == .number(Decimal(drawn.count)))
                        #expect(result[1].elements == [], "\(period.rawValue)")
                    }
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func theFocusGoesToItsCounterpartAndTablesStayOpen() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        const figure = document.querySelector('.kpi .dr');
                        figure.focus();
                        const table = document.querySelector('#leads .ytd details');
                        table.open = true;
                        dispatchEvent(new KeyboardEvent('keydown', { key: '5' }));
                        const now = document.activeElement;
                        return [figure.isConnected, now.matches('.kpi .dr'), now.closest('[data-v]').className,
                          document.querySelector('#leads .lastYear details').open];
                        """)
                    #expect(result[0] == .bool(false))
                    #expect(result[1] == .bool(true))
                    #expect(result[2] == .text("lastYear"))
                    #expect(result[3] == .bool(true))
                }
            }
        }

        @Test func theTablesOfDaysAndWeeksAreTheSumsOfTheDocumentsRows() async throws {
            let document = try PageFile.portal()
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let tables = try await browser.run(
                        """
                        let saved;
                        URL.createObjectURL = (blob) => { saved = blob; return 'data:,'; };
                        HTMLAnchorElement.prototype.click = () => {};
                        const read = (name) => {
                          document.querySelector(`[data-name=${name}]`).closest('details').querySelector('.csv').click();
                          return saved.text();
                        };
                        return read('activity-daily').then((daily) => [daily, 0]).then(([daily]) => read('activity-weeks').then((weeks) => [daily, weeks]));
                        """)
                    let daily = Self.rows(tables[0].string ?? "")
                    var expected: [String: [String: Int]] = [:]
                    for row in document.activities.byDay.rows where row.type != "notes" {
                        expected[row.date, default: [:]][row.type, default: 0] += row.count
                    }
                    #expect(daily.count == expected.count + 1)
                    for row in daily.dropFirst() {
                        let counts = expected[row[0]] ?? [:]
                        let types = ["calls", "emails", "meetings", "tasks"]
                        #expect(row.dropFirst().map { Int($0) } == types.map { counts[$0] ?? 0 })
                    }
                    let weeks = Self.rows(tables[1].string ?? "")
                    let all = weeks.dropFirst().flatMap { $0.dropFirst().compactMap { Int($0) } }
                    let first = weeks.first?.dropFirst().first ?? ""
                    #expect(!first.isEmpty)
                    let counted = document.activities.byDay.rows.reduce(0) { $0 + $1.count }
                    #expect(abs(all.reduce(0, +) - counted) <= counted / 20)
                }
            }
        }

        private static func rows(_ csv: String) -> [[String]] {
            csv.trimmingPrefix("\u{FEFF}").split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }
    }
}
