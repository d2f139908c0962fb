import HubSpotModel
import Projections
import Testing

@testable import Dashboard

@Suite("Executive summary")
struct ExecutiveSectionTests {
    /// What the section says in its heading for a period, as text.
    private func answer(_ document: MetricsDocument, _ period: PeriodKey) -> String {
        let context = PageContext(document: document, manifest: Samples.manifest(for: document))
        return text(ExecutiveSection(context: context).body, period, from: "h2")
    }

    /// The text of the first element of a name, or of all of it.
    private func text(_ markup: Markup, _ period: PeriodKey, from tag: String?) -> String {
        func find(_ node: Markup) -> Markup? {
            switch node {
            case .element(let name, _, let children):
                name == tag ? node : children.lazy.compactMap(find).first
            case .group(let parts): parts.lazy.compactMap(find).first
            default: nil
            }
        }
        func words(_ node: Markup) -> String {
            switch node {
            case .text(let text): text
            case .element(_, _, let children): children.map(words).joined()
            case .group(let parts): parts.map(words).joined()
            case .byPeriod(_, let contents): words(contents[period])
            case .verbatim: ""
            }
        }
        return (tag == nil ? markup : find(markup)).map(words) ?? ""
    }

    private func changes(_ document: MetricsDocument, _ period: PeriodKey) -> String {
        let context = PageContext(document: document, manifest: Samples.manifest(for: document))
        return text(WhatChangedCard(context: context).body, period, from: "ul")
    }

    @Test(arguments: [(-1, "Behind target"), (0, "On target"), (1, "On target")])
    func theAnswerSaysWhetherTheTargetOfTheIntervalIsReached(more: Int, words: String) throws {
        var document = try Samples.example()
        var attainment = try #require(document.target?.attainment)
        for interval in [\ByCalendarInterval<MetricsDocument.Target.Attainment>.month, \.year] {
            attainment[keyPath: interval].won = DocumentNumber(500 + more)
            attainment[keyPath: interval].expectedToDate = 500
        }
        document.target?.attainment = attainment
        for period in [PeriodKey.mtd, .ytd] {
            let answer = answer(document, period)
            #expect(answer.hasPrefix(words + ": "))
            #expect(answer.contains("£500 expected by now"))
        }
        for period in [PeriodKey.thisWeek, .lastWeek, .lastYear, .allTime] {
            #expect(!answer(document, period).contains("target"), "no target is set for it")
        }
    }

    @Test func whatIsNotKnownIsNotCountedAsNothing() throws {
        var document = try Samples.example()
        document.dataQuality.notSynced = ["deals"]
        let context = PageContext(document: document, manifest: Samples.manifest(for: document))
        for period in PeriodKey.allCases {
            #expect(answer(document, period).hasPrefix("Deals are not synced"))
            let section = text(ExecutiveSection(context: context).body, period, from: nil)
            #expect(!section.contains("Behind target") && !section.contains("stale"))
            #expect(!section.contains("No month of the last 12"))
        }
    }

    @Test(arguments: [(1, "up 1 point on"), (2, "up 2 points on"), (-1, "down 1 point on")])
    func onePointIsNotSaidAsMany(points: Int, words: String) throws {
        var document = try Samples.example()
        document.yoy?.ytd.metrics.winRate.changePoints =
            DocumentNumber(units: Int128(points), scale: 2)
        #expect(answer(document, .ytd).contains(words))
    }

    @Test func withoutATargetTheAnswerSpeaksOfWhatWasWon() throws {
        var document = try Samples.example()
        document.target?.attainment.year.expectedToDate = 0
        #expect(answer(document, .ytd).hasPrefix("Won £"))
        document.summary.byPeriod[.ytd].dealsWon = 0
        document.summary.byPeriod[.ytd].winRate = nil
        let answer = answer(document, .ytd)
        #expect(answer.hasPrefix("No deals won this year; £"))
        #expect(answer.contains(" is open in "))
        document.summary.byPeriod[.ytd].openDeals = 0
        #expect(self.answer(document, .ytd).hasSuffix("; nothing is open"))
    }

    @Test func theWeeksAreToldWhicheverPeriodIsChosen() throws {
        var document = try Samples.example()
        var movement = try #require(document.pipeline.movement)
        var whole = try #require(movement[.lastWeek]?.whole)
        for bucket in [
            \MetricsDocument.Pipeline.MovementBuckets.new, \.reopened, \.pulledIn, \.increased,
            \.decreased, \.pushedOut, \.won, \.lost, \.disqualified, \.removed,
        ] {
            whole[keyPath: bucket].amount = 0
        }
        movement[.thisWeek]?.whole = whole
        whole.lost.amount = 7000
        whole.new.amount = 9000
        whole.won.amount = 8000
        whole.removed.amount = 10
        movement[.lastWeek]?.whole = whole
        document.pipeline.movement = movement
        for period in PeriodKey.allCases {
            let changes = changes(document, period)
            #expect(changes.contains("This week: the pipeline did not move."))
            #expect(changes.contains("Last week: £9.0K new, £8.0K won, £7.0K lost."))
        }
    }
}
