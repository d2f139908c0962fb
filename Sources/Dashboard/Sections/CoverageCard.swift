import Projections

/// Whether enough is open to reach the targets of month, quarter and year.
struct CoverageCard: Component {
    let context: PageContext

    private var format: FigureFormat { context.format }

    var body: Markup {
        let coverage = context.document.pipeline.coverage
        let lines = [
            ("Month", "month", coverage.month), ("Quarter", "quarter", coverage.quarter),
            ("Year", "year", coverage.year),
        ]
        Card(
            id: "coverage", width: .fiveTwelfths, title: headline,
            subtitle: "Open amount closing in the interval ÷ what is left of the target",
            mode: .snapshot, term: .coverage
        ) {
            DataTable(
                name: "coverage", section: .pipeline, caption: "Coverage of the targets",
                path: "pipeline.coverage", keys: lines.map(\.1),
                columns: [
                    .text("Interval", "key"), .number("Remaining", "remaining"),
                    .number("Closing", "openClosing.amount"),
                    .number("Coverage", "coverage", .coverage),
                    .number("Weighted", "weightedCoverage"),
                    .number("Needed", "requiredCoverage"),
                ],
                rows: lines.map { label, _, line in
                    DataTable.Row(cells: [
                        .text(label), .text(format.compactMoney(line.remaining)),
                        .text(format.compactMoney(line.openClosing.amount)),
                        .text(format.factor(line.coverage)),
                        .text(format.factor(line.weightedCoverage)),
                        .text(format.factor(line.requiredCoverage)),
                    ])
                })
            Actions()
        }
    }

    private var headline: String {
        let quarter = context.document.pipeline.coverage.quarter
        if quarter.remaining == 0 { return "This quarter’s target is met" }
        guard let have = quarter.coverage, let need = quarter.requiredCoverage else {
            return "Coverage of the targets"
        }
        return "This quarter is covered \(format.factor(have)), \(format.factor(need)) is needed"
    }
}
