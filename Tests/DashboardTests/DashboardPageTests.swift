import Foundation
import HubSpotModel
import Projections
import Testing

@testable import Dashboard

@Suite("Dashboard page")
struct DashboardPageTests {
    @Test func equalDocumentsGiveEqualBytes() throws {
        let example = try Samples.example()
        let first = try Samples.render(SamplePortal().document(from: example))
        let second = try Samples.render(SamplePortal().document(from: example))
        #expect(first == second)
    }

    @Test func theScriptAndTheStyleAreTheOnesThePolicyHashes() throws {
        let page = try Samples.render(Samples.example())
        let policy = try #require(page.firstMatch(of: /content="(default-src[^"]+)"/)).1
        #expect(policy.contains("default-src &#39;none&#39;"))
        for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
            let text = try #require(Self.text(between: "<\(element)>", "</\(element)>", in: page))
            let hash = Data(SHA256.digest(Array(text.utf8))).base64EncodedString()
            #expect(policy.contains("\(directive) &#39;sha256-\(hash)&#39;"))
        }
        #expect(!page.contains(" style=") && !page.contains(" onclick="))
    }

    @Test func theHashOfTheTestsIsSHA256() {
        let digest = SHA256.digest(Array("abc".utf8)).map { String($0, radix: 16) }
        #expect(digest.prefix(4) == ["ba", "78", "16", "bf"])
        #expect(SHA256.digest([]).prefix(2) == [0xE3, 0xB0])
        #expect(SHA256.digest(Array(repeating: 97, count: 200)).count == 32)
    }

    @Test func thePageCarriesBothDocuments() throws {
        for document in [
            try Samples.example(), SamplePortal().document(from: try Samples.example()),
        ] {
            let manifest = Samples.manifest(for: document)
            let page = try Samples.render(document, manifest)
            let carried = try #require(DashboardPage.documents(in: page))
            // The rows of days are drawn, and read by nothing.
            var expected = document
            expected.activities.byDay.rows = []
            expected.timeSeries?.daily = []
            let decoder = JSONDecoder()
            #expect(
                try decoder.decode(MetricsDocument.self, from: Data(carried.metrics)) == expected)
            #expect(
                try decoder.decode(SnapshotManifest.self, from: Data(carried.manifest))
                    == manifest)
            let plain = try DocumentEncoder(for: .htmlScript).encode(expected)
            #expect(carried.metrics == plain, "unpacked, they are the same bytes")
        }
    }

    @Test func aPageThatWasChangedByHandGivesOtherDocumentsOrNoneButNeverTraps() throws {
        let page = try Samples.render(Samples.example())
        let start = try #require(page.range(of: "id=metrics")).upperBound
        var random = SamplePortal.Random(state: 3)
        for _ in 0..<200 {
            var bytes = Array(page[start...].utf8)
            let place = random.next(bytes.count)
            bytes[place] = UInt8(32 + random.next(90))
            if random.next(4) == 0 { bytes.removeSubrange(place..<min(place + 40, bytes.count)) }
            let changed = String(page[..<start]) + String(decoding: bytes, as: UTF8.self)
            _ = DashboardPage.documents(in: changed)
        }
        #expect(DashboardPage.documents(in: "<html></html>") == nil)
    }

    @Test func aRedactedPageHoldsNoNameAndAllFigures() throws {
        let document = try Samples.fullSize()
        var manifest = Samples.manifest(for: document)
        manifest.options.redacted = true
        let page = try Samples.render(document, manifest)
        let carried = try #require(DashboardPage.documents(in: page))
        let metrics = String(decoding: carried.metrics, as: UTF8.self)
        let texts = page + Self.periods(of: page) + metrics
        let names =
            document.records.owners.map(\.name) + document.records.deals.map(\.name)
            + Samples.names + (document.activities.overdueTasks.oldest ?? []).compactMap(\.subject)
        for name in Set(names) { #expect(!texts.contains(name), "\(name)") }
        #expect(texts.contains("Deal 9001") && texts.contains("Owner 11"))
        #expect(page.contains("names replaced by ids"))
        let redacted = document.redacted
        #expect(redacted.redacted == redacted)
        #expect(redacted.summary == document.summary)
        #expect(redacted.pipeline.stages == document.pipeline.stages)
        #expect(try Samples.render(redacted, manifest) == page)
    }

    @Test func aSectionWithoutFiguresSaysSoAndKeepsItsQuestion() throws {
        let page = try Samples.render(SamplePortal().document(from: Samples.example()))
        for key in ["leads", "funnel", "target", "contacts", "insights"] {
            let section = try #require(
                Self.text(between: "<section id=\(key) ", "</section>", in: page))
            #expect(section.contains("Not yet computed"))
            #expect(section.contains("?</h2>"))
        }
    }

    @Test func aSectionOfATypeThatIsNotSyncedSaysWhy() throws {
        var document = SamplePortal().document(from: try Samples.example())
        document.dataQuality.notSynced = ["contacts"]
        let page = try Samples.render(document)
        for key in ["leads", "funnel", "contacts"] {
            let section = try #require(
                Self.text(between: "<section id=\(key) ", "</section>", in: page))
            #expect(section.contains("Contacts are not synced"))
        }
    }

    @Test func nothingIsEverNotANumber() throws {
        for document in [
            try Samples.example(), SamplePortal().document(from: try Samples.example()),
        ] {
            let page = try Samples.render(document)
            let body = try #require(Self.text(between: "<body>", "<script", in: page))
            for word in ["NaN", "nan%", "Infinity", "inf%", "Optional("] {
                #expect(body.ranges(of: word).isEmpty, "\(word)")
            }
        }
    }

    @Test func aTypeThatIsNotSyncedIsSaidNotCountedAsZero() throws {
        var document = SamplePortal().document(from: try Samples.example())
        document.dataQuality.notSynced = ["emails", "tasks"]
        for period in PeriodKey.allCases {
            document.activities.byPeriod[period].totals.emails = nil
            document.summary.byPeriod[period].emails = nil
        }
        document.activities.overdueTasks.total = nil
        document.activities.overdueTasks.oldest = nil
        document.activities.overdueTasks.byOwner = nil
        let page = try Samples.render(document)
        #expect(page.contains("E-mails are not synced: their figures are unknown, not zero"))
        #expect(page.contains("Tasks are not synced: HubSpot does not let us read them."))
        #expect(page.contains("e-mails are not synced)"))
    }

    @Test func aSnapshotOfThePastNeverAges() throws {
        let document = try Samples.example()
        let head = try Samples.render(document)
        let past = try Samples.render(document, Samples.manifest(for: document, reading: .asKnown))
        #expect(head.contains("id=age"))
        #expect(!past.contains("id=age"))
        #expect(past.contains("Snapshot: as known then"))
    }

    @Test func theAsOfLineIsInTheZoneOfThePortal() throws {
        var document = try Samples.example()
        document.asOf = "2026-07-01T22:30:00.000Z"
        let page = try Samples.render(document)
        #expect(page.contains("Wed 1 Jul 2026, 23:30 (Europe/London)"))
    }

    /// With as many rows as the seed's portal has; what it is in gzip the end-to-end run measures.
    @Test func thePageKeepsToItsBudgetsAtFullSize() throws {
        let page = try Samples.render(Samples.fullSize())
        let style = try #require(Self.text(between: "<style>", "</style>", in: page))
        let script = try #require(Self.text(between: "<script>", "</script>", in: page))
        #expect(style.utf8.count <= 20 << 10)
        #expect(script.utf8.count <= 60 << 10)
        #expect(page.utf8.count <= 336 << 10)
    }

    @Test func tenYearsOfDaysDoNotMakeThePageLonger() throws {
        var document = try Samples.fullSize()
        let small = try Samples.render(document).utf8.count
        let model = try #require(document.timeSeries?.monthly.first)
        document.timeSeries?.daily = (0..<3_650).map { day in
            var row = model
            row.date = CivilDate(days: 20_779 - Int32(3_650 - day)).description
            return row
        }
        #expect(try Samples.render(document).utf8.count == small)
    }

    @Test func aPortalWithoutAnythingIsExplainedNotDrawn() throws {
        var document = SamplePortal(dealCount: 0).document(from: try Samples.example())
        document.pipeline.stages = []
        document.activities.byDay.rows = []
        for period in PeriodKey.allCases {
            document.activities.byPeriod[period].byOwner = []
            document.activities.byPeriod[period].meetingOutcomes = []
        }
        document.activities.overdueTasks.total = 0
        document.activities.overdueTasks.oldest = []
        let page = try Samples.render(document)
        let texts = page + Self.periods(of: page)
        for sentence in [
            "No deal is open: nothing is in play", "No deal is open.",
            "The portal has no deal pipeline", "No outreach is recorded in the last 92 days.",
            "No meeting starts this week.", "Every task that was due is done.",
        ] {
            #expect(texts.contains(sentence), "\(sentence)")
        }
    }

    /// What the page carries for the other periods, read as the script reads it.
    private static func periods(of page: String) -> String {
        let written = text(between: "id=periods-data>", "</script>", in: page) ?? ""
        return RepeatedText.read(written) ?? ""
    }

    private static func text(between start: String, _ end: String, in page: String) -> String? {
        guard let from = page.range(of: start),
            let to = page.range(of: end, range: from.upperBound..<page.endIndex)
        else { return nil }
        return String(page[from.upperBound..<to.lowerBound])
    }
}
