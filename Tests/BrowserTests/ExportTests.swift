import BrowserDriver
import Foundation
import Projections
import Testing

/// Every table's CSV, read back and compared with what the table shows.
extension BrowserSuite {
    @Suite("Export")
    struct ExportTests {
        /// All tables of the page and the open dialog with all their rows, and what they export.
        private static let export = """
            let saved;
            URL.createObjectURL = (blob) => { saved = blob; return 'data:text/plain,'; };
            let name;
            HTMLAnchorElement.prototype.click = function () { name = this.download; };
            const shown = (cell) => {
              const copy = cell.cloneNode(true);
              copy.querySelectorAll('.so,.tg,.vh').forEach((part) => part.remove());
              return copy.textContent.trim();
            };
            const read = async (table) => {
              const actions = table.closest('.tw').nextElementSibling;
              const rows = [];
              const next = actions.querySelector('.pg button:last-child');
              const where = actions.querySelector('.pg span');
              const pages = where ? Number(where.textContent.split(' of ')[1]) : 1;
              for (let page = 0; page < pages; page += 1) {
                rows.push(...[...table.tBodies[0].rows].map((line) => [...line.cells].map(shown)));
                next?.click();
              }
              actions.querySelector('.csv').click();
              const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved.arrayBuffer());
              return { name, table: table.dataset.name, section: table.closest('section')?.id ?? 'dialog', text, rows,
                heads: [...table.querySelectorAll('thead th')].map((head) => head.querySelector('.srt,span').textContent),
                numeric: [...table.querySelectorAll('thead th')].map((head) => head.classList.contains('n')) };
            };

            """

        @Test(arguments: ["demo", "example"], [PeriodKey.ytd, .allTime])
        func everyTablesFileHoldsTheTableAsShown(name: String, period: PeriodKey) async throws {
            let document = name == "demo" ? try PageFile.demo() : try PageFile.example()
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let tables = try await browser.run(
                        Self.export
                            + """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            const tables = [...document.querySelectorAll('main table[data-name]')];
                            return (async () => {
                              const all = [];
                              for (const table of tables) all.push(await read(table));
                              document.querySelector('[data-drill=open]').click();
                              all.push(await read(document.querySelector('#drill table')));
                              return all;
                            })();
                            """, .text(period.rawValue)
                    ).elements
                    #expect(tables.count > 20)
                    #expect(Set(tables.compactMap { $0["section"].string }).count == 9)
                    var names: Set<String> = []
                    for table in tables {
                        try compare(table, period)
                        names.insert(table["name"].string ?? "")
                    }
                    #expect(names.count == tables.count, "every file has a name of its own")
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        private func compare(_ table: JSON, _ period: PeriodKey) throws {
            let name = try #require(table["table"].string)
            let file = try #require(table["name"].string)
            #expect(file == "hubledger-\(name)-\(period.rawValue)-2026-11-22.csv")
            let text = try #require(table["text"].string)
            #expect(text.hasPrefix("\u{FEFF}"))
            let lines = SeparatedValues.rows(String(text.dropFirst()))
            let heads = table["heads"].elements.compactMap(\.string)
            try #require(lines.first == heads, "\(name)")
            let rows = table["rows"].elements
            try #require(lines.count == rows.count + 1, "\(name) holds all rows")
            var wrong: [String] = []
            for (line, row) in zip(lines.dropFirst(), rows) {
                for (column, field) in line.enumerated() {
                    let shown = try #require(row[column].string)
                    let isNumber = table["numeric"][column] == .bool(true)
                    let isSame =
                        isNumber ? Self.isNumber(field, as: shown) : Self.isText(field, as: shown)
                    if !isSame { wrong.append("\(heads[column]): \(field) is shown as \(shown)") }
                }
            }
            #expect(wrong == [], "\(name)")
        }

        /// A raw number and the form in which the page writes it.
        private static func isNumber(_ field: String, as shown: String) -> Bool {
            if field.isEmpty { return shown == "–" || shown.isEmpty }
            guard let number = Decimal(string: field) else { return false }
            let forms = ["m", "k", "n", "p", "d", "x", "v", "c", "o"]
            return forms.contains { ExpectedText.text(of: .number(number), form: $0) == shown }
                || shown == field
        }

        /// A text as it is, a date in ISO form, or a name that only the page has.
        private static func isText(_ field: String, as shown: String) -> Bool {
            if field.isEmpty { return shown == "–" || shown.isEmpty }
            let plain = field.hasPrefix("'") ? String(field.dropFirst()) : field
            if plain == shown || shown.hasPrefix(plain.prefix(60)) && shown.hasSuffix("…") {
                return true
            }
            return ISODate.words(of: field).contains(shown)
        }
    }
}
