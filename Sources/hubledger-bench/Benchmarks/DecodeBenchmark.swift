import EventStore
import Foundation
import HubSpotAPI
import HubSpotModel

/// Decodes list pages of dense contacts, and the same pages with the library's decoders.
struct DecodeBenchmark: Benchmark {
    let name = "decode"
    let summary = "list pages of 100 dense contacts, against JSONSerialization and JSONDecoder"

    private static let pages = 20
    private static let recordBytes = 2_000

    func run(_ settings: BenchSettings, _ fixtures: Fixtures) async throws -> [Figure] {
        let pages = Self.pages(seed: settings.seed)
        let bytes = Double(pages.reduce(0) { $0 + $1.count })
        let datas = pages.map { Data($0) }
        let decoder = JSONDecoder()
        var ours = Samples()
        var serialization = Samples()
        var decodable = Samples()
        var records = 0
        for _ in 0..<settings.runs {
            for page in pages {
                records += try ours.time { try RecordPage(body: page).records.count }
            }
            for data in datas {
                _ = try serialization.time { try JSONSerialization.jsonObject(with: data) }
            }
            for data in datas.prefix(5) {
                let page = try decodable.time { try decoder.decode(DecodablePage.self, from: data) }
                guard page.results.count == 100 else {
                    throw BenchmarkError("JSONDecoder found \(page.results.count) records")
                }
            }
        }
        guard records == 100 * pages.count * settings.runs else {
            throw BenchmarkError("the decoder found \(records) records")
        }
        func rate(_ name: String, _ samples: Samples) -> Figure {
            let pageBytes = bytes / Double(pages.count)
            return Figure(name, pageBytes / 1e6 / (samples.median / 1000), "MB/s").steps(samples)
        }
        let own = rate("pages", ours)
        return [
            own.compared(
                with: "JSONSerialization", ratio: serialization.median / ours.median),
            own.compared(with: "JSONDecoder", ratio: decodable.median / ours.median),
            Figure("records", 100 / (ours.median / 1000), "records/s"),
            rate("JSONSerialization", serialization), rate("JSONDecoder", decodable),
        ]
    }

    /// Contacts of about 2 KB, as HubSpot writes them; nulls for what has no value.
    private static func pages(seed: UInt64) -> [[UInt8]] {
        let portal = SyntheticPortal(seed: seed, records: pages * 200)
        return (0..<pages).map { page in
            var json = JSONText()
            json.object { json in
                json.key("results")
                json.array { json in
                    for place in page * 100..<page * 100 + 100 {
                        write(portal.record(.contacts, place), to: &json)
                    }
                }
                json.key("paging")
                json.object { json in
                    json.key("next")
                    json.object { json in
                        json.member("after", "\(page * 100 + 100)")
                        json.member("link", "https://api.hubapi.com/?after=\(page * 100 + 100)")
                    }
                }
            }
            return json.bytes
        }
    }

    private static func write(_ record: PortalRecord, to json: inout JSONText) {
        json.object { json in
            json.member("id", record.id.text)
            json.key("properties")
            json.object { json in
                let start = json.bytes.count
                for property in record.properties { json.member(property.name, property.value) }
                json.member("hs_object_id", record.id.text)
                json.member("hs_merged_object_ids", nil as String?)
                var number = 0
                while json.bytes.count - start < recordBytes {
                    number += 1
                    json.member("custom_property_\(number)", "value \(number) of a custom field")
                }
            }
            let created = record.createdAt.map { Instant(milliseconds: $0).description }
            json.member("createdAt", created)
            json.member("updatedAt", record.updatedAt.map { Instant(milliseconds: $0).description })
            json.member("archived", false)
            json.member("url", "https://app.hubspot.com/contacts/4242424/record/0-1/\(record.id)")
        }
    }
}

/// The same page for `JSONDecoder`.
private struct DecodablePage: Decodable {
    struct Record: Decodable {
        let id: String
        let properties: [String: String?]
        let createdAt: String
        let updatedAt: String
        let archived: Bool
    }

    struct Paging: Decodable {
        struct Next: Decodable { let after: String }
        let next: Next?
    }

    let results: [Record]
    let paging: Paging?
}
