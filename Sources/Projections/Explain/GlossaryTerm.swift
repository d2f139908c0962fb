/// The words of the figures, each with its sentence and the HubSpot property that dates its records.
///
/// The sentence is declared once: base measures and the catalogue of `explain` take it from here,
/// and the page's info buttons and glossary show it.
package enum GlossaryTerm: String, Sendable, CaseIterable {
    case wonRevenue, pipelineValue, openDeals, winRate, averageDeal, activities, totalContacts
    case newLeads, weighted, overdueClose, undatedClose, stale, stageTime, stageAge, advanceRate
    case coverage
    case velocity, movement, winRateBroad, createdCohort, salesCycle, activityTarget
    case connectRate, meetingOutcomes, overdueTasks, attainment, disqualified
    case reached, sourceEffectiveness, dealSource, leadStatus, activeLeads, funnel, cohort
    case requiredVolumes, whatIf, sensitivity, pace, lifecycle, engagementScore, companies
    case hotContact, webSignals, emailReactions, latestSignals, lastContacted
    case reasons, forecast, runRate, seasonal, range

    /// Its name, as the page heads it.
    package var title: String {
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
        case .stageTime: "Days in stage"
        case .stageAge: "Age in stage"
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
        case .dealSource: "Source of a deal"
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
}
