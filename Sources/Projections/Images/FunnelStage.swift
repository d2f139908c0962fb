/// The stages of the funnel in its order, and evangelist, which counts as customer.
///
/// Source: metric dictionary, section 1.8.
package enum FunnelStage: Int, Sendable, CaseIterable, Comparable {
    case lead = 0
    case marketingQualifiedLead = 1
    case salesQualifiedLead = 2
    case opportunity = 3
    case customer = 4
    case evangelist = 5

    /// The value of `lifecyclestage`.
    package var name: String {
        switch self {
        case .lead: "lead"
        case .marketingQualifiedLead: "marketingqualifiedlead"
        case .salesQualifiedLead: "salesqualifiedlead"
        case .opportunity: "opportunity"
        case .customer: "customer"
        case .evangelist: "evangelist"
        }
    }

    package static func < (left: FunnelStage, right: FunnelStage) -> Bool {
        left.rawValue < right.rawValue
    }
}
