import Foundation
import Testing

/// The whole way, from a portal behind HTTP to the figures, against the metric dictionary's example.
extension EndToEnd {
    @Suite("The worked example over HTTP")
    struct WorkedExampleTests {
        private static func fixture(_ name: String) throws -> NSDictionary {
            let path = Program.repository + "/Tests/ProjectionsTests/Fixtures/\(name).json"
            let data = try #require(FileManager.default.contents(atPath: path), "no \(path)")
            return try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
        }

        private static func text(_ value: Any) throws -> String {
            String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
        }

        @Test func aSyncOfTheExamplePortalGivesTheExampleDocument() async throws {
            let input = try Self.fixture("metrics-example-input")
            let expected = try Self.fixture("metrics-example")
            let asOf = try #require(input["asOf"] as? String)
            let portal = try await Portal(.init(scale: 0.01, now: asOf))
            try await portal.control("POST", "portal", try Self.text(input))
            let configuration = try Self.text(["metrics": try #require(input["config"])])
            let ledger = try Ledger(
                portal,
                environment: ["HUBLEDGER_TEST_SEED": "1", "HUBLEDGER_TEST_CLOCK": asOf],
                configuration: configuration)
            try await ledger.sync()
            let made = try #require(
                try JSONSerialization.jsonObject(with: await ledger.metrics()) as? NSDictionary)
            for (key, value) in expected where "\(key)" != "sequence" && "\(key)" != "logHash" {
                let found = try #require(made[key], "\(key) is missing")
                var differences: [String] = []
                Self.compare(value, found, "\(key)", &differences)
                #expect(differences == [])
            }
            #expect(made.count == expected.count)
        }

        /// Numbers as doubles, everything else exactly; says where two trees part.
        private static func compare(
            _ expected: Any, _ found: Any, _ path: String, _ differences: inout [String]
        ) {
            switch (expected, found) {
            case (let one as NSDictionary, let other as NSDictionary):
                for key in Set(one.allKeys.map { "\($0)" } + other.allKeys.map { "\($0)" }).sorted()
                {
                    guard let left = one[key], let right = other[key] else {
                        differences.append("\(path).\(key) is on one side only")
                        continue
                    }
                    compare(left, right, "\(path).\(key)", &differences)
                }
            case (let one as NSArray, let other as NSArray):
                guard one.count == other.count else {
                    differences.append("\(path): \(one.count) items, found \(other.count)")
                    return
                }
                for index in 0..<one.count {
                    compare(one[index], other[index], "\(path)[\(index)]", &differences)
                }
            default:
                guard (expected as? NSObject) != (found as? NSObject) else { return }
                differences.append("\(path): \(expected), found \(found)")
            }
        }
    }
}
