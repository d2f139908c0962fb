internal import HubSpotModel

/// Every record as the analyzers see it: what figures are explained with.
package struct RecordBook: Sendable {
    private(set) var deals: [DealImage] = []
    private(set) var contacts: [ContactImage] = []
    private(set) var companies: [CompanyImage] = []
    private(set) var activities: [ActivityImage] = []
    /// Deals of pipelines that do not count: they have no image.
    private(set) var otherDeals: [RecordRef] = []

    /// One record with what it adds to a measure.
    struct Entry {
        let record: TypedRef
        let standing: Standing
        let facts: [Fact]
        /// What stands of it in a sentence of why it does not count.
        let state: String
    }

    fileprivate init() {}

    /// The types of records that a measure can count.
    static func objects(of measure: MeasureID) -> Set<ObjectType> {
        var objects: Set<ObjectType> = []
        if dealMeasures.contains(where: { $0.id == measure }) { objects.insert(.deals) }
        if contactMeasures.contains(where: { $0.id == measure }) { objects.insert(.contacts) }
        if companyMeasures.contains(where: { $0.id == measure }) { objects.insert(.companies) }
        if activityMeasures.contains(where: { $0.id == measure }) {
            objects.formUnion(ObjectType.activities)
        }
        return objects
    }

    /// The sentence that defines a measure.
    static func definition(of measure: MeasureID) -> String {
        dealMeasures.first { $0.id == measure }?.definition
            ?? contactMeasures.first { $0.id == measure }?.definition
            ?? companyMeasures.first { $0.id == measure }?.definition
            ?? activityMeasures.first { $0.id == measure }?.definition ?? "\(measure)"
    }

    /// Every record of the types that a measure counts, with its facts.
    func entries(_ measure: MeasureID, in zone: ZoneRules) -> [Entry] {
        var entries: [Entry] = []
        if let declared = Self.dealMeasures.first(where: { $0.id == measure }) {
            entries += deals.map { deal in
                Entry(
                    record: TypedRef(.deals, deal.ref), standing: deal.standing,
                    facts: declared.facts(of: deal, in: zone), state: "it is \(deal.status.name)")
            }
        }
        if let declared = Self.contactMeasures.first(where: { $0.id == measure }) {
            entries += contacts.map { contact in
                Entry(
                    record: TypedRef(.contacts, contact.ref), standing: contact.standing,
                    facts: declared.facts(of: contact, in: zone), state: "it does not count")
            }
        }
        if let declared = Self.companyMeasures.first(where: { $0.id == measure }) {
            entries += companies.map { company in
                Entry(
                    record: TypedRef(.companies, company.ref), standing: company.standing,
                    facts: declared.facts(of: company, in: zone), state: "it does not count")
            }
        }
        if let declared = Self.activityMeasures.first(where: { $0.id == measure }) {
            entries += activities.map { activity in
                Entry(
                    record: TypedRef(activity.object, activity.ref),
                    standing: activity.standing, facts: declared.facts(of: activity, in: zone),
                    state: Self.state(activity))
            }
        }
        return entries
    }

    private static func state(_ activity: ActivityImage) -> String {
        if activity.time == nil { return "nothing places it in time" }
        return activity.counts ? "it does not count" : "its status does not count"
    }

    /// Every record of some types, with whether it is live.
    func records(_ objects: Set<ObjectType>) -> [(record: TypedRef, standing: Standing)] {
        var records: [(record: TypedRef, standing: Standing)] = []
        if objects.contains(.deals) {
            records += deals.map { (TypedRef(.deals, $0.ref), $0.standing) }
        }
        if objects.contains(.contacts) {
            records += contacts.map { (TypedRef(.contacts, $0.ref), $0.standing) }
        }
        if objects.contains(.companies) {
            records += companies.map { (TypedRef(.companies, $0.ref), $0.standing) }
        }
        records += activities.filter { objects.contains($0.object) }
            .map { (TypedRef($0.object, $0.ref), $0.standing) }
        return records
    }

    // The declarations that fold are the ones that explain.
    private static let dealMeasures =
        PipelineAnalyzer.measures + CensusAnalyzer.dealMeasures + LeadAnalyzer.dealMeasures
        + ContactAnalyzer.dealMeasures + InsightAnalyzer.dealMeasures
    private static let contactMeasures =
        CensusAnalyzer.contactMeasures + LeadAnalyzer.contactMeasures
        + ContactAnalyzer.contactMeasures + WebSignalAnalyzer.measures
        + InsightAnalyzer.contactMeasures
    private static let companyMeasures =
        CensusAnalyzer.companyMeasures + ContactAnalyzer.companyMeasures
    private static let activityMeasures =
        ActivityAnalyzer.measures + CensusAnalyzer.activityMeasures
}

extension PortalProjection {
    /// Every record as it stands; reads all of them.
    package mutating func recordBook() throws -> RecordBook {
        try settle()
        var records = records
        var book = RecordBook()
        try records.forEachImage { ref, image in
            switch image {
            case .deal(let deal): book.append(deal)
            case .contact(let contact): book.append(contact)
            case .company(let company): book.append(company)
            case .activity(let activity): book.append(activity)
            case nil: if ref.object == .deals { book.append(otherDeal: ref.ref) }
            }
        }
        return book
    }
}

extension RecordBook {
    fileprivate mutating func append(_ deal: DealImage) { deals.append(deal) }
    fileprivate mutating func append(_ contact: ContactImage) { contacts.append(contact) }
    fileprivate mutating func append(_ company: CompanyImage) { companies.append(company) }
    fileprivate mutating func append(_ activity: ActivityImage) { activities.append(activity) }
    fileprivate mutating func append(otherDeal ref: RecordRef) { otherDeals.append(ref) }
}

extension RecordFold {
    /// Lends every record that the portal has, with its image; `nil` for one that counts nowhere.
    fileprivate mutating func forEachImage(
        _ body: (TypedRef, RecordImage?) throws -> Void
    ) throws {
        for table in tables.indices { try tables[table].loadAll() }
        for table in tables.indices {
            for row in 0..<tables[table].rowCount
            where tables[table].flags[row].contains(.exists) {
                let ref = TypedRef(tables[table].object, tables[table].refs[row])
                try body(ref, try image(table, row))
            }
        }
    }
}
