internal import HubSpotModel

/// Contacts that reached each stage of the funnel in a range of dates.
///
/// Source: metric dictionary, sections 5.1 and 5.3.
struct FunnelFigures {
    let leads: Int
    let mqls: Int
    let sqls: Int
    let opportunities: Int
    let customers: Int

    init(_ figures: Figures, in range: DateRange) {
        leads = figures.total(.leadsByStatus, in: range).count
        mqls = figures.total(.mqlsReached, in: range).count
        sqls = figures.total(.sqlsReached, in: range).count
        opportunities = figures.total(.opportunitiesReached, in: range).count
        customers = figures.total(.customersReached, in: range).count
    }

    /// The five counts in funnel order.
    var counts: [Int] { [leads, mqls, sqls, opportunities, customers] }
}
