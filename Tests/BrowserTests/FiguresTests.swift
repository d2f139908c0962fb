import BrowserDriver
import Foundation
import Projections
import Testing

/// Every figure on the page, read back from the DOM and compared with the document.
extension BrowserSuite {
    @Suite("Figures")
    struct FiguresTests {
        private static func document(_ name: String) throws -> MetricsDocument {
            switch name {
            case "example": try PageFile.example()
            case "portal": try PageFile.portal()
            case "demo": try PageFile.demo()
            default: try PageFile.tenYears()
            }
        }

        /// What is shown: visible text, path, form; figures of the glossary's tables are no figures.
        private static let readFigures = """
            return [...document.querySelectorAll('[data-metric]')].filter((node) => node.checkVisibility()).map((node) => {
              let [path, form] = node.dataset.metric.split(':');
              if (path.startsWith('.')) {
                const base = node.closest('[data-in]').dataset.in;
                path = base.replace('*', document.documentElement.dataset.period) + path;
              }
              const copy = node.cloneNode(true);
              copy.querySelectorAll('.vh').forEach((hidden) => hidden.remove());
              return [path, form, copy.textContent];
            });
            """

        private static let readTables = """
            return [...document.querySelectorAll('table[data-rows]')].filter((table) => table.closest('details') || table.checkVisibility())
              .map((table) => ({
                rows: table.dataset.rows, keys: table.dataset.keys ?? null,
                fields: [...table.querySelectorAll('thead th')].map((head) => [head.dataset.field, head.classList.contains('n')]),
                cells: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => {
                  const copy = cell.cloneNode(true);
                  copy.querySelectorAll('.so').forEach((part) => part.remove());
                  return copy.textContent;
                })),
              }));
            """

        @Test(arguments: ["example", "portal", "demo", "ten years"])
        func everyFigureOfEveryPeriodEqualsTheDocument(name: String) async throws {
            let document = try Self.document(name)
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        try await browser.run(
                            "document.querySelector(`#periods input[value=${arguments[0]}]`).click()",
                            .text(period.rawValue))
                        let figures = try await browser.run(Self.readFigures).elements
                        #expect(figures.count > 60)
                        for figure in figures { try compare(figure, with: page.document, period) }
                    }
                }
            }
        }

        private func compare(_ figure: JSON, with document: JSON, _ period: PeriodKey) throws {
            let path = try #require(figure[0].string)
            let form = try #require(figure[1].string)
            let value = try #require(document.value(at: path), "\(path) is not in the document")
            let expected = try #require(
                ExpectedText.text(of: value, form: form), "\(path) has no text in form \(form)")
            // A badge has an arrow before its figure and words after it.
            let shown = (figure[2].string ?? "")
                .replacing(#/^[▲▼●] /#, with: "").replacing(#/ (YoY|last 12 months.*)$/#, with: "")
            #expect(shown == expected, "\(path) in \(period.rawValue)")
        }

        @Test(arguments: ["example", "portal", "demo"])
        func everyNumberInEveryTableEqualsTheDocument(name: String) async throws {
            let document = try Self.document(name)
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    var compared = 0
                    for period in PeriodKey.allCases {
                        try await browser.run(
                            "document.querySelector(`#periods input[value=${arguments[0]}]`).click()",
                            .text(period.rawValue))
                        for table in try await browser.run(Self.readTables).elements {
                            compared += try compare(table: table, with: page.document)
                        }
                    }
                    #expect(compared > 300)
                }
            }
        }

        /// The number of cells compared.
        private func compare(table: JSON, with document: JSON) throws -> Int {
            let path = try #require(table["rows"].string)
            var compared = 0
            for (line, cells) in table["cells"].elements.enumerated() {
                for (column, field) in table["fields"].elements.enumerated() {
                    guard let name = field[0].string, field[1] == .bool(true) else { continue }
                    let place = try Self.place(of: name, in: path, keys: table["keys"].string, line)
                    let value = try #require(document.value(at: place), "\(place) is missing")
                    let text = try #require(cells[column].string)
                    let forms = ["m", "k", "n", "p", "d", "x", "v", "c"]
                    let texts = forms.compactMap { ExpectedText.text(of: value, form: $0) }
                    let isOpenOnly = name == "weightedAmount" && text == "–"
                    #expect(texts.contains(text) || isOpenOnly, "\(place): \(text)")
                    compared += 1
                }
            }
            return compared
        }

        /// Numbers in running text: what no figure and no table is compared by.
        private static let readProse = #"""
            const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            const found = [];
            const skipped = 'svg,table,time,bdi,input,button.srt,[data-metric],[data-lever],.heat,.sub,.vh,.key,kbd,select,.wi';
            while (walker.nextNode()) {
              const { data, parentElement } = walker.currentNode;
              const isOther = /^Other \(\d/.test(data.trim());
              if (!isOther && !/helps most/.test(data) && !parentElement.closest(skipped) && parentElement.checkVisibility()) {
                for (const [text] of data.matchAll(/[£$€]?\d+(,\d{3})*(\.\d+)?[%KMB×]?/g)) found.push([text, parentElement.closest('section').id, data.trim().slice(0, 90)]);
              }
            }
            return [[...document.querySelectorAll('main>section')].map((node) => [node.id, node.querySelectorAll('h2 [data-metric]').length]), found];
            """#

        /// What stands in the answers and sentences comes from the document as well.
        @Test(arguments: ["example", "demo"])
        func everyNumberInASentenceIsOneOfTheDocument(name: String) async throws {
            try await PageFile.with(try Self.document(name)) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    // The sums that a sentence makes of the weeks, and no table says.
                    let weeks = page.document.value(at: "timeSeries.weekly")?.elements ?? []
                    let leads = weeks.dropLast().compactMap { $0[2].int }
                    let sums = [leads.suffix(4), leads.dropLast(4).suffix(4)].map {
                        $0.reduce(0, +)
                    }
                    let months = page.document.value(at: "insights.forecast.months")?.elements
                    let open = (months ?? []).reduce(Decimal()) {
                        $0 + ($1["weightedOpen"].number ?? 0)
                    }
                    let known = Self.texts(of: page.document).union(sums.map { "\($0)" })
                        .union([ExpectedText.text(of: .number(open), form: "k") ?? ""])
                    var checked = 0
                    for period in PeriodKey.allCases {
                        try await browser.run(
                            "document.querySelector(`#periods input[value=${arguments[0]}]`).click()",
                            .text(period.rawValue))
                        let result = try await browser.run(Self.readProse)
                        #expect(result[0].elements.count == 8)
                        for section in result[0].elements {
                            #expect(
                                (section[1].int ?? 0) >= 1,
                                "\(section[0]) answers without a figure in \(period.rawValue)")
                        }
                        let unknown = result[1].elements.filter {
                            !known.contains($0[0].string ?? "")
                        }.map { "\($0[0].string ?? ""): \($0[2].string ?? "")" }
                        #expect(unknown == [], "\(period.rawValue)")
                        checked += result[1].elements.count
                    }
                    #expect(checked > 60)
                }
            }
        }

        /// Every number of a document in every form, dates and times by their parts.
        private static func texts(of document: JSON) -> Set<String> {
            var texts: Set<String> = []
            func add(_ value: JSON) {
                switch value {
                case .number(let number):
                    for form in ["m", "k", "n", "p", "d", "x", "v", "o"] {
                        let text = ExpectedText.text(of: .number(abs(number)), form: form) ?? ""
                        texts.insert(text.replacing(" pts", with: "").replacing("+", with: ""))
                    }
                case .text(let text):
                    for match in text.matches(of: /\d+/) {
                        texts.insert(String(match.output))
                        texts.insert(String(Int(match.output) ?? 0))
                    }
                case .array(let values):
                    texts.insert("\(values.count)")
                    values.forEach(add)
                case .object(let members): members.values.forEach(add)
                case .bool, .null: break
                }
            }
            add(document)
            return texts
        }

        /// Where a cell comes from: rows are elements, or members by key; `12+` starts at a position.
        private static func place(
            of field: String, in path: String, keys: String?, _ line: Int
        ) throws -> String {
            if let match = path.wholeMatch(of: /(.*)\.(\d+)\+/) {
                return "\(match.1).\((Int(match.2) ?? 0) + line).\(field)"
            }
            guard let keys else { return "\(path).\(line).\(field)" }
            let key = keys.split(separator: ",")[line]
            if path.hasPrefix("pipeline.movement"), let split = field.firstIndex(of: ".") {
                return "\(path).\(field[..<split]).\(key)\(field[split...])"
            }
            return "\(path).\(key).\(field)"
        }
    }
}
