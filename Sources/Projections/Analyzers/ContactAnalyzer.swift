internal import HubSpotModel

/// Contacts and companies: how many, in which stage of life, and what deals companies brought.
///
/// Source: metric dictionary, sections 8.1, 8.2 and 8.4.
package struct ContactAnalyzer: Analyzer {
    package static let name = "contacts"
    package static let version = 1

    private let context: ProjectionContext
    private var cells: MeasureCells

    package init(context: ProjectionContext, source: (any RowSource)?) {
        self.context = context
        cells = MeasureCells(.contactCells, source: source)
    }

    package mutating func fold(_ changes: ImageChanges) throws {
        let zone = context.account.zone
        try Self.contactMeasures.fold(
            changes.contacts, in: zone, into: &cells, unless: Self.isSame)
        try Self.companyMeasures.fold(
            changes.companies, in: zone, into: &cells, unless: Self.isSame)
        try Self.dealMeasures.fold(changes.deals, in: zone, into: &cells, unless: Self.isSame)
    }

    private static func isSame(_ left: ContactImage, _ right: ContactImage) -> Bool {
        left.standing == right.standing && left.lifecycle == right.lifecycle
            && left.owner == right.owner && left.hasEmail == right.hasEmail
            && left.lastContacted == right.lastContacted && left.companies == right.companies
    }

    private static func isSame(_ left: CompanyImage, _ right: CompanyImage) -> Bool {
        left.standing == right.standing && left.created == right.created
            && left.industry == right.industry
    }

    private static func isSame(_ left: DealImage, _ right: DealImage) -> Bool {
        left.standing == right.standing && left.status == right.status
            && left.company == right.company && left.amount == right.amount
    }

    package mutating func figures() throws -> Figures { try cells.figures() }

    package mutating func drain(into changes: inout [RowChange]) { cells.drain(into: &changes) }
    package mutating func evict() throws { try cells.evict() }
    package var rowsRead: Int { cells.rowsRead }
    package var rowCount: Int { cells.count }

    /// The base measures of contacts as they stand, and of their links with companies.
    static let contactMeasures: [BaseMeasure<ContactImage>] = [
        .init(
            .contactsByLifecycle, GlossaryTerm.lifecycle.definition, counts: \.isLive,
            split: { UInt64($0.lifecycle) }),
        .init(
            .contactsWithCompany, "Contacts with a live company.",
            counts: { $0.isLive && !$0.companies.isEmpty }),
        .init(
            .contactsWithOwner, "Contacts with an owner.",
            counts: { $0.isLive && $0.owner != 0 }),
        .init(
            .contactsWithEmail, "Contacts with an e-mail address.",
            counts: { $0.isLive && $0.hasEmail }),
        .init(
            .contactsLastContacted, GlossaryTerm.lastContacted.definition,
            counts: { $0.isLive && $0.lastContacted != nil }, at: \.lastContacted),
        .init(.contactsOfCompany, "Contacts of each live company.") { contact, _ in
            guard contact.isLive else { return [] }
            return contact.companies.map {
                Fact(date: nil, split: $0.raw, detail: 0, amount: nil, position: nil)
            }
        },
    ]

    static let companyMeasures: [BaseMeasure<CompanyImage>] = [
        .init(
            .companiesCreated, "Companies by create time.", counts: \.isLive, at: \.created),
        .init(
            .companiesByIndustry, "Companies by industry.", counts: \.isLive,
            split: { UInt64($0.industry) }),
    ]

    static let dealMeasures: [BaseMeasure<DealImage>] = [
        .init(
            .openDealsOfCompany, "Open deals and their amount by the company they count for.",
            counts: { $0.isOpen && $0.company != nil }, split: { $0.company?.raw ?? 0 },
            amount: \.cents),
        .init(
            .wonDealsOfCompany, "Won deals and their amount by the company they count for.",
            counts: { $0.isWon && $0.company != nil }, split: { $0.company?.raw ?? 0 },
            amount: \.cents),
    ]
}
