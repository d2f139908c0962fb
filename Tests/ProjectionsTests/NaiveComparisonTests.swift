import HubSpotModel
import Testing

@testable import Projections

/// The folds against the slow and obvious computation; a failure names the seed.
@Suite("Comparison with the naive computation")
struct NaiveComparisonTests {
    @Test(arguments: UInt64(1)..<16)
    func theFoldEqualsTheNaiveComputation(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 350)
        let made = try ProjectionLawsTests.document(random, random.portal.log.cut([40]))
        let naive = NaivePortal(random.portal, random.context, asOf: random.asOf)
        try ProjectionLawsTests.expectEqual(made, naive.document(like: made))
    }

    /// Large enough for lists that are cut, and for every figure to have something to count.
    @Test(arguments: UInt64(1)..<5)
    func aLargePortalEqualsTheNaiveComputation(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed ^ 0xC0FFEE, events: 4_000, idMax: 150)
        let made = try ProjectionLawsTests.document(random, random.portal.log.cut([300]))
        let naive = NaivePortal(random.portal, random.context, asOf: random.asOf)
        try ProjectionLawsTests.expectEqual(made, naive.document(like: made))
    }
}
