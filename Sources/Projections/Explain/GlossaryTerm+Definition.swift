extension GlossaryTerm {
    /// What counts and what places it in time; one sentence, of few words.
    ///
    /// Source: the metric dictionary, in the order of its sections.
    package var definition: String {
        switch self {
        // Deals.
        case .openDeals: "Deals whose stage is not closed, as of now."
        case .pipelineValue: "Amount of all open deals as of now; a missing amount counts 0."
        case .weighted:
            "Amount × probability of open deals: their stage’s, or their own where the settings "
                + "say so."
        case .overdueClose: "Open deals whose expected close date lies before today."
        case .undatedClose: "Open deals without an expected close date."
        case .wonRevenue:
            "Amount of the deals in a won stage, by close date, in company currency."
        case .winRate:
            "Won ÷ (won + lost) of the deals closed in the period, by close date; disqualified "
                + "ones are not losses."
        case .winRateBroad:
            "Won ÷ (won + lost + disqualified) of the deals closed in the period, by close date."
        case .averageDeal:
            "Mean amount of the deals won in the period, by close date; those without an amount "
                + "are left out."
        case .salesCycle:
            "Days from create date to close date of the deals won in the period, by close date."
        case .disqualified:
            "Deals closed in a stage for those that were no real chance, by close date; not losses."
        case .createdCohort:
            "Won ÷ all deals created in the period, by create date, wherever they stand now; low "
                + "for young periods."
        case .stageTime:
            "Median length of the stays in the stage that have ended, by the dates of entering "
                + "and leaving it."
        case .stageAge:
            "Mean time that the open deals now in the stage have been there, by the date they "
                + "entered it."
        case .advanceRate:
            "Deals that got beyond the stage ÷ deals that got to it, over all history."
        case .stale:
            "Open deals without activity for longer than the threshold, by the last activity "
                + "date, else the create date; edits and stage moves are not activity."
        case .coverage:
            "Open amount with a close date from today to the end of the interval ÷ what is left "
                + "of its target; enough is 1 ÷ win rate."
        case .velocity: "Open deals × win rate × average deal ÷ sales cycle."
        case .movement:
            "Open amount at the end of the period: opening + new + reopened + pulled in + "
                + "increased − decreased − pushed out − won − lost − disqualified − removed."
        // Leads and the funnel.
        case .newLeads:
            "Contacts that became a lead in the period, by the first date of that stage or a "
                + "later one, else the create date."
        case .reached:
            "Whoever is at a stage or beyond has reached it, on the first date that says so, else "
                + "the create date."
        case .sourceEffectiveness:
            "Leads of the period by original source, and how many of those same leads are MQL, "
                + "SQL or customer by now."
        case .dealSource:
            "Won deals by close date and by their own original source, else that of their first "
                + "contact."
        case .leadStatus: "Leads of the period by the lead status that they have now."
        case .activeLeads: "Contacts that have reached lead and not customer, as of now."
        case .funnel:
            "Contacts that ever reached the stage; who skips one counts as passing it. Days are "
                + "the median between the first dates of both stages, where both are known."
        case .cohort:
            "Contacts created in a month, by create date, that became customers within so many "
                + "months ÷ all of them; empty until the youngest has had that long."
        // Activities and contacts.
        case .activities:
            "Calls made, e-mails sent, meetings not cancelled, moved or missed, tasks completed and "
                + "notes, each by its own date before the as-of time."
        case .activityTarget:
            "Daily target × working days so far for calls and e-mails, weekly target × working "
                + "days ÷ 5 for meetings; today counts whole."
        case .connectRate: "Calls with the outcome Connected ÷ calls made, by activity date."
        case .meetingOutcomes:
            "All meetings by start time and outcome, future and cancelled ones too."
        case .overdueTasks:
            "Tasks neither completed nor deferred whose due date has passed."
        case .totalContacts: "Contacts as of now, neither archived nor merged into others."
        case .lastContacted: "Contacts by the date on which sales last contacted them."
        case .lifecycle: "Contacts by the lifecycle stage that they have now."
        case .engagementScore:
            "5 × form conversions up to 10, 2 × visits up to 20, page views up to 50, 3 × e-mail "
                + "clicks up to 10, e-mail opens up to 20, 2 × contacts by sales up to 20, 10 for "
                + "a reply; 30, 20 or 10 more when last engaged within 7, 30 or 90 days."
        case .companies:
            "A deal counts for its primary company, else for the associated one with the lowest id."
        case .hotContact:
            "A visit, conversion, open or click within the days set, a web score at or above the "
                + "threshold, and not a customer."
        case .webSignals:
            "Sums over contacts of the counters that HubSpot keeps on each, over all time."
        case .emailReactions:
            "Opens or clicks of marketing e-mails ÷ delivered ones, over all time."
        case .latestSignals:
            "People by the date of such an event; HubSpot stores the first and the last only, so "
                + "these count people, not events."
        // Outlook.
        case .reasons:
            "Deals closed in the period by the reason recorded on them, by close date; shares are "
                + "of all that were won, or lost."
        case .forecast:
            "Won so far in the month, and the weighted amount of open deals with a close date in "
                + "it and not before today."
        case .runRate: "Mean won revenue of the last full months, by close date."
        case .seasonal:
            "Won revenue of the same month a year before, by close date, × the growth of the last "
                + "12 full months; needs 24 months of won deals."
        case .range: "Least and greatest of the three forecasts that are known."
        case .attainment: "Won in the interval, by close date, ÷ its target."
        case .pace:
            "Won, by close date, ÷ (target × the share of the interval’s days through today)."
        case .requiredVolumes:
            "Target ÷ average deal = deals; ÷ win rate = opportunities; then ÷ each conversion "
                + "back to leads; whole numbers are rounded up."
        case .whatIf:
            "The formulas of the model with the rates chosen; untouched, they give the document’s "
                + "figures."
        case .sensitivity:
            "Revenue of a month with one factor changed ÷ that without, − 1."
        }
    }
}
