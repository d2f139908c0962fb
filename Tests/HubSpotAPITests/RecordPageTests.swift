import HubSpotModel
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

@Suite("Record pages")
struct RecordPageTests {
    /// Reads a page whose records have what every record has; what they say themselves counts.
    private func page(_ text: String) throws -> RecordPage {
        let whole = text.replacing(
            #"{"id":"#,
            with:
                #"{"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","properties":{},"id":"#
        )
        return try RecordPage.read(Array(whole.utf8)).page
    }

    private func record(_ text: String) throws -> PortalRecord {
        try #require(try page(#"{"results":[\#(text)]}"#).records.first)
    }

    @Test func aListPageIsReadWhole() throws {
        let page = try page(
            #"""
            {"results": [{
                "id": "512000000042",
                "properties": {
                  "amount": "1200.5", "closedate": null, "dealname": "", "dealstage": "won",
                  "hs_object_id": "512000000042"
                },
                "createdAt": "2026-05-04T08:10:11.123Z",
                "updatedAt": "2026-05-06T10:00:00Z",
                "archived": true,
                "archivedAt": "2026-06-01T00:00:00.000Z",
                "url": "https://app.hubspot.com/contacts/1234567/record/0-3/512000000042",
                "associations": { "companies": { "results": [ { "id": "1", "type": "x" } ] } }
              }],
              "paging": { "next": { "after": "512000000043", "link": "https://x?after=9" } } }
            """#)
        #expect(page.next == "512000000043")
        #expect(page.portalID == 1_234_567)
        let record = try #require(page.records.first)
        #expect(record.id == .number(512_000_000_042))
        #expect(
            record.properties == [
                NamedValue(name: "amount", value: "1200.5"),
                NamedValue(name: "dealstage", value: "won"),
                NamedValue(name: "hs_object_id", value: "512000000042"),
            ])
        #expect(record.createdAt == 1_777_882_211_123)
        #expect(record.updatedAt == 1_778_061_600_000)
        #expect(record.archived)
        #expect(record.archivedAt == 1_780_272_000_000)
    }

    @Test func theLastPageHasNoCursor() throws {
        #expect(try page(#"{"results":[]}"#).next == nil)
        #expect(try page(#"{"results":[],"paging":{}}"#).next == nil)
        #expect(try page(#"{"results":[],"paging":null}"#).next == nil)
    }

    @Test(arguments: [
        (#""9007199254740993""#, RecordID.number(9_007_199_254_740_993)),
        ("9007199254740993", .number(9_007_199_254_740_993)),
        ("18446744073709551616", .text("18446744073709551616")), (#""abc""#, .text("abc")),
    ])
    func anIDIsExactAsTextOrNumber(json: String, expected: RecordID) throws {
        #expect(try record(#"{"id":\#(json)}"#).id == expected)
    }

    @Test func nullEmptyAndAbsentAreTheSame() throws {
        let absent = try record(#"{"id":"1","properties":{"a":"x"}}"#)
        #expect(try record(#"{"id":"1","properties":{"a":"x","b":null}}"#) == absent)
        #expect(try record(#"{"id":"1","properties":{"a":"x","b":""}}"#) == absent)
        #expect(
            try record(
                #"{"properties":{"b":"","a":"x"},"createdAt":"2026-01-01T00:00:00Z","more":[{}],"updatedAt":"2026-01-01T00:00:00Z","id":1}"#
            ) == absent)
    }

    @Test func ofEqualNamesTheLastCountsAlsoWhenEmpty() throws {
        let record = try record(#"{"id":"1","properties":{"a":"1","b":"2","a":"3","b":null}}"#)
        #expect(record.properties == [NamedValue(name: "a", value: "3")])
        let repeated = try page(
            #"{"results":[{"id":1,"properties":{"a":"1","b":"2"}},{"id":2,"properties":{"a":"1","a":"2"}},{"id":3,"properties":{"a":"4","b":"5"}}]}"#
        )
        #expect(repeated.records.map { $0["a"] } == ["1", "2", "4"])
        #expect(repeated.records.map { $0["b"] } == ["2", nil, "5"])
    }

    @Test func valuesThatAreNoStringsAreTakenAsWritten() throws {
        let record = try record(#"{"id":"1","properties":{"n":1200.50,"t":true,"f":false}}"#)
        #expect(record["n"] == "1200.50")
        #expect(record["t"] == "true")
        #expect(record["f"] == "false")
    }

    @Test(arguments: [
        #"{"results":[{"properties":{}}]}"#, #"{"results":[{"id":""}]}"#,
        #"{"results":[{"id":"1","properties":{"a":[1]}}]}"#, #"{"results":{}}"#, #"{}"#, "[]",
        #"{"results":[1]}"#, #"{"results":[]}x"#,
        #"{"results":[{"id":"1","propertiesWithHistory":{"a":[{"value":"x"}]}}]}"#,
    ])
    func anotherShapeFailsThePageAsAWhole(text: String) {
        #expect(throws: JSONError.self) { try page(text) }
    }

    @Test(arguments: ["id", "properties", "createdAt", "updatedAt"])
    func aRecordWithoutWhatEveryRecordHasFailsThePage(name: String) throws {
        let members = [
            "id": #""1""#, "properties": #"{"a":"x"}"#, "createdAt": #""2026-01-01T00:00:00Z""#,
            "updatedAt": #""2026-01-01T00:00:00Z""#,
        ]
        func body(without name: String?) -> [UInt8] {
            let rest = members.filter { $0.key != name }.map { "\"\($0.key)\":\($0.value)" }
            return Array(#"{"results":[{\#(rest.joined(separator: ","))}]}"#.utf8)
        }
        #expect(try RecordPage.read(body(without: nil)).page.records.count == 1)
        let error = #expect(throws: JSONError.self) { try RecordPage.read(body(without: name)) }
        #expect(error?.reason == .missing(name))
    }

    @Test func aRecordOfTheBinIsArchivedWhereItDoesNotSayIt() throws {
        let row = #"{"id":"1","properties":{},"createdAt":null,"updatedAt":null"#
        for (rest, expected) in [
            ("}", true), (#","archived":false}"#, false), (#","archived":true}"#, true),
        ] {
            let body = Array(#"{"results":[\#(row + rest)]}"#.utf8)
            #expect(try RecordPage.read(body, isBin: true).page.records[0].archived == expected)
        }
    }

    @Test func errorsThatAreCountedAndNotNamedFailTheAnswer() {
        let body = Array(#"{"results":[],"numErrors":2}"#.utf8)
        #expect(throws: JSONError.self) { try RecordPage.read(body) }
    }

    @Test(arguments: [
        (#""7","paging":{"next":{"after":"9"}}"#, false), (#""9""#, true),
        (#""9","paging":{"next":{"after":"8"}}"#, false),
        (#""8","paging":{"next":{"after":"12"}}"#, true),
    ])
    func aPageThatIsNotTheOneBehindItsCursorIsRefused(rest: String, isTaken: Bool) throws {
        let parts = rest.split(separator: ",", maxSplits: 1)
        let tail = parts.count > 1 ? "," + parts[1] : ""
        let page = try page(#"{"results":[{"id":\#(parts[0])}]\#(tail)}"#)
        if isTaken {
            try page.demandItLeadsOn(from: "8")
        } else {
            #expect(throws: JSONError.self) { try page.demandItLeadsOn(from: "8") }
        }
        try page.demandItLeadsOn(from: nil)
    }

    @Test func aTruncatedPageGivesNoRecords() throws {
        let stamps = #""createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z""#
        let text =
            #"{"results":[{"id":"1","properties":{"a":"x"},\#(stamps)},{"id":"2","properties":{},\#(stamps)}],"paging":{}}"#
        _ = try RecordPage.read(Array(text.utf8))
        for length in 0..<text.utf8.count {
            #expect(throws: JSONError.self) {
                try RecordPage.read(Array(text.utf8.prefix(length)))
            }
        }
    }

    @Test func historyKeepsOrderCauseAndClearedValues() throws {
        let record = try record(
            #"""
            {"id":"101","propertiesWithHistory":{"dealstage":[
              {"value":"won","timestamp":"2026-06-03T09:00:00.120Z","sourceType":"CRM_UI","sourceId":"userId:55","updatedByUserId":55},
              {"value":"","timestamp":"2026-05-20T12:00:00.000Z","sourceType":"AUTOMATION_PLATFORM","sourceId":""},
              {"value":"new","timestamp":1779278400000}],
              "amount":[]}}
            """#)
        #expect(
            record.history == [
                "dealstage": [
                    PropertyVersion(
                        value: "won", timestamp: 1_780_477_200_120,
                        cause: Cause(sourceType: "CRM_UI", sourceID: "userId:55")),
                    PropertyVersion(
                        value: nil, timestamp: 1_779_278_400_000,
                        cause: Cause(sourceType: "AUTOMATION_PLATFORM", sourceID: nil)),
                    PropertyVersion(value: "new", timestamp: 1_779_278_400_000, cause: nil),
                ], "amount": [],
            ])
    }

    @Test(arguments: [
        ("2026-05-04T08:10:11.123Z", Int64?.some(1_777_882_211_123)),
        ("2026-05-04T08:10:11Z", 1_777_882_211_000), ("1970-01-01T00:00:00.000Z", 0),
        ("2026-05-04T10:10:11.123+02:00", 1_777_882_211_123), ("1777882211123", 1_777_882_211_123),
        ("2026-02-30T08:10:11.123Z", nil), ("2026-05-04T24:10:11.123Z", nil), ("soon", nil),
        ("2026-05-04X08:10:11.123Z", nil),
    ])
    func aStampIsReadInEveryForm(text: String, expected: Int64?) throws {
        #expect(try record(#"{"id":"1","updatedAt":"\#(text)"}"#).updatedAt == expected)
    }

    @Test(arguments: UInt64(0)..<60)
    func theFastReaderAgreesWithTheTree(seed: UInt64) throws {
        // Keys in changing order, left out, escaped and repeated: what the shortcut must survive.
        var random = SplitMix64(seed: seed)
        let names = (0..<8).map { "p\($0)" } + ["na\\u006de", "x\\ty"]
        var rows: [String] = []
        for id in 0..<12 {
            var chosen = names.filter { _ in Int.random(in: 0..<10, using: &random) > 1 }
            if Int.random(in: 0..<4, using: &random) == 0 { chosen.shuffle(using: &random) }
            if Int.random(in: 0..<6, using: &random) == 0 { chosen += chosen.prefix(2) }
            let members = chosen.map { name in
                let value =
                    [#""v\#(id)""#, "null", #""""#, "17", #""\u00e9""#]
                    .randomElement(using: &random) ?? "null"
                return "\"\(name)\":\(value)"
            }
            rows.append(#"{"id":"\#(id)","properties":{\#(members.joined(separator: ","))}}"#)
        }
        let text = #"{"results":[\#(rows.joined(separator: ","))]}"#
        let records = try page(text).records
        let tree = try JSONValue(Array(text.utf8))["results"].elements
        #expect(records.count == tree.count)
        for (record, row) in zip(records, tree) {
            let expected = row["properties"].members.compactMapValues(\.text)
            let actual = Dictionary(
                uniqueKeysWithValues: record.properties.map { ($0.name, $0.value) })
            #expect(actual == expected, "seed \(seed)")
        }
    }
}
