extension Portal {
    /// `GET /crm/owners/{version}`, and one owner by id or user id.
    func ownerList(_ request: APIRequest) throws(APIError) -> Answer {
        let target = request.target
        let archived = target.value("archived") == "true"
        if let id = request.route.id {
            let byUser = target.value("idProperty") == "userId"
            guard
                let owner = owners.first(where: {
                    $0.archived == archived
                        && (byUser ? $0.userID.map { "\($0)" } == id : $0.id == id)
                })
            else { throw .notFound("Owner not found") }
            return .json(owner.json)
        }
        let limit = try limit(target, max: settings.ownerPageSizeMax, standard: 100)
        var matching = owners.filter { $0.archived == archived }
        if let email = target.value("email"), !email.isEmpty {
            matching = matching.filter { $0.email?.lowercased() == email.lowercased() }
        }
        var start = 0
        if let after = target.value("after"), !after.isEmpty {
            guard let position = AssociationCursor.offset(after) else {
                throw .validation("Invalid paging cursor")
            }
            start = position
        }
        var value: JSONValue = [
            "results": .array(matching.dropFirst(start).prefix(limit).map(\.json))
        ]
        if matching.count > start + limit {
            let after = AssociationCursor.text(offset: start + limit)
            value.set(
                "paging",
                [
                    "next": [
                        "after": .string(after),
                        "link": .string("https://api.hubapi.com/crm/v3/owners/?after=\(after)"),
                    ]
                ])
        }
        return .json(value)
    }

    /// `GET /crm/pipelines/{version}/{type}`: not paged, stages unsorted.
    func pipelineList(_ kind: ObjectKind, _ request: APIRequest) throws(APIError) -> Answer {
        let archived = request.target.value("archived") == "true"
        let served = kind == .deals ? pipelines.filter { ($0.archivedAt != nil) == archived } : []
        if let id = request.route.id {
            guard let pipeline = served.first(where: { $0.id == id }) else {
                throw .notFound("Pipeline \(id) not found")
            }
            return .json(Self.withoutArchivedStages(pipeline).json)
        }
        return .json(["results": .array(served.map { Self.withoutArchivedStages($0).json })])
    }

    /// `GET /crm/properties/{version}/{type}`: one unpaged list.
    func propertyList(_ kind: ObjectKind, _ request: APIRequest) throws(APIError) -> Answer {
        let archived = request.target.value("archived") == "true"
        let schema = schemas[kind.rawValue]
        if let name = request.route.id {
            guard let definition = schema.definition(name) else {
                throw .notFound("Property \(name) does not exist")
            }
            return .json(definition.json)
        }
        let sensitivity = request.target.value("dataSensitivity") ?? "non_sensitive"
        let shown =
            sensitivity == "non_sensitive"
            ? schema.definitions.filter { ($0.archivedAt != nil) == archived } : []
        return .json(["results": .array(shown.map(\.json))])
    }

    private static func withoutArchivedStages(_ pipeline: Pipeline) -> Pipeline {
        var pipeline = pipeline
        pipeline.stages.removeAll { $0.archivedAt != nil }
        return pipeline
    }
}
