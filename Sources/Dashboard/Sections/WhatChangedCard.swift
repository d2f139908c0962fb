import Projections

/// Sentences: the biggest movement, the most overdue thing, the longest idle deal, the best source.
struct WhatChangedCard: Component {
    let context: PageContext

    private var document: MetricsDocument { context.document }

    var body: Markup {
        Card(id: "changed", width: .full, title: "What changed", mode: .followsFilter) {
            tag("ul", ["class": "say"]) {
                if let movement = document.pipeline.movement {
                    PerPeriod(element: "li") { sentence(movement[$0], $0) }
                }
                tag("li") { overdue }
                tag("li") { idle }
                if let leads = document.leads {
                    PerPeriod(element: "li") { sentence(leads.byPeriod[$0].bySource, $0) }
                }
            }
        }
    }

    @MarkupBuilder
    private func sentence(
        _ movement: MetricsDocument.Pipeline.Movement?, _ period: PeriodKey
    ) -> Markup {
        let steps = movement.map { MovementStep.inside($0.whole) } ?? []
        let biggest = steps.filter { $0.bucket.amount != 0 }.max {
            $0.bucket.amount.magnitude < $1.bucket.amount.magnitude
        }
        if movement == nil {
            "Movement needs a period with a start; choose another one."
        } else if let biggest {
            "Biggest movement \(period.phrase): "
            FigureSource(
                format: context.format,
                path: "pipeline.movement.\(period.rawValue).whole.\(biggest.key)"
            ).compact(biggest.bucket.amount, "amount")
            " \(biggest.label.lowercased()) in \(context.counted(biggest.bucket.deals, "deal"))."
        } else {
            "The open amount did not move \(period.phrase)."
        }
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
            "No source brought a lead or a won deal \(period.phrase)."
        }
    }
}
