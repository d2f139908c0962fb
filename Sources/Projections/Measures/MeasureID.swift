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
    // Leads and the funnel.
    case contactsBySource = 70
    case leadsBySource = 71
    case leadsByStatus = 72
    case leadsByOwner = 73
    case mqlsReached = 74
    case sqlsReached = 75
    case opportunitiesReached = 76
    case customersReached = 77
    case activeLeads = 78
    case timeToMql = 79
    case timeToSql = 80
    case timeToOpportunity = 81
    case timeToCustomer = 82
    case dealsWonBySource = 83
    // Contacts and companies.
    case contactsByLifecycle = 90
    case contactsWithCompany = 91
    case contactsWithOwner = 92
    case contactsWithEmail = 93
    case contactsLastContacted = 94
    case companiesCreated = 95
    case companiesByIndustry = 96
    case contactsOfCompany = 97
    case openDealsOfCompany = 98
    case wonDealsOfCompany = 99
    // Web and e-mail signals.
    case pageViewsBySource = 110
    case visitsBySource = 111
    case conversionsBySource = 112
    case contactsWithVisits = 113
    case contactsWithConversions = 114
    case emailDeliveries = 115
    case emailOpens = 116
    case emailClicks = 117
    case emailBounces = 118
    case firstVisits = 119
    case lastVisits = 120
    case lastConversions = 121
    case lastOpens = 122
    case lastClicks = 123
    // Insights.
    case winReasons = 130
    case lossReasons = 131
    case cohortContacts = 132
}
