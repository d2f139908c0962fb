import Projections

/// Sentences: what moved this week and last, what the period made of the open amount, the most overdue
/// task, the longest idle deal, the best source.
struct WhatChangedCard: Component {
    let context: PageContext

    private typealias Movement = MetricsDocument.Pipeline.Movement

    private var document: MetricsDocument { context.document }

    var body: Markup {
        Card(id: "changed", width: .thirdOrHalf, title: "What changed", mode: .followsFilter) {
            tag("ul", ["class": "say"]) {
                if let movement = document.pipeline.movement,
                    !document.dataQuality.notSynced.contains("deals")
                {
                    tag("li") { week("This week", .thisWeek, movement) }
                    tag("li") { week("Last week", .lastWeek, movement) }
                    PerPeriod(element: "li") { sentence(movement[$0], $0) }
                }
                tag("li") { overdue }
                if !document.dataQuality.notSynced.contains("deals") { tag("li") { idle } }
                if let leads = document.leads {
                    PerPeriod(element: "li") { sentence(leads.byPeriod[$0].bySource, $0) }
                }
            }
        }
    }

    /// The three largest buckets of a week, whichever period is chosen.
    @MarkupBuilder
    private func week(
        _ name: String, _ period: PeriodKey, _ movement: ByPeriod<Movement?>
    ) -> Markup {
        let steps = movement[period].map { MovementStep.inside($0.whole) } ?? []
        let largest = steps.filter { $0.bucket.amount != 0 }
            .sorted { $0.bucket.amount.magnitude > $1.bucket.amount.magnitude }.prefix(3)
        tag("b") { name }
        if largest.isEmpty {
            ": the pipeline did not move."
        } else {
            for (index, step) in largest.enumerated() {
                index == 0 ? ": " : ", "
                amount(step, period)
                " \(step.label.lowercased())"
            }
            "."
        }
    }

    private func amount(_ step: MovementStep, _ period: PeriodKey) -> Figure {
        FigureSource(
            format: context.format, path: "pipeline.movement.\(period.rawValue).whole.\(step.key)"
        ).compact(step.bucket.amount, "amount")
    }

    @MarkupBuilder
    private func sentence(_ movement: Movement?, _ period: PeriodKey) -> Markup {
        if let movement {
            let steps = MovementStep.all(movement.whole)
            let biggest = steps.dropFirst().dropLast().filter { $0.bucket.amount != 0 }.max {
                $0.bucket.amount.magnitude < $1.bucket.amount.magnitude
            }
            if let biggest, let opening = steps.first, let closing = steps.last {
                "Open amount \(period.phrase): "
                amount(opening, period)
                " → "
                amount(closing, period)
                "; biggest movement: "
                amount(biggest, period)
                " \(biggest.label.lowercased()) in \(context.counted(biggest.bucket.deals, "deal"))."
            } else {
                "The open amount did not move \(period.phrase)."
            }
        } else {
            "Of all deals, "
            decided(period)
        }
    }

    /// What stands for the movement of a period that has no start.
    @MarkupBuilder
    private func decided(_ period: PeriodKey) -> Markup {
        let results = document.pipeline.byPeriod[period]
        let source = FigureSource(
            format: context.format, path: "pipeline.byPeriod.\(period.rawValue)")
        source.count(results.dealsWon, "dealsWon")
        " won "
        source.compact(results.wonRevenue, "wonRevenue")
        ", "
        source.count(results.dealsLost, "dealsLost")
        " lost "
        source.compact(results.lostAmount, "lostAmount")
        "."
    }

    @MarkupBuilder
    private var overdue: Markup {
        let tasks = document.activities.overdueTasks
        if let task = tasks.oldest?.first {
            "Most overdue task: "
            PortalText(task.shownName)
            " of "
            PortalText(context.ownerName(task.ownerId))
            ", \(context.counted(task.daysOverdue, "day")) late."
        } else if tasks.oldest != nil {
            "No task is overdue."
        } else {
            "Tasks are not synced, so nothing is known of overdue ones."
        }
    }

    @MarkupBuilder
    private var idle: Markup {
        if let deal = document.pipeline.staleDeals.first {
            "Longest idle deal: "
            PortalText(deal.name)
            " of "
            PortalText(context.ownerName(deal.ownerId))
            ", \(context.counted(deal.daysSinceActivity, "day")) without activity."
        } else {
            "No open deal is stale."
        }
    }

    @MarkupBuilder
    private func sentence(
        _ rows: [MetricsDocument.Leads.SourceRow], _ period: PeriodKey
    ) -> Markup {
        let best = rows.enumerated().max { left, right in
            (left.element.wonRevenue, left.element.leads, -left.offset)
                < (right.element.wonRevenue, right.element.leads, -right.offset)
        }
        if let best, best.element.wonDeals + best.element.leads > 0 {
            "Best source \(period.phrase): "
            PortalText(best.element.label)
            ", "
            FigureSource(
                format: context.format,
                path: "leads.byPeriod.\(period.rawValue).bySource.\(best.offset)"
            ).compact(best.element.wonRevenue, "wonRevenue")
            " won and \(context.counted(best.element.leads, "lead"))."
        } else {
            period.none(
                "No source", "brought a lead or a won deal", "has brought a lead or a won deal")
                + "."
        }
    }
}
