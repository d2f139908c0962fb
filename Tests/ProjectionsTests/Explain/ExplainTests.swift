import HubSpotModel
import Testing

@testable import Projections

/// Every number of a document, explained: adding the contributions up again gives it exactly.
@Suite("Explanations")
struct ExplainTests {
    // MARK: - Documents

    static func example() throws -> Explainer {
        let zone = try Fixture.zone("Europe/London")
        var portal = try InputPortal(Fixture.bytes("metrics-example-input"), zone: zone)
        portal.log.commit()
        let asOf = try #require(portal.asOf)
        var references = ReferenceFold()
        for batch in portal.log.batches { try references.fold(batch) }
        var configuration = MetricsConfiguration()
        configuration.holidays = portal.tree["config"]["holidays"].items.compactMap {
            $0.string?.civilDate
        }
        let context = try ProjectionContext.build(
            from: references.references, configuration: configuration)
        return try explainer(context, portal.log, asOf)
    }

    private static func explainer(
        _ context: ProjectionContext, _ log: PortalLog, _ asOf: Instant
    ) throws -> Explainer {
        var projection = try PortalProjection(context: context)
        for batch in log.batches { try projection.fold(batch) }
        let builder = MetricsBuilder(
            try projection.models(), asOf: asOf, sequence: .zero, logHash: nil,
            personalText: { log.text($0) })
        return try Explainer(builder, projection.recordBook())
    }

    // MARK: - Adding up again

    /// The figure that the contributions give; not for derived and stated figures.
    private static func readded(_ explanation: Explanation) -> DocumentNumber? {
        let contributions = explanation.counted.map(\.contribution.rational)
        let decimals = explanation.decimals ?? 0
        func number(_ value: Rational) -> DocumentNumber {
            let unit = value.divided(by: explanation.perUnit.rational) ?? .zero
            return DocumentNumber(units: unit.rounded(scale: decimals), scale: UInt8(decimals))
        }
        let sum = contributions.reduce(Rational.zero, +)
        switch explanation.combine {
        case .sum: return number(sum)
        case .ratio:
            let weights = explanation.counted.map { $0.weight?.rational ?? .zero }
            return sum.divided(by: weights.reduce(Rational.zero, +)).map(number)
        case .median:
            let sorted = contributions.sorted()
            guard !sorted.isEmpty else { return nil }
            let middle = sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
            return middle.divided(by: Rational(2)).map(number)
        case .derived, .stated: return explanation.value
        }
    }

    /// What is wrong with the explanation of a figure; empty for a good one.
    private static func faults(
        _ explainer: Explainer, _ path: String, _ period: PeriodKey?
    ) -> [String] {
        let name = "\(path) \(period?.rawValue ?? "")"
        let explanation: Explanation
        do {
            explanation = try explainer.explain(path, period: period)
        } catch {
            return ["\(name): \(error)"]
        }
        var faults: [String] = []
        if explanation.metric != path || explanation.period != period {
            faults.append("\(name): explained as \(explanation.metric)")
        }
        if readded(explanation) != explanation.value {
            faults.append(
                "\(name): \(explanation.value?.description ?? "none"), but contributions give "
                    + "\(readded(explanation)?.description ?? "none")")
        }
        if explanation.formula.isEmpty { faults.append("\(name): no formula") }
        let counted = Set(explanation.counted.map { "\($0.object)/\($0.id)" })
        let excluded = explanation.excluded.map { "\($0.object)/\($0.id)" }
        if !counted.isDisjoint(with: excluded) || Set(excluded).count != excluded.count {
            faults.append("\(name): a record stands on both sides, or twice")
        }
        if explanation.excluded.contains(where: \.reason.isEmpty) {
            faults.append("\(name): a record is left out without a reason")
        }
        if explanation.combine == .derived, explanation.inputs.isEmpty {
            faults.append("\(name): derived from nothing")
        }
        for input in explanation.inputs {
            guard let metric = input.metric else { continue }
            do {
                let inner = try explainer.explain(metric, period: input.period)
                var value = Explanation.InputValue.null
                if let number = inner.value { value = .number(number) }
                if value != input.value { faults.append("\(name): input \(metric) differs") }
            } catch {
                faults.append("\(name): \(error)")
            }
        }
        return faults
    }

    @Test func everyNumberOfTheExampleIsExplainedAndAddsUp() throws {
        let explainer = try Self.example()
        let metrics = explainer.allMetrics
        #expect(metrics.count > 2_000)
        var faults: [String] = []
        for metric in metrics { faults += Self.faults(explainer, metric.path, metric.period) }
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(25).joined(separator: "\n"))")
    }

    @Test(arguments: UInt64(1)...10)
    func everyNumberOfARandomPortalIsExplainedAndAddsUp(seed: UInt64) throws {
        let random = try RandomPortal(seed: seed, events: 300)
        let explainer = try Self.explainer(
            random.context, random.portal.log, random.asOf)
        var faults: [String] = []
        // One of each kind, with each period, and every seventh of the rest.
        var seen: Set<String> = []
        for (place, metric) in explainer.allMetrics.enumerated() {
            let kind = metric.path.split(separator: "[").first.map(String.init) ?? ""
            guard seen.insert("\(kind) \(metric.period?.rawValue ?? "")").inserted || place % 7 == 0
            else { continue }
            faults += Self.faults(explainer, metric.path, metric.period)
        }
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(25).joined(separator: "\n"))")
    }

    @Test func everyFigureOfTheCatalogueHasASentence() {
        for (pattern, formula) in MetricCatalogue.formulas {
            #expect(formula.hasSuffix(".") && formula.count > 4, "\(pattern)")
        }
    }

    // MARK: - Paths

    @Test func aPathWithoutPeriodIsTheSnapshotElseTheYearToDate() throws {
        let explainer = try Self.example()
        #expect(try explainer.explain("pipeline.winRate").period == .ytd)
        #expect(try explainer.explain("pipeline.winRate", period: .lastYear).period == .lastYear)
        #expect(try explainer.explain("pipeline.openDeals").period == nil)
        #expect(try explainer.explain("pipeline.byPeriod.mtd.winRate").period == .mtd)
        let owner = try #require(
            explainer.allMetrics.first { $0.path.hasPrefix("pipeline.byOwner[") }?.path)
        #expect(owner.hasSuffix("].deals"))
        #expect(try explainer.explain(owner).period == nil)
        // A figure that is none has a formula and no value.
        let none = try explainer.explain("pipeline.movement.whole.won.amount", period: .mtd)
        #expect(none.combine == .sum)
        #expect(throws: UnknownMetric.self) {
            try explainer.explain("pipeline.movement.whole.won.amount", period: .allTime)
        }
    }

    @Test(arguments: [
        ("pipeline.winrate", "pipeline.winRate"), ("pipelin.openDeals", "pipeline.openDeals"),
        ("wonRevenue", "wonRevenue"), ("target.required.leads", "target.model.required.leads"),
    ])
    func anUnknownMetricIsAnsweredWithTheNearest(path: String, nearest: String) throws {
        let explainer = try Self.example()
        let error = #expect(throws: UnknownMetric.self) { try explainer.explain(path) }
        #expect(error?.nearest.contains { $0.hasSuffix(nearest) } ?? false, "\(error as Any)")
        #expect(error?.description.contains(path) ?? false)
    }

    @Test(arguments: [
        "", ".", "a..b", "a.", "[x", "pipeline", "pipeline.byOwner",
        "pipeline.byOwner[nobody].deals",
        "pipeline.openDeals.x", "records.deals[1", "asOf",
    ])
    func whatIsNoFigureIsUnknown(path: String) throws {
        let explainer = try Self.example()
        #expect(throws: UnknownMetric.self) { try explainer.explain(path) }
    }
}
