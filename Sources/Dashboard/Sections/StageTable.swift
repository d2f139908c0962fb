import Projections

/// Every stage with its deals, amounts, pace and advance rate: one aligned table.
struct StageTable: Component {
    let context: PageContext

    private typealias Stage = MetricsDocument.Pipeline.Stage

    private var format: FigureFormat { context.format }
    private var stages: [MetricsDocument.Pipeline.Stage] { context.document.pipeline.stages }

    var body: Markup {
        Card(
            id: "stages", width: .full, title: headline,
            subtitle: "Deals now in each stage; days and advance rate over all history",
            mode: .snapshot, term: .stageTime
        ) {
            if stages.isEmpty {
                EmptyState("The portal has no deal pipeline, or none that the settings count.")
            } else {
                table
                Actions(csv: true)
            }
        }
    }

    private var headline: String {
        let all = context.document.pipeline.openAmount
        let open = stages.filter { $0.status == "open" && $0.deals > 0 }
        guard let place = open.soleGreatest(\.amount), open[place].amount > 0 else {
            return "Stages"
        }
        let name = PortalText.shown(open[place].label)
        return open.count == 1
            ? "All that is open stands in \(name)"
            : "\(name) holds the most: \(format.compactMoney(open[place].amount)) of the "
                + "\(format.compactMoney(all)) open"
    }

    private var table: DataTable {
        let open = stages.filter { $0.status == "open" }
        let dealsMax = Double(open.map(\.deals).max() ?? 0)
        let amountMax = open.map(\.amount.approximate).max() ?? 0
        let pipeline = context.document.pipeline
        return DataTable(
            name: "stages", section: .pipeline, caption: "Deals by stage",
            path: "pipeline.stages",
            columns: [
                .text("Stage", "label"), .number("Probability", "probability"),
                .number("Deals", "deals", opens: .stage),
                .number("Amount", "amount", opens: .stage),
                .number("Weighted", "weightedAmount", .weighted, opens: .stage),
                .number("Median days", "medianDaysInStage", .stageTime),
                .number("Age now, days", "avgCurrentAgeDays", .stageAge),
                .number("Advance rate", "advanceRate", .advanceRate),
            ],
            rows: stages.map { row($0, dealsMax: dealsMax, amountMax: amountMax) },
            totals: [
                .text("Open"), .empty, .text(format.count(pipeline.openDeals)),
                .text(format.money(pipeline.openAmount)),
                .text(format.money(pipeline.weightedAmount)), .empty, .empty, .empty,
            ])
    }

    private func row(_ stage: Stage, dealsMax: Double, amountMax: Double) -> DataTable.Row {
        let isOpen = stage.status == "open"
        return DataTable.Row(
            cells: [
                name(stage), .text(format.percent(stage.probability)),
                Line {
                    if isOpen { Bar(share: share(Double(stage.deals), of: dealsMax), style: "q") }
                    format.count(stage.deals)
                }.body,
                Line {
                    if isOpen { Bar(share: share(stage.amount.approximate, of: amountMax)) }
                    format.money(stage.amount)
                }.body,
                .text(isOpen ? format.money(stage.weightedAmount) : FigureFormat.missing),
                .text(format.days(stage.medianDaysInStage)),
                .text(format.days(stage.avgCurrentAgeDays)),
                Line {
                    if let rate = stage.advanceRate { Bar(share: rate.approximate, style: "s q") }
                    format.percent(stage.advanceRate)
                }.body,
            ], extraClass: isOpen ? nil : "cl")
    }

    private func name(_ stage: Stage) -> Markup {
        Line {
            PortalText(stage.label)
            if isAmbiguous(stage) {
                tag("span", ["class": "so"]) {
                    " pipeline "
                    PortalText(stage.pipelineId)
                }
            }
            switch stage.label.lowercased() == stage.status ? "open" : stage.status {
            case "won": tag("span", ["class": "tg good"]) { "won" }
            case "lost": tag("span", ["class": "tg bad"]) { "lost" }
            case "disqualified": tag("span", ["class": "tg"]) { "disqualified" }
            case "unknown": tag("span", ["class": "tg"]) { "not defined" }
            default: Markup.empty
            }
        }.body
    }

    /// Whether a stage of another pipeline has the same name; pipelines have only their ids here.
    private func isAmbiguous(_ stage: Stage) -> Bool {
        stages.contains { $0.label == stage.label && $0.pipelineId != stage.pipelineId }
    }

    private func share(_ value: Double, of greatest: Double) -> Double {
        greatest > 0 ? max(0, value) / greatest : 0
    }
}
