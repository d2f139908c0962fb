import Foundation
import HubSpotModel
import LedgerTestSupport
import Testing

@testable import HubSpotAPI

/// Pages with bytes changed, lost and doubled: the reader says what Foundation's says, or nothing.
@Suite("Mutated pages")
struct PageMutationTests {
    /// A page as Foundation reads it, put together by the words of HubSpot's documents.
    private struct Reference: Equatable {
        var records: [Record] = []
        var next: String?

        struct Record: Equatable {
            var id: String
            var properties: [String: String]
            var archived: Bool
        }
    }

    private static func page(_ random: inout SplitMix64) -> [UInt8] {
        let names = ["firstname", "e\\u006dail", "amount", "x\\ty", "naïve"]
        let rows = (1...6).map { id in
            let members = names.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }.map {
                let value =
                    ["null", #""""#, #""v\#(id)""#, "12.50", "true", #""\u00e9\ud83d\ude00""#]
                    .randomElement(using: &random) ?? "null"
                return "\"\($0)\": \(value)"
            }
            return """
                {"id":"\(id * 1_000)","properties":{\(members.joined(separator: ","))},\
                "createdAt":"2026-05-04T08:10:11.123Z","updatedAt":"2026-05-06T10:00:00Z",\
                "archived":\(id.isMultiple(of: 3)),"more":[{"a":[1,-2.5e3]}]}
                """
        }
        return Array(
            """
            {"results":[\(rows.joined(separator: ",\n "))],
             "paging":{"next":{"after":"7000","link":"https://x?after=9"}}}
            """.utf8)
    }

    private static func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        let interesting = Array("{}[]\",:\\u0019eE+-.tfn \n\u{1}/x".utf8) + [0xFF, 0xC3]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, index + Int.random(in: 1...12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[index] = interesting.randomElement(using: &random) ?? 0
            case 1: bytes.removeSubrange(index..<end)
            case 2: bytes.insert(contentsOf: bytes[index..<end], at: index)
            case 3: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: index)
            default:
                if Int.random(in: 0..<8, using: &random) == 0 {
                    bytes.removeLast(bytes.count - end)
                }
            }
        }
        return bytes
    }

    /// A scalar as text; `nil` for none, and `.none` inside where it is no scalar at all.
    private static func text(_ value: Any?) -> String?? {
        switch value {
        case nil, is NSNull: .some(nil)
        case let text as String: .some(text.isEmpty ? nil : text)
        default: nil
        }
    }

    private static func reference(_ bytes: [UInt8]) -> Reference? {
        let json = try? JSONSerialization.jsonObject(with: Data(bytes))
        guard let page = json as? [String: Any], let rows = page["results"] as? [Any] else {
            return nil
        }
        var reference = Reference()
        for row in rows {
            guard let row = row as? [String: Any], let id = row["id"] as? String,
                let values = row["properties"] as? [String: Any]
            else { return nil }
            var properties: [String: String] = [:]
            for (name, value) in values {
                guard let text = text(value) else { continue }
                properties[name] = text
            }
            reference.records.append(
                .init(id: id, properties: properties, archived: row["archived"] as? Bool ?? false))
        }
        let paging = page["paging"] as? [String: Any]
        let next = paging?["next"] as? [String: Any]
        reference.next = (next?["after"] as? String).flatMap { $0.isEmpty ? nil : $0 }
        return reference
    }

    /// Names and values of the texts that a record was read with; numbers are compared elsewhere.
    private static func reference(_ page: RecordPage, _ texts: Reference) -> Reference {
        Reference(
            records: zip(page.records, texts.records).map { record, other in
                let known = record.properties.filter { other.properties[$0.name] != nil }
                return .init(
                    id: record.id.text,
                    properties: Dictionary(known.map { ($0.name, $0.value) }) { $1 },
                    archived: record.archived)
            }, next: page.next)
    }

    @Test(arguments: UInt64(0)..<150)
    func whatIsReadIsWhatFoundationReads(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let whole = Self.page(&random)
        let expected = try #require(Self.reference(whole))
        let page = try RecordPage.read(whole).page
        #expect(Self.reference(page, expected) == expected, "seed \(seed)")
        #expect(expected.next == "7000" && expected.records.count == 6)
        for _ in 0..<60 {
            let bytes = Self.mutate(whole, &random)
            guard let page = try? RecordPage.read(bytes).page else { continue }
            let shown = String(decoding: bytes, as: UTF8.self)
            // Half a surrogate pair is no reason for us to refuse a page.
            if shown.contains(#/\\u[dD][89a-fA-F]/#) { continue }
            guard let expected = Self.reference(bytes) else {
                // An id may be a number, `paging` of any shape; else Foundation reads what we read.
                let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
                #expect(isJSON, "only we read \(shown), seed \(seed)")
                continue
            }
            #expect(page.records.count == expected.records.count, "seed \(seed): \(shown)")
            let found = Self.reference(page, expected)
            #expect(found.records == expected.records, "seed \(seed): \(shown)")
        }
    }
}
