import BrowserDriver
import Foundation
import Testing

@testable import Projections

extension BrowserSuite {
    @Suite("Hostile text")
    struct HostileTextTests {
        static let names = [
            "<script>window.broken = 1</script>", "</script><script>window.broken = 2</script>",
            "<img src=x onerror='window.broken = 3'>", "<!--", "]]>", "\"quoted\" & 'single'",
            "javascript:window.broken=4", "abc\u{202E}gpj.exe", "\u{2066}isolate\u{2069}",
            "zero\u{200B}width\u{FEFF}", "bell\u{7} null\u{0} tab\t",
            "=HYPERLINK(\"http://example.com\",\"x\")", "+1+1", "-2", "@SUM(A1)", "emoji 👩‍👩‍👧 é",
            String(repeating: "long ", count: 2_000),
            "a" + String(repeating: "\u{301}", count: 5_000), "line\u{2028}separator",
        ]

        /// The portal with hostile text wherever a text of the CRM stands.
        private static func hostilePortal() throws -> MetricsDocument {
            var document = try PageFile.portal()
            func name(_ index: Int) -> String { names[index % names.count] }
            for index in document.records.deals.indices {
                document.records.deals[index].name = name(index)
            }
            for index in document.records.owners.indices {
                document.records.owners[index].name = name(index)
            }
            for index in document.pipeline.staleDeals.indices {
                document.pipeline.staleDeals[index].name = name(index + 3)
                document.pipeline.staleDeals[index].dealId =
                    index == 0 ? "1/../../evil" : "\(index)"
            }
            for index in document.pipeline.stages.indices {
                document.pipeline.stages[index].label = name(index)
            }
            for index in document.pipeline.byOwner.indices {
                document.pipeline.byOwner[index].ownerName = name(index)
            }
            for period in PeriodKey.allCases {
                for index in document.activities.byPeriod[period].byOwner.indices {
                    document.activities.byPeriod[period].byOwner[index].ownerName = name(index + 5)
                }
                document.activities.byPeriod[period].meetingOutcomes = [
                    .init(outcome: name(1), count: 3)
                ]
            }
            for index in (document.activities.overdueTasks.oldest ?? []).indices {
                document.activities.overdueTasks.oldest?[index].subject = name(index + 2)
            }
            document.portal.uiDomain = "evil.example.com/app.hubspot.com"
            document.portal.timeZone = "<b>Europe/London</b>"
            return document
        }

        @Test func nothingRunsAndNothingBreaksOut() async throws {
            try await PageFile.with(try Self.hostilePortal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        document.querySelector('[data-drill=open]').click();
                        const dialog = document.querySelector('#drill');
                        const texts = [...document.querySelectorAll('bdi,main :is(th,td,.bn)')].map((node) => node.textContent);
                        return { broken: window.broken ?? null,
                          scripts: document.scripts.length, images: document.images.length,
                          handlers: [...document.querySelectorAll('*')].filter((node) => [...node.attributes].some(({ name }) => name.startsWith('on') || name === 'style')).filter((node) => !node.matches('#tip,#pop')).length,
                          links: [...document.links].filter((link) => !link.hash).length,
                          longest: Math.max(...texts.map((text) => text.length)),
                          invisible: texts.filter((text) => /[\\u0000-\\u0008\\u202a-\\u202e\\u2066-\\u2069\\u200b\\ufeff\\u2028]/.test(text)).length,
                          shown: texts.some((text) => text.includes('<script>window.broken = 1</script>')),
                          placeholder: texts.some((text) => text.includes('abc[U+202E]gpj.exe')),
                          dialog: [...dialog.querySelectorAll('bdi')].some((node) => node.textContent.includes('abc[U+202E]gpj.exe')),
                          deals: dialog.querySelector('table').dataset.keys.split(',').length };
                        """)
                    #expect(result["broken"] == .null)
                    #expect(result["scripts"] == .number(4))
                    #expect(result["images"] == .number(0))
                    #expect(result["handlers"] == .number(0))
                    #expect(
                        result["links"] == .number(0), "no link to a host that is not HubSpot's")
                    #expect((result["longest"].int ?? 9_999) <= 801)
                    #expect(result["invisible"] == .number(0))
                    #expect(result["shown"] == .bool(true))
                    #expect(result["placeholder"] == .bool(true))
                    #expect(result["dialog"] == .bool(true))
                    #expect(result["deals"] == .number(37))
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        /// The example with hostile text in the sections that the portal does not have.
        private static func hostileExample() throws -> MetricsDocument {
            var document = try PageFile.example()
            func name(_ index: Int) -> String { names[index % names.count] }
            for period in PeriodKey.allCases {
                if var leads = document.leads?.byPeriod[period] {
                    for index in leads.bySource.indices {
                        leads.bySource[index].label = name(index)
                    }
                    for index in leads.byStatus.indices {
                        leads.byStatus[index].status = name(index + 2)
                    }
                    for index in leads.byOwner.indices {
                        leads.byOwner[index].ownerName = name(index + 4)
                    }
                    document.leads?.byPeriod[period] = leads
                }
                document.insights?.byPeriod[period].lossReasons = (0..<9).map {
                    .init(reason: name($0), deals: 9 - $0, amount: 1, share: 0)
                }
            }
            if var contacts = document.contacts, var signals = document.webSignals {
                for index in contacts.topEngaged.indices {
                    contacts.topEngaged[index].name = name(index)
                    contacts.topEngaged[index].lifecycleStage = name(index + 1)
                    contacts.topEngaged[index].contactId = index == 0 ? "1/../x" : "\(index)"
                }
                for index in contacts.companies.byIndustry.indices {
                    contacts.companies.byIndustry[index].industry = name(index + 3)
                }
                for index in contacts.companies.topByWonRevenue.indices {
                    contacts.companies.topByWonRevenue[index].name = name(index)
                }
                for index in contacts.lifecycle.indices {
                    contacts.lifecycle[index].label = name(index + 6)
                }
                for index in signals.hotContacts.indices {
                    signals.hotContacts[index].name = name(index + 1)
                }
                for index in signals.bySource.indices {
                    signals.bySource[index].label = name(index)
                }
                document.contacts = contacts
                document.webSignals = signals
            }
            document.target?.whatIf[1].id = names[1]
            document.portal.uiDomain = "javascript:alert(1)//app.hubspot.com"
            return document
        }

        @Test func nothingBreaksOutOfTheLaterSectionsInAnyPeriod() async throws {
            try await PageFile.with(try Self.hostileExample()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    for period in PeriodKey.allCases {
                        let result = try await browser.run(
                            """
                            document.querySelector(`#periods input[value=${arguments[0]}]`).click();
                            const texts = [...document.querySelectorAll('bdi,main :is(th,td,.bn)')].map((node) => node.textContent);
                            return { broken: window.broken ?? null, scripts: document.scripts.length, images: document.images.length,
                              handlers: [...document.querySelectorAll('*')].filter((node) => [...node.attributes].some(({ name }) => name.startsWith('on') || name === 'style')).filter((node) => !node.matches('#tip,#pop')).length,
                              links: [...document.links].filter((link) => !link.hash).length,
                              invisible: texts.filter((text) => /[\\u0000-\\u0008\\u202a-\\u202e\\u2066-\\u2069\\u200b\\ufeff\\u2028]/.test(text)).length,
                              shown: texts.some((text) => text.includes('<script>window.broken = 1</script>')) };
                            """, .text(period.rawValue))
                        #expect(result["broken"] == .null)
                        #expect(result["scripts"] == .number(4))
                        #expect(result["images"] == .number(0))
                        #expect(result["handlers"] == .number(0))
                        #expect(result["links"] == .number(0))
                        #expect(result["invisible"] == .number(0))
                        #expect(result["shown"] == .bool(true))
                    }
                    #expect(try await browser.consoleMessages() == [])
                }
            }
        }

        @Test func exportedFormulasAreDefusedAndTheRestComesBack() async throws {
            try await PageFile.with(try Self.hostilePortal()) { page in
                try await Browser.run { browser in
                    try await browser.open(page.url)
                    let result = try await browser.run(
                        """
                        let saved;
                        URL.createObjectURL = (blob) => { saved = blob; return 'data:text/plain,'; };
                        let name;
                        HTMLAnchorElement.prototype.click = function () { name = this.download; };
                        const table = document.querySelector('[data-name=pipeline-open-deals]');
                        table.closest('.card').querySelector('.csv').click();
                        return saved.arrayBuffer().then((buffer) => [name, [...new Uint8Array(buffer.slice(0, 3))], new TextDecoder('utf-8', { ignoreBOM: true }).decode(buffer)]);
                        """)
                    #expect(
                        result[0] == .text("hubledger-pipeline-open-deals-ytd-2026-11-22.csv"))
                    #expect(result[1].elements.compactMap(\.int) == [0xEF, 0xBB, 0xBF])
                    let text = try #require(result[2].string)
                    let rows = SeparatedValues.rows(String(text.dropFirst()))
                    let deals =
                        page.document.value(at: "records.deals")?.elements
                        .filter { $0["status"] == .text("open") } ?? []
                    // The dated ones first, in the order of their dots.
                    let open =
                        deals.filter { $0["closeDate"] != .null }
                        + deals.filter { $0["closeDate"] == .null }
                    #expect(rows.count == open.count + 1)
                    for (row, deal) in zip(rows.dropFirst(), open) {
                        let name = deal["name"].string ?? ""
                        let isFormula =
                            ["=", "+", "-", "@"].contains(name.prefix(1)) && name != "-2"
                        #expect(row[0] == (isFormula ? "'" + name : name))
                        let amount = deal["amount"].number.map { "\($0)" } ?? ""
                        #expect(row[3] == amount)
                    }
                }
            }
        }
    }
}
