/// The words that the page explains, once: for info buttons and for the glossary.
enum GlossaryTerm: String, Sendable, CaseIterable {
    case wonRevenue, pipelineValue, openDeals, winRate, averageDeal, activities, totalContacts
    case newLeads, weighted, overdueClose, undatedClose, stale, stageAge, advanceRate, coverage
    case velocity, movement, winRateBroad, createdCohort, salesCycle, activityTarget
    case connectRate, meetingOutcomes, overdueTasks, attainment, disqualified
    case reached, sourceEffectiveness, leadStatus, activeLeads, funnel, cohort
    case requiredVolumes, whatIf, sensitivity, pace, lifecycle, engagementScore, companies
    case hotContact, webSignals, emailReactions, latestSignals, lastContacted
    case reasons, forecast, runRate, seasonal, range

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
        case .reached: "Reached a stage"
        case .sourceEffectiveness: "Leads by source"
        case .leadStatus: "Lead status"
        case .activeLeads: "Active leads"
        case .funnel: "Funnel"
        case .cohort: "Customer cohort"
        case .requiredVolumes: "Required volumes"
        case .whatIf: "What-if"
        case .sensitivity: "Sensitivity"
        case .pace: "Pace"
        case .lifecycle: "Lifecycle stage"
        case .engagementScore: "Engagement score"
        case .companies: "Company of a deal"
        case .hotContact: "Hot contact"
        case .webSignals: "Web signals"
        case .emailReactions: "E-mail reactions"
        case .latestSignals: "People by latest signal"
        case .lastContacted: "Last contacted"
        case .reasons: "Win and loss reasons"
        case .forecast: "Weighted forecast"
        case .runRate: "Run rate"
        case .seasonal: "Seasonal forecast"
        case .range: "Forecast range"
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
        case .reached:
            "A contact reached a stage when it is there or beyond, or has a date for it. It counts "
                + "in the period of the first such date."
        case .sourceEffectiveness:
            "Leads of the period by the contact’s original source, and how many of those same "
                + "leads are MQL, SQL or customer by now. Won deals by the deal’s source and "
                + "close date."
        case .leadStatus: "The period’s leads by the lead status that they have now."
        case .activeLeads: "Contacts that reached lead and not customer, now."
        case .funnel:
            "Contacts that ever reached each stage; skipping one counts as passing it. Median days "
                + "between the first dates of two stages, where both are known."
        case .cohort:
            "Of the contacts created in a month, the share that became customers within so many "
                + "months. Empty until the youngest of them has had that long."
        case .requiredVolumes:
            "Target ÷ average deal = deals; ÷ win rate = opportunities; then ÷ each conversion "
                + "back to leads. The whole numbers are rounded up."
        case .whatIf:
            "The same formulas with the rates you choose. Untouched, they give the document’s "
                + "figures."
        case .sensitivity:
            "What ten percent more of one factor, or ten percent less cycle, does to the revenue "
                + "of a month."
        case .pace: "Won ÷ (target × the share of the time that has passed)."
        case .lifecycle: "Contacts by their lifecycle stage now."
        case .engagementScore:
            "5 × form conversions up to 10, 2 × visits up to 20, page views up to 50, 3 × e-mail "
                + "clicks up to 10, e-mail opens up to 20, 2 × contacts by sales up to 20, 10 for "
                + "a reply; 30, 20 or 10 more when last engaged within 7, 30 or 90 days."
        case .companies:
            "A deal counts for its primary company, else for the one with the lowest id."
        case .hotContact:
            "A visit, conversion, open or click lately, a web score above the threshold, and not "
                + "yet a customer."
        case .webSignals:
            "Sums of the counters that HubSpot keeps on each contact, over all time."
        case .emailReactions:
            "Opens and clicks of marketing e-mails ÷ delivered ones, over all time."
        case .latestSignals:
            "People whose latest such event falls in the period. HubSpot stores the first and the "
                + "last only, so these count people, not events."
        case .lastContacted: "Contacts whose last contact by sales falls in the period."
        case .reasons:
            "Deals won and lost in the period by the reason recorded on them, and the share of "
                + "all won or lost."
        case .forecast:
            "Won so far in the month, and the weighted amount of the open deals expected to close "
                + "in it and not before today."
        case .runRate: "Mean won revenue of the last full months, for every month to come."
        case .seasonal:
            "Won revenue of the same month a year before × the growth of the last twelve full "
                + "months. It needs 24 months of won deals."
        case .range: "Least and greatest of the three forecasts that are known."
        }
    }
}
