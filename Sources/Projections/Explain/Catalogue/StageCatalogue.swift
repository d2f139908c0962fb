internal import HubSpotModel

extension CatalogueWriter {
    mutating func addStages() {
        let row = "pipeline.stages[]"
        let day = ExplainScope.dayMilliseconds
        add("\(row).displayOrder", "The place of the stage, as its pipeline defines it.") { s in
            s.definition
        }
        add("\(row).probability", "The probability of the stage, as its pipeline defines it.") {
            s in s.definition
        }
        add("\(row).deals", "Deals that are in the stage now, of any status.") { s in
            .count(s.inStage(.dealsInStage))
        }
        add("\(row).amount", "Amount of deals that are in the stage now.") { s in
            .amount(s.inStage(.dealsInStage))
        }
        add("\(row).weightedAmount", "Amount times probability of deals in the stage now.") { s in
            .amount(s.inStage(.weightedInStage))
        }
        add("\(row).completedVisits", "Stays in the stage that have ended.") { s in
            .count(s.inStage(.stageVisits))
        }
        add("\(row).avgDaysInStage", "Mean length of stays that have ended.") { s in
            .mean(s.inStage(.stageVisits), per: day)
        }
        add("\(row).medianDaysInStage", .stageTime) { s in
            .median(s.inStage(.stageVisits), per: day)
        }
        add("\(row).avgCurrentAgeDays", .stageAge) { s in
            s.currentAges
        }
        add("\(row).reached", "Deals whose furthest point is this stage or beyond.") { s in
            .count(s.furthest { $0 >= s.pathPlace })
        }
        add("\(row).advanced", "Deals whose furthest point is beyond this stage.") { s in
            .count(s.furthest { $0 > s.pathPlace })
        }
        add("\(row).advanceRate", .advanceRate) { s in
            .share(s.furthest { $0 > s.pathPlace }, of: [s.furthest { $0 >= s.pathPlace }])
        }
    }
}

extension ExplainScope {
    private var pipelineID: String { row?["pipelineId"]?.text ?? "" }
    private var stageID: String { row?["stageId"]?.text ?? "" }

    fileprivate var definition: MetricBasis {
        .stated([
            value("pipeline", pipelineID), value("stage", stageID),
            value("label", row?["label"]?.text),
        ])
    }

    fileprivate func inStage(_ measure: MeasureID) -> FactQuery {
        let (pipeline, stage) = (pipelineID, stageID)
        let lexicon = builder.models.lexicon
        return FactQuery(
            measure: measure,
            split: { split in
                lexicon.text(TextCode(split >> 32)) == pipeline
                    && lexicon.text(TextCode(truncatingIfNeeded: split)) == stage
            })
    }

    /// The place of the row's stage among the open and won ones of its pipeline.
    fileprivate var pathPlace: UInt64 {
        let stages = builder.context.pipelines.first { $0.id == pipelineID }?.stages ?? []
        let path = stages.filter { $0.status == .open || $0.status == .won }
        return UInt64(path.firstIndex { $0.id == stageID } ?? 0)
    }

    fileprivate func furthest(_ isPlace: @escaping (UInt64) -> Bool) -> FactQuery {
        let pipeline = pipelineID
        let lexicon = builder.models.lexicon
        return FactQuery(
            measure: .furthestStages,
            split: { lexicon.text(TextCode(truncatingIfNeeded: $0)) == pipeline },
            detail: isPlace)
    }

    fileprivate var currentAges: MetricBasis {
        var query = inStage(.openVisits)
        query.condition = before(
            builder.asOf.milliseconds, "it entered the stage at asOf or later")
        let asOf = Int128(builder.asOf.milliseconds)
        var listed: [MetricBasis.Listed] = []
        for entry in book.entries(.openVisits, in: builder.zone) {
            for fact in entry.facts where query.mismatch(fact) == nil {
                listed.append(
                    .init(
                        record: entry.record,
                        contribution: .init(units: asOf - (fact.amount ?? asOf), scale: 0),
                        weight: 1))
            }
        }
        var basis = MetricBasis.list(
            listed, of: [.deals], reason: "it is not open in this stage with a stay that began",
            unit: "milliseconds")
        basis.combine = .ratio
        basis.perUnit = Self.dayMilliseconds
        return basis
    }
}
