/// The base measures, by the number that stands in their rows.
///
/// The raw value is stored; a number is never used again for another measure.
package enum MeasureID: UInt8, Sendable, CaseIterable {
    // Deals as they stand.
    case dealsInStage = 1
    case weightedInStage = 2
    case openByOwner = 3
    case openWeightedByOwner = 4
    case openByClose = 5
    case openWeightedByClose = 6
    // Deals by what happened to them.
    case dealsCreated = 10
    case dealsWon = 11
    case salesCycles = 12
    case dealsLost = 13
    case dealsDisqualified = 14
    // Stages.
    case stageVisits = 20
    case openVisits = 21
    case furthestStages = 22
    // Activities.
    case activitiesCounted = 30
    case callsCounted = 31
    case emailsReceived = 32
    case meetings = 33
    case tasksOpen = 34
    // Census and data quality.
    case records = 40
    case contactsCreated = 41
    case recordsByOwner = 42
    case openDealsWithoutAmount = 50
    case wonDealsWithoutAmount = 51
    case dealsWithUnconvertibleCurrency = 52
    case openDealsWithoutCloseDate = 53
    case closedDealsWithoutCloseDate = 54
    case wonDealsWithNegativeCycle = 55
    case dealsInUnknownStage = 56
    case dealsWithoutCompany = 57
    case contactsWithoutCreateDate = 58
    case contactsWithoutSource = 59
    case contactsWithoutLifecycleStage = 60
    case activitiesWithoutTimestamp = 61
}
