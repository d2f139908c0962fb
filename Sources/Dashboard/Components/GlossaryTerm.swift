/// The words that the page explains, once: for info buttons and for the glossary.
enum GlossaryTerm: String, Sendable, CaseIterable {
    case wonRevenue, pipelineValue, openDeals, winRate, averageDeal, activities, totalContacts
    case newLeads, weighted, overdueClose, undatedClose, stale, stageAge, advanceRate, coverage
    case velocity, movement, winRateBroad, createdCohort, salesCycle, activityTarget
    case connectRate, meetingOutcomes, overdueTasks, attainment, disqualified

    var title: String {
        switch self {
        case .wonRevenue: "Won revenue"
        case .pipelineValue: "Pipeline value"
        case .openDeals: "Open deals"
        case .winRate: "Win rate"
        case .averageDeal: "Average deal"
        case .activities: "Activities"
        case .totalContacts: "Total contacts"
        case .newLeads: "New leads"
        case .weighted: "Weighted amount"
        case .overdueClose: "Overdue close"
        case .undatedClose: "No close date"
        case .stale: "Stale deal"
        case .stageAge: "Days in stage"
        case .advanceRate: "Advance rate"
        case .coverage: "Coverage"
        case .velocity: "Sales velocity"
        case .movement: "Pipeline movement"
        case .winRateBroad: "Broad win rate"
        case .createdCohort: "Created cohort"
        case .salesCycle: "Sales cycle"
        case .activityTarget: "Activity target"
        case .connectRate: "Connect rate"
        case .meetingOutcomes: "Meeting outcomes"
        case .overdueTasks: "Overdue tasks"
        case .attainment: "Attainment"
        case .disqualified: "Disqualified"
        }
    }

    var definition: String {
        switch self {
        case .wonRevenue:
            "Amounts of deals in a won stage, placed by close date, in company currency."
        case .pipelineValue: "The sum of the amounts of all open deals now; missing ones count 0."
        case .openDeals: "Deals whose stage is not closed, now."
        case .winRate:
            "Won ÷ (won + lost) among the deals that closed in the period, by close date. "
                + "Disqualified deals are not losses."
        case .averageDeal:
            "Mean amount of the deals won in the period; deals without an amount are left out."
        case .activities:
            "Calls made, e-mails sent, meetings held, tasks completed and notes, placed by their "
                + "own time and before the as-of time."
        case .totalContacts: "Contacts in the CRM now, without archived and merged ones."
        case .newLeads:
            "Contacts that became a lead in the period, whenever they were created."
        case .weighted: "Amount times the probability of the deal's stage."
        case .overdueClose: "Open deals whose expected close date lies before today."
        case .undatedClose: "Open deals without an expected close date."
        case .stale:
            "An open deal without any activity for longer than the threshold. Edits and stage "
                + "moves are not activity."
        case .stageAge:
            "Median time of completed visits to the stage, and the mean age of the visits that "
                + "still run."
        case .advanceRate:
            "Of the deals that reached the stage, the share that went further."
        case .coverage:
            "Open amount expected to close in the interval ÷ what is left of its target. Enough "
                + "is 1 ÷ win rate."
        case .velocity: "Open deals × win rate × average deal ÷ sales cycle."
        case .movement:
            "How the open amount came from the start of the period to its end: what came in, "
                + "what grew or shrank, what left."
        case .winRateBroad: "Won ÷ (won + lost + disqualified)."
        case .createdCohort:
            "What became of the deals created in the period, wherever they stand now. Low for "
                + "young periods."
        case .salesCycle: "Days from create date to close date of won deals."
        case .activityTarget:
            "Daily target × working days so far for calls and e-mails; weekly target ÷ 5 for "
                + "meetings. Today counts as a full day."
        case .connectRate: "Calls with the outcome Connected ÷ counted calls."
        case .meetingOutcomes:
            "All meetings by start time in the period, future and cancelled ones included."
        case .overdueTasks: "Tasks neither completed nor deferred whose due time has passed."
        case .attainment: "Actual ÷ target."
        case .disqualified: "Closed deals that were never real chances; not losses."
        }
    }
}
