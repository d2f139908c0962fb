package import HubSpotModel

/// The read models at one log position: values, to be read for any `asOf`.
package struct ReadModels: Sendable {
    let coded: CodedContext
    package let lexicon: Lexicon
    package let owners: OwnerDirectory
    package let pipeline: PipelineModel
    package let activities: ActivityModel
    package let census: Figures
    package let leads: Figures
    package let contacts: Figures
    package let companies: CompanyRanking
    package let signals: WebSignalModel
    package let insights: Figures
    /// The types that the log cannot see: their figures are not known.
    package let notSynced: Set<ObjectType>

    package var context: ProjectionContext { coded.context }

    /// Records of a type that are neither archived nor absorbed.
    package func liveRecords(_ object: ObjectType) -> Int { records(object, .live) }

    /// Records of a type by standing.
    func records(_ object: ObjectType, _ standing: Standing) -> Int {
        census.total(
            .records, split: UInt64(object.rawValue), detail: UInt64(standing.rawValue)
        ).count
    }

    package func isSynced(_ object: ObjectType) -> Bool { !notSynced.contains(object) }

    /// Puts together what the parts hold, each at the same log position.
    package init(
        _ records: inout RecordFold, pipeline: PipelineModel, activities: ActivityModel,
        census: Figures, leads: Figures, contacts: Figures, signals: WebSignalModel,
        insights: Figures
    ) throws {
        companies = try CompanyRanking(contacts, &records)
        owners = try records.ownerDirectory()
        notSynced = try records.notSynced()
        coded = records.coded
        lexicon = records.lexicon
        self.pipeline = pipeline
        self.activities = activities
        self.census = census
        self.leads = leads
        self.contacts = contacts
        self.signals = signals
        self.insights = insights
    }
}
