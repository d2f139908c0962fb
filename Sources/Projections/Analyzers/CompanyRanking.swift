internal import HubSpotModel

/// Companies by what their deals amount to, with the names of those that lead.
///
/// Source: metric dictionary, section 8.4.
package struct CompanyRanking: Sendable {
    package struct Company: Sendable {
        package let ref: RecordRef
        package var contacts = 0
        package var open = Tally()
        package var won = Tally()
        package var name = PersonalText.none
        package var domain = PersonalText.none

        init(ref: RecordRef) { self.ref = ref }
    }

    package let withContacts: Int
    package let withOpenDeals: Int
    package let withWonDeals: Int
    /// Pairs of a live contact and a live company.
    package let links: Int
    package private(set) var byWonRevenue: [Company]
    package private(set) var byOpenAmount: [Company]

    /// Rows in a list of leading companies.
    private static let length = 10

    init(_ figures: Figures, _ records: inout RecordFold) throws {
        let contacts = figures.bySplit(.contactsOfCompany)
        let open = figures.bySplit(.openDealsOfCompany)
        let won = figures.bySplit(.wonDealsOfCompany)
        withContacts = contacts.count
        withOpenDeals = open.count
        withWonDeals = won.count
        links = contacts.values.reduce(0) { $0 + $1.count }
        func leaders(_ tallies: [UInt64: Tally]) -> [Company] {
            Self.leaders(tallies, records.lexicon).map { ref in
                var company = Company(ref: ref)
                company.contacts = contacts[ref.raw]?.count ?? 0
                company.open = open[ref.raw] ?? Tally()
                company.won = won[ref.raw] ?? Tally()
                return company
            }
        }
        byWonRevenue = leaders(won)
        byOpenAmount = leaders(open)
        try Self.name(&byWonRevenue, &records)
        try Self.name(&byOpenAmount, &records)
    }

    private static func leaders(
        _ tallies: [UInt64: Tally], _ lexicon: Lexicon
    ) -> [RecordRef] {
        let sorted = tallies.sorted { left, right in
            if left.value.sum != right.value.sum { return left.value.sum > right.value.sum }
            if left.value.count != right.value.count {
                return left.value.count > right.value.count
            }
            return lexicon.precedes(RecordRef(raw: left.key), RecordRef(raw: right.key))
        }
        return sorted.prefix(length).map { RecordRef(raw: $0.key) }
    }

    private static func name(_ companies: inout [Company], _ records: inout RecordFold) throws {
        for index in companies.indices {
            (companies[index].name, companies[index].domain) =
                try records.companyName(companies[index].ref)
        }
    }
}

extension RecordFold {
    /// The name and the domain of a company.
    fileprivate mutating func companyName(
        _ ref: RecordRef
    ) throws -> (name: PersonalText, domain: PersonalText) {
        typealias Slot = RecordSchema.Company
        let table = Self.table(of: .companies)
        guard let row = try tables[table].row(ref) else { return (.none, .none) }
        let values = tables[table].values(row)
        return (values.personal(Slot.name), values.personal(Slot.domain))
    }
}
