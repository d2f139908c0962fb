/// A user or queue to whom records are assigned.
struct Owner: Sendable, Equatable {
    var id: String
    var email: String?
    var type = "PERSON"
    var firstName: String
    var lastName: String
    /// The user behind the owner; an archived owner shows it only as `userIdIncludingInactive`.
    var userID: Int?
    var team: String?
    var createdAt: Stamp
    var updatedAt: Stamp
    var archived = false

    var json: JSONValue {
        var value: JSONValue = [
            "id": .string(id), "email": .text(email), "type": .string(type),
            "firstName": .string(firstName), "lastName": .string(lastName),
            "userId": archived ? .null : userID.map { .integer($0) } ?? .null,
            "userIdIncludingInactive": userID.map { .integer($0) } ?? .null,
            "createdAt": .string(StampText.iso(createdAt)),
            "updatedAt": .string(StampText.iso(updatedAt)), "archived": .bool(archived),
        ]
        if let team {
            value.set("teams", [["id": "368389", "name": .string(team), "primary": true]])
        }
        return value
    }
}
