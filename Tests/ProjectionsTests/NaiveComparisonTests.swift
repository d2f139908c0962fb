import HubSpotModel
import Testing

@testable import Projections

/// The folds against the slow and obvious computation; a failure names the seed.
@Suite("Comparison with the naive computation")
struct NaiveComparisonTests {
    @Test(arguments: UInt64(1)..<31)
    func theFoldEqualsTheNaiveComputation(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 350)
        let made = try JSONTree(
            ProjectionLawsTests.document(random, random.portal.log.cut([40])))
        let naive = NaivePortal(random.portal, random.context, asOf: random.asOf)
        var differences: [String] = []
        func compare(_ path: String, _ tree: JSONTree, _ value: some Encodable) throws {
            let expected = try JSONTree(try DocumentEncoder().encode(value))
            differences += tree.differences(from: expected, at: path)
        }
        try compare("activities", made["activities"], naive.activities())
        try compare("pipeline", made["pipeline"], naive.pipeline(naive.movement()))
        try compare("dataQuality", made["dataQuality"], naive.dataQuality())
        try compare("records.deals", made["records"]["deals"], naive.dealRecords())
        try compare("records.owners", made["records"]["owners"], naive.ownerRecords())
        try compare("summary", made["summary"], naive.summary())
        if !differences.isEmpty {
            Issue.record("\(differences.prefix(10).joined(separator: "\n"))")
        }
    }
}
