import HubSpotModel
import Projections

/// Won revenue of the running month, quarter and year against their targets, as bullet bars.
struct TargetCard: Component {
    let context: PageContext

    private struct Line {
        let name: String
        let key: String
        let coverage: MetricsDocument.Pipeline.Coverage
        let attainment: MetricsDocument.Target.Attainment?
    }

    private var lines: [Line] {
        let coverage = context.document.pipeline.coverage
        let attainment = context.document.target?.attainment
        let today = context.today
        return [
            Line(
                name: DateWords.longMonths[today.month - 1], key: "month",
                coverage: coverage.month, attainment: attainment?.month),
            Line(
                name: "Q\((today.month + 2) / 3) \(today.year)", key: "quarter",
                coverage: coverage.quarter, attainment: attainment?.quarter),
            Line(
                name: "\(today.year)", key: "year", coverage: coverage.year,
                attainment: attainment?.year),
        ]
    }

    var body: Markup {
        Card(
            id: "target-bars", width: .thirdOrHalf, title: "Won against target",
            subtitle: "The running month, quarter and year",
            mode: .snapshot, term: .attainment
        ) {
            if context.document.dataQuality.notSynced.contains("deals") {
                EmptyState(NotSynced.sentence(["deals"]))
            } else {
                bars
            }
        }
    }

    @MarkupBuilder
    private var bars: Markup {
        tag("div", ["class": "bls"]) { for line in lines { row(line) } }
        tag("p", ["class": "key"]) {
            tag("span", ["class": "kt"])
            "target"
            tag("span", ["class": "kx"])
            "today’s share of the time"
        }
    }

    private func row(_ line: Line) -> Markup {
        let path =
            line.attainment == nil
            ? "pipeline.coverage.\(line.key)" : "target.attainment.\(line.key)"
        let source = FigureSource(format: context.format, path: path)
        let coverage = line.coverage
        return tag("div", ["class": "bl"]) {
            tag("span", ["class": "bn"]) { line.name }
            tag("span", ["class": "bv"]) {
                source.compact(
                    coverage.wonToDate, line.attainment == nil ? "wonToDate" : "won")
                tag("span", ["class": "so"]) {
                    " of "
                    source.compact(coverage.target, "target")
                }
            }
            bullet(coverage)
            tag("span", ["class": "bx so"]) {
                if let attainment = line.attainment {
                    source.percent(
                        attainment.attainment, "attainment", absence: "the target is zero")
                    " attained, "
                    source.compact(attainment.expectedToDate, "expectedToDate")
                    " expected by today"
                } else {
                    source.compact(coverage.remaining, "remaining")
                    " to go"
                }
            }
        }
    }

    private func bullet(_ coverage: MetricsDocument.Pipeline.Coverage) -> Markup {
        let won = max(0, coverage.wonToDate.approximate)
        let target = max(0, coverage.target.approximate)
        let x = LinearScale(domain: 0...max(won, target), from: 0, to: 99)
        return tag("svg", ["class": "bu", "height": "20", "aria-hidden": "true"]) {
            Mark.column(x: 0, width: x(target), from: 4, to: 16, class: "track")
            Mark.column(x: 0, width: x(won), from: 6, to: 14, class: "pri")
            if let share = elapsedShare(coverage) {
                Mark.rule(x: x(target * share), from: 2, to: 18, class: "now")
            }
            Mark.rule(x: x(target), from: 1, to: 19, class: "goal")
        }
    }

    /// How much of the interval has passed, today included: the place of a tick, no figure.
    private func elapsedShare(_ coverage: MetricsDocument.Pipeline.Coverage) -> Double? {
        guard let start = DateWords.date(coverage.startDate),
            let end = DateWords.date(coverage.endDate), start < end
        else { return nil }
        let passed = Double(context.today.days - start.days + 1)
        return min(max(passed / Double(end.days - start.days), 0), 1)
    }
}
