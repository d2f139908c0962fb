internal import HubSpotModel

extension DealImage {
    /// Pipeline and stage in one number.
    static func stageSplit(_ pipeline: TextCode, _ stage: TextCode) -> UInt64 {
        UInt64(pipeline) << 32 | UInt64(stage)
    }

    fileprivate var stageSplit: UInt64 { Self.stageSplit(pipeline, stage) }
    /// The amount in hundredths.
    var cents: Int128? { amount.map { Int128($0.minorUnits) } }
}

extension PipelineAnalyzer {
    /// The base measures of deals; money in hundredths, weighted amounts in millionths.
    static let measures: [BaseMeasure<DealImage>] =
        standingMeasures + flowMeasures + stageMeasures

    private static let standingMeasures: [BaseMeasure<DealImage>] = [
        .init(
            .dealsInStage, "Deals and their amount by the stage they are in.",
            counts: \.isLive, split: \.stageSplit, amount: \.cents),
        .init(
            .weightedInStage, "Amount times probability of deals by the stage they are in.",
            counts: \.isLive, split: \.stageSplit, amount: \.weighted),
        .init(
            .openByOwner, GlossaryTerm.openDeals.definition,
            counts: \.isOpen, split: { UInt64($0.owner) }, amount: \.cents),
        .init(
            .openWeightedByOwner, GlossaryTerm.weighted.definition,
            counts: \.isOpen, split: { UInt64($0.owner) }, amount: \.weighted),
        .init(
            .openByClose, "Open deals and their amount by expected close.",
            counts: \.isOpen, at: \.closeDate, amount: \.cents),
        .init(
            .openWeightedByClose, "Amount times probability of open deals by expected close.",
            counts: \.isOpen, at: \.closeDate, amount: \.weighted),
    ]

    private static let flowMeasures: [BaseMeasure<DealImage>] = [
        .init(
            .dealsCreated, "Deals by create time, split by what became of them.",
            counts: \.isLive, at: \.created, split: { UInt64($0.status.rawValue) },
            amount: \.cents),
        .init(
            .dealsWon, GlossaryTerm.wonRevenue.definition,
            counts: \.isWon, at: \.closed, split: { UInt64($0.owner) }, amount: \.cents,
            keeping: .amounts),
        .init(
            .salesCycles, GlossaryTerm.salesCycle.definition,
            counts: { $0.isWon && ($0.cycle ?? -1) >= 0 }, at: \.closed,
            amount: { $0.cycle.map { Int128($0) } }, keeping: .amounts),
        .init(
            .dealsLost, "Lost deals and their amount by close time and owner.",
            counts: { $0.isLive && $0.status == .lost }, at: \.closed,
            split: { UInt64($0.owner) }, amount: \.cents),
        .init(
            .dealsDisqualified, GlossaryTerm.disqualified.definition,
            counts: { $0.isLive && $0.status == .disqualified }, at: \.closed, amount: \.cents),
    ]

    private static let stageMeasures: [BaseMeasure<DealImage>] = [
        .init(.stageVisits, "Milliseconds that deals spent in a stage they have left.") {
            deal, _ in
            guard deal.isLive else { return [] }
            return deal.visits.compactMap { visit in
                visit.exited.map { exited in
                    Fact(
                        duration: exited.milliseconds - visit.entered.milliseconds,
                        split: DealImage.stageSplit(deal.pipeline, visit.stage))
                }
            }
        },
        .init(.openVisits, "When open deals entered the stage they are in.") { deal, zone in
            guard deal.isOpen,
                let visit = deal.visits.first(where: {
                    $0.exited == nil && $0.stage == deal.stage
                })
            else { return nil }
            let entered = visit.entered.milliseconds
            return Fact(
                date: zone.date(of: visit.entered), split: deal.stageSplit, detail: 0,
                amount: Int128(entered), position: entered)
        },
        .init(
            .furthestStages, "Deals by the furthest open or won stage they have reached.",
            counts: { $0.isLive && $0.furthest != nil }, split: { UInt64($0.pipeline) },
            detail: { UInt64($0.furthest ?? 0) }),
    ]
}
