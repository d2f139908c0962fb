import Foundation
import Testing

/// What was folded step by step equals what is folded anew.
extension EndToEnd {
    @Suite("Incremental figures")
    struct ReplayTests {
        /// All commands of a test read the same clock, so that `asOf` is the same.
        private static let frozen = [
            "HUBLEDGER_TEST_SEED": "5", "HUBLEDGER_TEST_CLOCK": "2026-11-22T15:00:00.000Z",
        ]
        private static let shape = Portal.Shape(
            scale: 0.03, seed: 51, now: "2026-11-22T14:30:00.000Z")

        @Test func metricsEqualThoseOfAReplayByteForByte() async throws {
            let portal = try await Portal(Self.shape)
            let ledger = try Ledger(portal, environment: Self.frozen)
            try await ledger.sync()
            for round in 1...5 {
                try await portal.change(60, seed: UInt64(round))
                let report = try await ledger.sync()
                #expect(report.projections?.rebuilt == false)
                let incremental = try await ledger.metrics()
                let views = ledger.folder.path + "/data/views"
                let aside = ledger.folder.path + "/views.aside"
                try FileManager.default.moveItem(atPath: views, toPath: aside)
                let replayed = try await ledger.metrics()
                #expect(incremental == replayed, "round \(round)")
                // Reading commands fold in memory: the folder must not have come back.
                #expect(!FileManager.default.fileExists(atPath: views + "/data.mdb"))
                try? FileManager.default.removeItem(atPath: views)
                try FileManager.default.moveItem(atPath: aside, toPath: views)
            }
        }

        @Test func metricsEqualThoseOfAFreshLedgerOfTheSamePortal() async throws {
            let portal = try await Portal(Self.shape)
            let ledger = try Ledger(portal, environment: Self.frozen)
            try await ledger.sync()
            for round in 1...5 {
                try await portal.change(
                    60, seed: UInt64(100 + round), kinds: Portal.datedChanges)
                try await ledger.sync()
            }
            let fresh = try Ledger(portal, environment: Self.frozen)
            try await fresh.sync()
            let differences = Self.differences(
                try JSONSerialization.jsonObject(with: await ledger.metrics()),
                try JSONSerialization.jsonObject(with: await fresh.metrics()))
            let other = differences.filter { !["sequence", "logHash"].contains($0.path) }
            #expect(other.isEmpty, "\(other.prefix(10))")
        }

        struct Difference: CustomStringConvertible {
            let path: String
            let left: String
            let right: String

            var description: String { "\(path): \(left) ≠ \(right)" }
        }

        /// The leaves in which two parsed documents differ.
        private static func differences(
            _ left: Any?, _ right: Any?, at path: String = ""
        ) -> [Difference] {
            if let left = left as? [String: Any], let right = right as? [String: Any] {
                return Set(left.keys).union(right.keys).sorted().flatMap { key in
                    differences(
                        left[key], right[key], at: path.isEmpty ? key : "\(path).\(key)")
                }
            }
            if let left = left as? [Any], let right = right as? [Any], left.count == right.count {
                return left.indices.flatMap {
                    differences(left[$0], right[$0], at: "\(path)[\($0)]")
                }
            }
            let (one, other) = (text(left), text(right))
            return one == other ? [] : [Difference(path: path, left: one, right: other)]
        }

        private static func text(_ value: Any?) -> String {
            guard let value else { return "absent" }
            return String("\(value)".prefix(200))
        }
    }
}
