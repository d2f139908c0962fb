internal import HubSpotModel

extension MetricsBuilder {
    /// Every defined stage, then those that only deals name; dictionary, section 6.3.
    func stages() -> [Section.Stage] {
        let figures = models.pipeline.figures
        let amounts = figures.bySplit(.dealsInStage)
        let weighted = figures.bySplit(.weightedInStage)
        var rows: [Section.Stage] = []
        var defined: Set<UInt64> = []
        for pipeline in context.pipelines {
            let pipelineCode = models.lexicon.knownCode(pipeline.id) ?? 0
            let furthest = furthestCounts(pipelineCode)
            var place = 0
            for stage in pipeline.stages {
                let split = DealImage.stageSplit(
                    pipelineCode, models.lexicon.knownCode(stage.id) ?? 0)
                defined.insert(split)
                var row = Section.Stage(
                    stage, in: pipeline,
                    bag: Self.bag(amounts[split] ?? Tally(), weighted[split]?.sum ?? 0))
                if stage.status == .open { addVisits(to: &row, split) }
                if stage.status == .open || stage.status == .won {
                    addReach(to: &row, furthest, place, isOpen: stage.status == .open)
                    place += 1
                }
                rows.append(row)
            }
        }
        return rows + unknownStages(amounts, weighted, besides: defined)
    }

    /// Deals of a pipeline by the place of their furthest stage.
    private func furthestCounts(_ pipeline: TextCode) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        models.pipeline.figures.forEach(.furthestStages) { entry, tally in
            if entry.split == UInt64(pipeline) {
                counts[Int(entry.detail), default: 0] += tally.count
            }
        }
        return counts
    }

    private func addVisits(to row: inout Section.Stage, _ split: UInt64) {
        let figures = models.pipeline.figures
        let visits = figures.total(.stageVisits, split: split)
        row.completedVisits = visits.count
        row.avgDaysInStage = Rational(visits.sum, over: visits.count).map(DocumentNumber.days)
        row.medianDaysInStage = figures.median(.stageVisits, split: split)
            .map(DocumentNumber.days)
        var count: Int64 = 0
        var entered: Int128 = 0
        for entry in figures.entries(.openVisits) where entry.split == split {
            let begun = entry.cell.before(asOf.milliseconds)
            count += begun.count
            entered += begun.sum
        }
        let age = Int128(count) * Int128(asOf.milliseconds) - entered
        row.avgCurrentAgeDays = Rational(age, over: count).map(DocumentNumber.days)
    }

    private func addReach(
        to row: inout Section.Stage, _ furthest: [Int: Int], _ place: Int, isOpen: Bool
    ) {
        let beyond = furthest.reduce(0) { $0 + ($1.key > place ? $1.value : 0) }
        let reached = beyond + (furthest[place] ?? 0)
        row.reached = reached
        guard isOpen else { return }
        row.advanced = beyond
        row.advanceRate = Rational(beyond, over: reached).map(DocumentNumber.ratio)
    }

    private func unknownStages(
        _ amounts: [UInt64: Tally], _ weighted: [UInt64: Tally], besides defined: Set<UInt64>
    ) -> [Section.Stage] {
        let unknown = amounts.keys.filter { !defined.contains($0) }.map { split in
            UnknownStage(
                pipeline: RecordID(models.lexicon.text(TextCode(split >> 32))),
                stage: RecordID(models.lexicon.text(TextCode(truncatingIfNeeded: split))),
                split: split)
        }
        return unknown.sorted().map { stage in
            let bag = Self.bag(amounts[stage.split] ?? Tally(), weighted[stage.split]?.sum ?? 0)
            let name = stage.stage.text.isEmpty ? "blank" : stage.stage.text
            return Section.Stage(
                pipelineId: stage.pipeline.text, stageId: stage.stage.text,
                label: "Unknown stage (\(name))", displayOrder: nil, probability: nil,
                status: "unknown", deals: bag.deals, amount: bag.amount,
                weightedAmount: bag.weightedAmount)
        }
    }
}

/// A stage that only deals name; ordered by pipeline id, then stage id.
private struct UnknownStage: Comparable {
    let pipeline: RecordID
    let stage: RecordID
    let split: UInt64

    static func < (left: UnknownStage, right: UnknownStage) -> Bool {
        left.pipeline == right.pipeline
            ? left.stage < right.stage : left.pipeline < right.pipeline
    }
}

extension MetricsDocument.Pipeline.Stage {
    fileprivate init(
        _ stage: DealStage, in pipeline: DealPipeline, bag: MetricsDocument.Pipeline.Bag
    ) {
        self.init(
            pipelineId: pipeline.id, stageId: stage.id, label: stage.label,
            displayOrder: stage.displayOrder,
            probability: stage.probability.map(MetricsBuilder.probability),
            status: stage.status.name, deals: bag.deals, amount: bag.amount,
            weightedAmount: bag.weightedAmount)
    }
}
