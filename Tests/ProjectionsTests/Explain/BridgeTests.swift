import HubSpotModel
import LedgerTestSupport
import Testing

@testable import Projections

/// The bridge over random pasts; a failure names the seed.
@Suite("Bridge")
struct BridgeTests {
    private static let seeds: Range<UInt64> = 1..<41

    private static func builder(_ random: RandomPortal) throws -> MetricsBuilder {
        var projection = try PortalProjection(context: random.context)
        for batch in random.portal.log.cut([50]) { try projection.fold(batch) }
        let log = random.portal.log
        return MetricsBuilder(
            try projection.models(), asOf: random.asOf, sequence: .zero, logHash: nil,
            personalText: { log.text($0) })
    }

    /// Two to four instants around `asOf`, ascending, no two the same.
    private static func instants(
        _ random: inout SplitMix64, around asOf: Instant, count: Int
    ) -> [Instant] {
        var found: Set<Int64> = []
        while found.count < count {
            let days = Int64.random(in: -420...20, using: &random)
            let odd: Int64 = [0, 0, 1, -1, 3_600_000].randomElement(using: &random) ?? 0
            found.insert(asOf.milliseconds + days * 86_400_000 + odd)
        }
        return found.sorted().map(Instant.init(milliseconds:))
    }

    private typealias Buckets = MetricsDocument.Pipeline.MovementBuckets

    private static func values(
        _ buckets: Buckets
    ) -> [(name: String, deals: Int, amount: DocumentNumber)] {
        [
            ("opening", buckets.opening), ("new", buckets.new), ("reopened", buckets.reopened),
            ("pulledIn", buckets.pulledIn), ("increased", buckets.increased),
            ("decreased", buckets.decreased), ("pushedOut", buckets.pushedOut),
            ("won", buckets.won), ("lost", buckets.lost), ("disqualified", buckets.disqualified),
            ("removed", buckets.removed), ("closing", buckets.closing),
        ].map { ($0.0, $0.1.deals, $0.1.amount) }
    }

    /// Hundredths by bucket, with the deals, added up from steps.
    private static func totals(_ steps: [DealBridge.Step]) -> [String: (deals: Int, cents: Int128)]
    {
        var totals: [String: (deals: Int, cents: Int128)] = [:]
        for step in steps {
            totals[step.bucket, default: (0, 0)].deals += 1
            totals[step.bucket, default: (0, 0)].cents += step.amount.rational.rounded(scale: 2)
        }
        return totals
    }

    private static func expectClosing(_ buckets: Buckets, _ note: String) {
        var cents: Int128 = 0
        var deals = 0
        for value in values(buckets) {
            let sign: Int128 =
                ["opening", "new", "reopened", "pulledIn", "increased"].contains(value.name)
                ? 1 : -1
            cents += sign * value.amount.rational.rounded(scale: 2)
            if !["increased", "decreased"].contains(value.name) {
                deals += Int(sign) * value.deals
            }
        }
        #expect(cents == 0 && deals == 0, "\(note)")
    }

    @Test(arguments: seeds)
    func everyPoundIsAttributedOnceAndBothColumnsClose(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 350)
        let builder = try Self.builder(random)
        var generator = SplitMix64(seed: seed &* 31)
        for _ in 0..<8 {
            let ends = Self.instants(&generator, around: random.asOf, count: 2)
            guard ends[0] < random.asOf else { continue }
            let bridge = try builder.bridge(from: ends[0], to: ends[1])
            let note = "seed \(seed), \(ends[0]) to \(ends[1])"
            Self.expectClosing(bridge.net, note)
            Self.expectClosing(bridge.gross, note)
            #expect(bridge.net.opening == bridge.gross.opening)
            #expect(bridge.net.closing == bridge.gross.closing)
            for (column, steps) in [
                (bridge.net, bridge.deals.flatMap(\.net)),
                (bridge.gross, bridge.deals.flatMap(\.steps)),
            ] {
                let totals = Self.totals(steps)
                for value in Self.values(column) where !["opening", "closing"].contains(value.name)
                {
                    #expect(totals[value.name]?.deals ?? 0 == value.deals, "\(note) \(value.name)")
                    let cents = totals[value.name]?.cents ?? 0
                    #expect(
                        cents == value.amount.rational.rounded(scale: 2), "\(note) \(value.name)")
                }
            }
            let limit = min(ends[1], random.asOf).description
            for deal in bridge.deals {
                let times = deal.steps.map(\.at)
                #expect(times == times.sorted(), "\(note) \(deal.id)")
                #expect(times.allSatisfy { $0 >= bridge.from && $0 <= limit }, "\(note)")
            }
        }
    }

    @Test(arguments: seeds)
    func twoBridgesInARowAreOneBridgeOverBoth(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 350)
        let builder = try Self.builder(random)
        var generator = SplitMix64(seed: seed &* 37)
        for _ in 0..<6 {
            let ends = Self.instants(&generator, around: random.asOf, count: 3)
            guard ends[1] < random.asOf else { continue }
            let first = try builder.bridge(from: ends[0], to: ends[1])
            let second = try builder.bridge(from: ends[1], to: ends[2])
            let whole = try builder.bridge(from: ends[0], to: ends[2])
            #expect(first.gross.closing == second.gross.opening, "seed \(seed)")
            let pieces = zip(Self.values(first.gross), Self.values(second.gross))
            for ((one, other), all) in zip(pieces, Self.values(whole.gross))
            where !["opening", "closing"].contains(all.name) {
                let (left, right) = (one.amount.rational, other.amount.rational)
                #expect(one.deals + other.deals == all.deals, "seed \(seed) \(all.name)")
                #expect(
                    (left + right).rounded(scale: 2) == all.amount.rational.rounded(scale: 2),
                    "seed \(seed) \(all.name)")
            }
        }
    }

    @Test(arguments: seeds)
    func overThePeriodsNetIsTheWholeMovementOfTheDocument(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 350)
        let builder = try Self.builder(random)
        let document = try builder.document()
        let movements = try #require(document.pipeline.movement)
        for period in PeriodKey.allCases {
            guard let movement = movements[period],
                let start = builder.calendar.range(of: period).start,
                let end = builder.calendar.range(of: period).end
            else {
                #expect(period == .allTime)
                continue
            }
            let zone = builder.zone
            let bridge = try builder.bridge(from: zone.start(of: start), to: zone.start(of: end))
            #expect(bridge.net == movement.whole, "seed \(seed), \(period)")
            #expect(bridge.from == movement.from)
            #expect(bridge.to == movement.to)
        }
    }
}
