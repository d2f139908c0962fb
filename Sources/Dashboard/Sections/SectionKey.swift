/// The eight sections of the page, in their order; the raw value is their id and stands in links.
enum SectionKey: String, Sendable, CaseIterable {
    case executive, leads, funnel, target, pipeline, activity, contacts, insights

    var title: String {
        switch self {
        case .executive: "Executive summary"
        case .leads: "Leads & sources"
        case .funnel: "Qualified leads & funnel"
        case .target: "Target setting"
        case .pipeline: "Pipeline"
        case .activity: "Activity"
        case .contacts: "Contacts & companies"
        case .insights: "Insights & forecast"
        }
    }

    var question: String {
        switch self {
        case .executive: "Are we winning?"
        case .leads: "Where do good leads come from?"
        case .funnel: "Where do people fall out?"
        case .target: "What has to be true?"
        case .pipeline: "What is in play, what moved, what is stuck?"
        case .activity: "Is the work being done?"
        case .contacts: "Who should we call?"
        case .insights: "What will happen, and why do we win or lose?"
        }
    }
}
