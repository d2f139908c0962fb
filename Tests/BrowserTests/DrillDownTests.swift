import BrowserDriver
import Foundation
import Projections
import Testing

/// Every figure with records opens them, and they are as many and as much as it says.
extension BrowserSuite {
    @Suite("Drill-downs")
    struct DrillDownTests {
        /// Opens every figure and mark that can be seen, and reads what it opened.
        private static let openAll = """
            return [...document.querySelectorAll('.dr,.mk[data-drill]')].filter((node) => node.checkVisibility()).map((node) => {
              node.dispatchEvent(new MouseEvent('click', { bubbles: true }));
              const dialog = document.querySelector('#drill'), figure = node.querySelector('[data-metric]');
              const cell = node.closest('td,th'), table = cell?.closest('table');
              const field = table && table.tHead.rows[0].cells[cell.cellIndex].dataset.field;
              const base = figure?.closest('[data-in]')?.dataset.in.replace('*', document.documentElement.dataset.period) ?? '';
              const path = figure?.dataset.metric.split(':')[0];
              const result = {
                drill: node.dataset.drill, count: node.dataset.count ?? node.count ?? null, text: node.textContent, open: dialog.open,
                title: dialog.querySelector('h2').textContent, sum: dialog.querySelector('#drill-sum').textContent,
                keys: dialog.querySelector('table')?.dataset.keys ?? '', field: field ?? path?.split('.').at(-1) ?? '',
                value: field ? node.row?.()[field] ?? null : null, path: path ? (path.startsWith('.') ? base + path : path) : '',
              };
              dialog.close();
              return result;
            });
            """

        /// Fields whose figure is the sum of the amounts of its records.
        private static let sums: Set<String> = [
            "wonRevenue", "pipelineValue", "openAmount", "amount", "dealsCreatedAmount",
            "lostAmount", "won", "wonToDate", "10",
        ]

        @Test(arguments: ["example", "demo"])
        func everyFigureOpensTheRecordsItCounts(name: String) async throws {
            let document = name == "example" ? try PageFile.example() : try Self.demo()
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    var opened: [String: Int] = [:]
                    for period in PeriodKey.allCases {
                        for view in ["whole", "window"] {
                            try await browser.run(
                                """
                                document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                                document.documentElement.dataset.view = arguments[1];
                                document.querySelectorAll('details').forEach((part) => { part.open = true; });
                                """, .text(period.rawValue), .text(view))
                            for result in try await browser.run(Self.openAll).elements {
                                try check(result, page.document, "\(name) \(period) \(view)")
                                opened[result["drill"].string ?? "", default: 0] += 1
                            }
                        }
                    }
                    let kinds = Set(opened.filter { $0.value > 0 }.keys)
                    #expect(
                        kinds.isSuperset(of: [
                            "open", "won", "lost", "closed", "created", "stage", "tasks",
                            "expected", "wonEver", "deal",
                        ]), "\(opened)")
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        /// The committed snapshot of the simulated portal, at full size.
        private static func demo() throws -> MetricsDocument {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            return try JSONDecoder().decode(
                MetricsDocument.self,
                from: Data(contentsOf: folder.appending(path: "Snapshots/demo/metrics.json")))
        }

        private func check(_ result: JSON, _ document: JSON, _ place: String) throws {
            let comment = Comment(rawValue: "\(place): \(result)")
            let keys = (result["keys"].string ?? "").split(separator: ",")
            let sum = result["sum"].string ?? ""
            #expect(result["open"] == .bool(true), comment)
            #expect(result["title"].string?.isEmpty == false, comment)
            #expect(Set(keys).count == keys.count, comment)
            #expect(!keys.isEmpty || sum.contains("open HubSpot for the rest"), comment)
            #expect(
                sum.hasPrefix(ExpectedText.text(of: .number(Decimal(keys.count)), form: "n") ?? "?")
            )
            if let text = result["count"].string, let count = Int(text) {
                // Only tasks are listed in part, and the dialog says so.
                let isPart = sum.contains("open HubSpot for the rest")
                #expect(isPart ? result["drill"] == .text("tasks") : keys.count == count, comment)
                #expect(!isPart || keys.count < count, comment)
            }
            guard Self.sums.contains(result["field"].string ?? ""),
                result["count"].string != result["text"].string
            else { return }
            let path = result["path"].string ?? ""
            let value = path.isEmpty ? result["value"] : try #require(document.value(at: path))
            guard value != .null else { return }
            let amount = try #require(ExpectedText.text(of: value, form: "m"))
            #expect(sum.contains(", \(amount) in total."), comment)
        }

        @Test func aFigureGivesTheFocusBackAndNamesItsFilter() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        const read = (selector) => {
                          const figure = [...document.querySelectorAll(selector)].find((node) => node.checkVisibility());
                          figure.focus();
                          figure.click();
                          const title = document.querySelector('#drill-h').textContent;
                          document.querySelector('#drill .x').click();
                          return [title, document.activeElement === figure];
                        };
                        return [read('.kpi [data-drill=won]'), read('[data-name=pipeline-closed-by-owner] td [data-drill=won]'),
                          read('[data-name=pipeline-stages] [data-drill=stage]'), read('[data-name=target-attainment] [data-drill=won]')];
                        """
                    ).elements
                    for opened in result { #expect(opened[1] == .bool(true), "\(opened)") }
                    let titles = result.map { $0[0].string ?? "" }
                    #expect(titles[0] == "Deals won this year, by close date")
                    #expect(titles[1].hasPrefix("Deals won of "))
                    #expect(titles[1].hasSuffix(" this year, by close date"))
                    #expect(titles[2].hasPrefix("Deals now in "))
                    #expect(titles[3].contains(" from 1 "))
                }
            }
        }

        @Test func aTooltipSaysExactValuePeriodAndNumberAndCanBePointedAt() async throws {
            try await PageFile.with(try PageFile.example()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let shown = try await browser.run(
                        """
                        const figure = document.querySelector('.kpi [data-drill=won]'), tip = document.querySelector('#tip');
                        const over = (node) => node.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
                        const later = () => new Promise((done) => setTimeout(done, 500));
                        over(figure);
                        const text = tip.textContent;
                        over(document.querySelector('h1'));
                        over(tip);
                        await later();
                        const stays = !tip.hidden;
                        over(document.querySelector('h1'));
                        await later();
                        return [text, stays, tip.hidden];
                        """)
                    let revenue = try #require(
                        page.document.value(at: "summary.byPeriod.ytd.wonRevenue"))
                    let amount = try #require(ExpectedText.text(of: revenue, form: "m"))
                    #expect(shown[0].string?.hasPrefix("\(amount) · this year · ") == true)
                    #expect(shown[0].string?.contains(" deal") == true)
                    #expect(shown[1] == .bool(true), "the pointer can move onto it")
                    #expect(shown[2] == .bool(true), "and away from both")
                    // The keyboard brings it as well, and Escape takes it away.
                    try await browser.run(
                        "document.querySelector('.kpi .i').focus(); document.querySelector('#periods :checked').focus()"
                    )
                    try await browser.press("\u{E004}", "\u{E004}", "\u{E004}", "\u{E004}")
                    try await browser.run("document.querySelector('.kpi .dr').focus()")
                    let hidden = "return document.querySelector('#tip').hidden"
                    #expect(try await browser.run(hidden) == .bool(false))
                    try await browser.press("\u{E00C}")
                    #expect(try await browser.run(hidden) == .bool(true))
                }
            }
        }

        /// What `explain` would say of every figure and every number in a table.
        @Test(arguments: ["example", "portal"])
        func everyFigureHasAFormula(name: String) async throws {
            let document = name == "example" ? try PageFile.example() : try PageFile.portal()
            let formulas = MetricCatalogue.formulas
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        let paths = try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            const figures = [...document.querySelectorAll('[data-metric]')].map((node) => {
                              const path = node.dataset.metric.split(':')[0];
                              return path.startsWith('.') ? node.closest('[data-in]').dataset.in.replace('*', arguments[0]) + path : path;
                            });
                            const columns = [...document.querySelectorAll('table[data-rows]')].filter((table) => !table.dataset.rows.endsWith('+')).flatMap((table) =>
                              [...table.querySelectorAll('thead th.n')].map((head) => [table.dataset.rows, ...(table.dataset.keys ? [table.dataset.keys.split(',')[0]] : ['0']), head.dataset.field].join('.')));
                            return [...figures, ...columns];
                            """, .text(period.rawValue))
                        #expect(paths.elements.count > 100)
                        for path in paths.elements.compactMap(\.string) {
                            let pattern = pattern(of: path, in: page.document)
                            #expect(formulas[pattern] != nil, "\(path)")
                        }
                    }
                }
            }
        }

        /// A place in the document as the catalogue knows it: rows as `[]`, no period.
        private func pattern(of path: String, in document: JSON) -> String {
            let isYear = path.hasPrefix("yoy.")
            var parts: [String] = []
            let places = path.split(separator: ".")
            if places[0] == "timeSeries", let column = places.last.flatMap({ Int($0) }) {
                let name = document["timeSeries"]["columns"][column].string ?? ""
                return "timeSeries.\(places[1])[].\(name)"
            }
            for part in path.split(separator: ".").map(String.init) {
                if Int(part) != nil, let last = parts.popLast() {
                    parts.append(last + "[]")
                } else if isYear || PeriodKey(rawValue: part) == nil {
                    parts.append(part)
                }
            }
            return parts.joined(separator: ".").replacing(
                /^pipeline\.movement\.(\w+)\.(whole|window)\./,
                with: { "pipeline.movement.\($0.2).\($0.1)." })
        }
    }
}
