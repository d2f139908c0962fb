import BrowserDriver
import Foundation
import Projections
import Testing

/// The marks of every period, for portals unlike a usual one.
extension BrowserSuite {
    @Suite("Validity")
    struct ValidityTests {
        @Test(arguments: OddPortals.names)
        func everyPeriodIsValidAndDrawsNothingOutsideItsPlot(name: String) async throws {
            let document = try OddPortals.document(name)
            try await PageFile.with(document) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        let faults = try await browser.run(
                            "document.querySelector(`#periods input[value=${arguments[0]}]`).click();"
                                + "const faults = []; const all = (query, from = document) => [...from.querySelectorAll(query)];"
                                + Self.structure + Self.drawings
                                + (name == "hostile" ? "" : Self.words) + "return faults;",
                            .text(period.rawValue))
                        #expect(faults.elements == [], "\(period.rawValue)")
                    }
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        /// Ids, references, headings, tables, and what may stand in what.
        private static let structure = """
            const ids = all('[id]').map((node) => node.id);
            ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => faults.push('two ids: ' + id));
            for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'])
              for (const node of all(`[${name}]`))
                for (const id of node.getAttribute(name).split(' ')) if (!document.getElementById(id)) faults.push(name + ' leads nowhere: ' + id);
            for (const link of all('a[href^="#"]')) if (!document.getElementById(link.hash.slice(1))) faults.push('href leads nowhere: ' + link.hash);
            let level = 0;
            for (const heading of all('h1,h2,h3,h4,h5,h6').filter((node) => !node.closest('dialog'))) {
              if (+heading.tagName[1] > level + 1) faults.push('skips a level: ' + heading.textContent);
              if (!heading.textContent.trim()) faults.push('empty: ' + heading.outerHTML.slice(0, 80));
              level = +heading.tagName[1];
            }
            for (const table of all('table')) {
              const columns = table.tHead?.rows[0].cells.length;
              if (!table.caption?.textContent.trim()) faults.push('no caption: ' + table.dataset.name);
              if ([...table.rows].some((row) => row.cells.length !== columns)) faults.push('uneven rows: ' + table.dataset.name);
              if (all('th', table).some((head) => !/^(row|col)$/.test(head.scope))) faults.push('no scope: ' + table.dataset.name);
            }
            for (const node of all('a[href],button,summary,label')) if (all('a[href],button,summary,label', node).length) faults.push('interactive in interactive: ' + node.outerHTML.slice(0, 80));
            for (const node of all('p,span,bdi,b,small,h1,h2,h3,h4,button,a,dt,caption,summary,legend'))
              if (all('p,div,ul,ol,dl,table,figure,section,h2,h3,h4,fieldset', node).length) faults.push('a block in a line: ' + node.outerHTML.slice(0, 80));
            for (const node of all('ul,ol')) if ([...node.children].some((child) => child.tagName !== 'LI')) faults.push('no item: ' + node.outerHTML.slice(0, 80));
            for (const node of all('dl')) if ([...node.children].some((child) => !/^(DT|DD|DIV)$/.test(child.tagName))) faults.push('no term: ' + node.outerHTML.slice(0, 80));

            """

        /// No mark outside its plot, no label twice on an axis, no plot without height.
        private static let drawings = """
            for (const node of all('svg *')) for (const { name, value } of node.attributes)
              if (/NaN|Infinity|undefined|null|inf/.test(value) && name !== 'aria-label') faults.push('no number: ' + name + '=' + value.slice(0, 40));
            for (const plot of all('svg.plot')) {
              const height = +plot.getAttribute('height'), name = plot.getAttribute('aria-labelledby');
              if (!(height > 40)) faults.push('no height: ' + name);
              for (const mark of all('rect,circle', plot)) {
                const [x, y] = mark.tagName === 'rect' ? ['x', 'y'] : ['cx', 'cy'];
                const across = mark.getAttribute(x), down = mark.getAttribute(y);
                if (across?.endsWith('%') && (parseFloat(across) < -0.1 || parseFloat(across) > 100.1)) faults.push('beside the plot: ' + name + ' ' + across);
                if (down !== null && (+down < 0 || +down > height)) faults.push('outside the plot: ' + name + ' ' + down);
                if (+mark.getAttribute('height') < 0 || parseFloat(mark.getAttribute('width')) < 0) faults.push('negative: ' + name);
              }
              const ticks = all('.tick', plot).map((label) => label.textContent);
              if (new Set(ticks).size < ticks.length) faults.push('a label twice: ' + name + ' ' + ticks.join());
            }

            """

        /// Words twice, ones in the plural, and values that are no figures.
        private static let words = """
            const lines = all('h1,h2,h3,h4,p,li,td,th,dd,dt,desc,.bv,.bx').map((node) => node.textContent);
            for (const line of new Set(lines)) {
              const found = /\\b([a-z]{2,}) \\1\\b|NaN|Infinity|undefined|Optional\\(|(^|[^\\d.,])1 (deals|leads|days|weeks|months|contacts|activities|tasks|visits|records|meetings|points)\\b/.exec(line);
              if (found) faults.push('words: ' + found[0] + ' in ' + line.slice(0, 120));
            }

            """
    }
}
