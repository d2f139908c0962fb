package import HubSpotModel

/// The owners of a portal, archived ones included.
///
/// Source: metric dictionary, section 1.6.
package struct OwnerDirectory: Sendable {
    package struct Owner: Sendable, Equatable {
        package let id: RecordID
        package let firstName: PersonalText
        package let lastName: PersonalText
        package let email: PersonalText
        package let isArchived: Bool
    }

    /// In id order.
    package let owners: [Owner]
    private let places: [String: Int]

    package init(_ owners: [Owner]) {
        self.owners = owners.sorted { $0.id < $1.id }
        places = Dictionary(
            self.owners.enumerated().map { ($1.id.text, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    package subscript(id: String) -> Owner? { places[id].map { owners[$0] } }
}

extension RecordFold {
    /// Reads the owners; their number is that of a team, so all are read.
    package mutating func ownerDirectory() throws -> OwnerDirectory {
        typealias Slot = RecordSchema.Owner
        let table = Self.table(of: .owners)
        try tables[table].loadAll()
        var owners: [OwnerDirectory.Owner] = []
        for row in 0..<tables[table].rowCount
        where tables[table].flags[row].contains(.exists) {
            owners.append(
                OwnerDirectory.Owner(
                    id: lexicon.id(tables[table].refs[row]),
                    firstName: PersonalText(packed: tables[table][row, Slot.firstName]),
                    lastName: PersonalText(packed: tables[table][row, Slot.lastName]),
                    email: PersonalText(packed: tables[table][row, Slot.email]),
                    isArchived: tables[table].flags[row].contains(.archived)
                        || tables[table][row, Slot.archived] == 1))
        }
        return OwnerDirectory(owners)
    }
}
