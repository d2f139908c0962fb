package import HubSpotModel

/// Somebody records can belong to.
package struct Owner: Sendable, Equatable {
    /// What `hubspot_owner_id` of a record holds; not the user's number.
    package let id: RecordID
    package let email: String?
    package let firstName: String?
    package let lastName: String?
    /// `PERSON` or `QUEUE`.
    package let type: String?
    /// The user's number, also of a user who was deactivated.
    package let userID: UInt64?
    package let archived: Bool
    package let createdAt: Int64?
    package let updatedAt: Int64?
    package let teams: [String]
}

extension Owner {
    init(_ json: JSONValue) throws(JSONError) {
        guard let id = json["id"].text else { throw JSONError(reason: .missing("id"), offset: 0) }
        self.id = RecordID(id)
        email = json["email"].text
        firstName = json["firstName"].text
        lastName = json["lastName"].text
        type = json["type"].text
        userID = (json["userIdIncludingInactive"].text ?? json["userId"].text)
            .flatMap { UInt64($0) }
        archived = json["archived"].isTrue
        createdAt = json["createdAt"].milliseconds
        updatedAt = json["updatedAt"].milliseconds
        teams = json["teams"].elements.compactMap { $0["name"].text }
    }
}

extension JSONValue {
    /// A timestamp in epoch milliseconds; `nil` when there is none that can be read.
    var milliseconds: Int64? {
        text.flatMap { Instant(parsing: $0, zone: .utc)?.milliseconds }
    }
}
