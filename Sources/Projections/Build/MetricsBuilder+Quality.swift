internal import HubSpotModel

extension MetricsBuilder {
    /// Source: metric dictionary, section 13.
    func dataQuality() -> MetricsDocument.DataQuality {
        func count(_ measure: MeasureID) -> Int { models.census.total(measure).count }
        let owners = models.census.bySplit(.recordsByOwner)
        let unknownOwners = owners.reduce(0) { sum, entry in
            guard let id = ownerID(TextCode(entry.key)), models.owners[id] == nil else {
                return sum
            }
            return sum + entry.value.count
        }
        return .init(
            openDealsWithoutAmount: count(.openDealsWithoutAmount),
            wonDealsWithoutAmount: count(.wonDealsWithoutAmount),
            dealsWithUnconvertibleCurrency: count(.dealsWithUnconvertibleCurrency),
            openDealsWithoutCloseDate: count(.openDealsWithoutCloseDate),
            closedDealsWithoutCloseDate: count(.closedDealsWithoutCloseDate),
            wonDealsWithNegativeCycle: count(.wonDealsWithNegativeCycle),
            dealsInUnknownStage: count(.dealsInUnknownStage),
            dealsWithoutCompany: count(.dealsWithoutCompany),
            contactsWithoutCreateDate: count(.contactsWithoutCreateDate),
            contactsWithoutSource: count(.contactsWithoutSource),
            contactsWithoutLifecycleStage: count(.contactsWithoutLifecycleStage),
            activitiesWithoutTimestamp: count(.activitiesWithoutTimestamp),
            recordsWithUnknownOwner: unknownOwners,
            recordsWithoutOwner: owners[0]?.count ?? 0,
            notSynced: Self.recordTypes.filter { !models.isSynced($0) }.map(\.name),
            archivedRecords: counts(.archived), mergedRecords: counts(.absorbed))
    }

    /// The types that hold records, in the order of the document.
    private static let recordTypes: [ObjectType] =
        [.contacts, .companies, .deals] + ObjectType.activities

    private func counts(_ standing: Standing) -> MetricsDocument.CountsByType {
        .init(
            contacts: census(.contacts, standing), companies: census(.companies, standing),
            deals: census(.deals, standing), calls: census(.calls, standing),
            emails: census(.emails, standing), meetings: census(.meetings, standing),
            tasks: census(.tasks, standing), notes: census(.notes, standing))
    }
}
