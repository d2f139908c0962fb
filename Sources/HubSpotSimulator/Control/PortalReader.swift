/// Reads owners, pipelines and stages from the JSON that HubSpot would answer.
struct PortalReader: Sendable {
    let now: Stamp

    func owner(_ value: JSONValue) throws(ChangeError) -> Owner {
        guard let id = value["id"]?.scalarText else { throw .invalid("an owner has no id") }
        let userID = value["userId"]?.integerValue ?? value["userIdIncludingInactive"]?.integerValue
        return Owner(
            id: id, email: value["email"]?.stringValue,
            type: value["type"]?.stringValue ?? "PERSON",
            firstName: value["firstName"]?.stringValue ?? "",
            lastName: value["lastName"]?.stringValue ?? "",
            userID: userID.map { Int($0) } ?? Int(id).map { $0 + 9_000_000 },
            createdAt: try stamp(value["createdAt"], "createdAt") ?? now,
            updatedAt: try stamp(value["updatedAt"], "updatedAt") ?? now,
            archived: value["archived"]?.boolValue ?? false)
    }

    func pipeline(_ value: JSONValue) throws(ChangeError) -> Pipeline {
        guard let id = value["id"]?.scalarText else { throw .invalid("a pipeline has no id") }
        return Pipeline(
            id: id, label: value["label"]?.stringValue ?? id,
            displayOrder: value["displayOrder"]?.integerValue.map { Int($0) } ?? 0,
            stages: try (value["stages"]?.elements ?? []).map { stage throws(ChangeError) in
                try self.stage(stage)
            },
            createdAt: try stamp(value["createdAt"], "createdAt") ?? 0,
            updatedAt: try stamp(value["updatedAt"], "updatedAt") ?? now,
            archivedAt: value["archived"]?.boolValue == true
                ? try stamp(value["archivedAt"], "archivedAt") ?? now : nil)
    }

    func stage(_ value: JSONValue) throws(ChangeError) -> Pipeline.Stage {
        guard let id = value["id"]?.scalarText else { throw .invalid("a stage has no id") }
        let metadata = value["metadata"]?.members ?? []
        return Pipeline.Stage(
            id: id, label: value["label"]?.stringValue ?? id,
            displayOrder: value["displayOrder"]?.integerValue.map { Int($0) } ?? 0,
            metadata: metadata,
            createdAt: try stamp(value["createdAt"], "createdAt") ?? 0,
            updatedAt: try stamp(value["updatedAt"], "updatedAt") ?? now,
            archivedAt: value["archived"]?.boolValue == true
                ? try stamp(value["archivedAt"], "archivedAt") ?? now : nil)
    }

    func stamp(_ value: JSONValue?, _ name: String) throws(ChangeError) -> Stamp? {
        guard let value, !value.isNull else { return nil }
        return try Portal.stamp(value, name)
    }
}
