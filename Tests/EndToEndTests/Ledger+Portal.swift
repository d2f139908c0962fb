import Foundation
import Testing

extension Ledger {
    /// Compares one type whole with the truth of the portal, and names the first differences.
    ///
    /// - Returns: how many records were compared.
    @discardableResult
    func expectEqualsPortal(
        _ object: TrackedObject, _ name: String = "", _ place: SourceLocation = #_sourceLocation
    ) async throws -> Int {
        let truth = try await portal.truth(object.name).map { $0.read(as: object) }
        let known = try await records(object.name).map(\.ordered)
        let expected = Dictionary(uniqueKeysWithValues: truth.map { ($0.id, $0) })
        let found = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
        #expect(!truth.isEmpty, "the portal has \(object.name)", sourceLocation: place)
        let isInOrder = known.map(\.id) == known.map(\.id).sorted(by: Self.isLower)
        #expect(isInOrder, "\(object.name) \(name)", sourceLocation: place)
        #expect(known.count == found.count, "\(object.name) \(name)", sourceLocation: place)
        for id in found.keys.filter({ expected[$0] == nil }).sorted().prefix(3) {
            Issue.record(
                "\(name) \(object.name) \(id) is not in the portal", sourceLocation: place)
        }
        let different = expected.filter { found[$0.key] != $0.value }.map(\.key).sorted()
        for id in different.prefix(3) {
            let words = expected[id]?.differences(from: found[id]) ?? []
            Issue.record(
                """
                \(name) \(different.count) of \(truth.count) \(object.name) differ, so \(id): \
                \(words.prefix(5).joined(separator: "; "))
                """, sourceLocation: place)
        }
        return truth.count
    }

    /// Ids are numbers without leading zeros.
    private static func isLower(_ left: String, _ right: String) -> Bool {
        (left.utf8.count, left) < (right.utf8.count, right)
    }
}
