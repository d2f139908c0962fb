import EventStore
import Foundation
import HubSpotModel
import Testing

/// The JSON lines of `log` and `records`, read by another parser.
@Suite("JSON lines", .timeLimit(.minutes(1)))
struct LinesTests {
    let test = TestLedger()
    let deal = RecordKey(.deals, "42")

    private func logLines(_ reader: LedgerReader) throws -> [String] {
        let lines = LogLines(symbols: try reader.symbols())
        var json = JSONText()
        for batch in try reader.batches() {
            for event in batch.events {
                let texts = try reader.personalTexts(lines.personalReferences(event, of: batch))
                lines.write(event, of: batch, texts: texts, to: &json)
            }
        }
        return json.text.split(separator: "\n").map(String.init)
    }

    private func recordLines(
        _ reader: LedgerReader, _ object: ObjectType, all: Bool = false
    ) throws -> [String] {
        var json = JSONText()
        try reader.forEachRecord(of: object, includingGone: all) { row, symbols in
            RecordLines(symbols: symbols, showsState: all).write(row, to: &json)
            return true
        }
        return json.text.split(separator: "\n").map(String.init)
    }

    private func write() async throws -> LedgerWriter {
        let writer = try test.create()
        let primary = AssociationType(category: "HUBSPOT_DEFINED", typeID: 5, label: "Primary")
        let plain = AssociationType(category: "HUBSPOT_DEFINED", typeID: 341, label: nil)
        var draft = EventDraft.of(
            .created, deal, ["amount": "10.50", "dealname": "Rose \"A\"\n\u{1}é\\"], at: 2_000)
        draft.cause = Cause(sourceType: "CRM_UI", sourceID: "userId:9")
        draft.createdAt = 1_000
        try await writer.append(
            draft,
            EventDraft(
                .linksChanged, of: deal,
                links: [
                    LinkDraft(
                        to: .companies, links: [PortalLink(target: "7", types: [plain, primary])])
                ]),
            EventDraft(.syncCompleted, values: [NamedValue(name: "types", value: "deals")]))
        _ = try await writer.commit(pass: .refresh, run: 1) { ledger in
            try ledger.setStamps(RecordStamps(updatedAt: 3_000), of: deal)
        }
        return writer
    }

    @Test func anEventIsOneLine() async throws {
        let writer = try await write()
        let lines = try logLines(writer.reader)
        let expected = """
            {"sequence":1,"kind":"created","object":"deals","id":"42",\
            "sourceTime":"1970-01-01T00:00:02.000Z","observedTime":"2026-11-18T11:06:40.000Z",\
            "pass":"refresh","run":1,"cause":{"sourceType":"CRM_UI","sourceId":"userId:9"},\
            "changes":[{"property":"amount","before":null,"after":"10.50"},\
            {"property":"dealname","before":null,"after":"Rose \\"A\\"\\u000a\\u0001é\\\\"},\
            {"property":"createdAt","before":null,"after":"1970-01-01T00:00:01.000Z"}]}
            """
        #expect(lines[0] == expected)
        #expect(
            lines[1].hasSuffix(
                """
                "links":[{"to":"companies","id":"7","types":[{"category":"HUBSPOT_DEFINED",\
                "typeId":5,"label":"Primary"},{"category":"HUBSPOT_DEFINED","typeId":341,\
                "label":null}],"change":"added"}]}
                """))
        #expect(lines[2].contains("\"object\":null,\"sourceTime\":null"))
        #expect(!lines[2].contains("\"id\""))
        for line in lines {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test func aRecordIsOneLine() async throws {
        let writer = try await write()
        let expected = """
            {"id":"42","properties":{"amount":"10.50",\
            "dealname":"Rose \\"A\\"\\u000a\\u0001é\\\\"},"createdAt":"1970-01-01T00:00:01.000Z",\
            "updatedAt":"1970-01-01T00:00:03.000Z","archived":false,"archivedAt":null,\
            "associations":{"companies":[{"id":"7","types":[{"category":"HUBSPOT_DEFINED",\
            "typeId":5,"label":"Primary"},{"category":"HUBSPOT_DEFINED","typeId":341,"label":null}]}]}}
            """
        #expect(try recordLines(writer.reader, .deals) == [expected])
    }

    @Test func erasedTextIsNullInTheLogAndLeftOutOfTheRecord() async throws {
        let writer = try await write()
        _ = try await writer.commit(pass: .ledger, run: 2) { try $0.erase(deal) }
        let line = try logLines(writer.reader)[0]
        #expect(
            line.contains(
                "{\"property\":\"dealname\",\"before\":null,\"after\":null,\"erased\":true}"))
        #expect(try recordLines(writer.reader, .deals).isEmpty)
        let all = try recordLines(writer.reader, .deals, all: true)
        #expect(all.count == 1)
        #expect(
            all.first?.contains("\"state\":\"erased\",\"properties\":{\"amount\":\"10.50\"}")
                == true)
    }

    @Test func aPipelineShowsItsStagesInTheirOrder() async throws {
        let writer = try test.create()
        try await writer.append(
            .of(
                .created, RecordKey(.pipelines, "default"),
                [
                    "label": "Sales", "stage/b/c/label": "Won", "stage/b/c/displayOrder": "1",
                    "stage/a/label": "Open", "stage/a/displayOrder": "0",
                    "stage/10/label": "Last", "stage/9/label": "Ninth",
                ]))
        let lines = try recordLines(writer.reader, .pipelines)
        #expect(
            lines.first?.hasSuffix(
                """
                "stages":[{"id":"a","displayOrder":"0","label":"Open"},{"id":"b/c",\
                "displayOrder":"1","label":"Won"},{"id":"9","label":"Ninth"},\
                {"id":"10","label":"Last"}]}
                """) == true)
    }

    @Test func recordsComeByIDAndInPages() async throws {
        let writer = try test.create()
        for page in 0..<3 {
            try await writer.append(
                (0..<900).map {
                    .of(
                        .created,
                        RecordKey(.deals, .number(UInt64((page * 900 + $0) * 7919 % 2_700))))
                })
        }
        try await writer.append(.of(.created, RecordKey(.deals, "word")))
        var ids: [RecordID] = []
        try writer.reader.forEachRecord(of: .deals) { row, _ in
            ids.append(row.key.id)
            return true
        }
        #expect(ids == (0..<2_700).map { .number($0) } + ["word"])
        #expect(try writer.reader.counts()[.deals]?.live == 2_701)
    }
}
