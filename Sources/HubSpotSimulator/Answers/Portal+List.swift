extension Portal {
    var recordURLPrefix: String {
        "https://\(account.uiDomain)/contacts/\(account.portalID)/record/"
    }

    /// `GET /crm/objects/{version}/{type}`.
    func list(
        _ kind: ObjectKind, _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        let target = request.target
        let form = try form(kind, target)
        let limitMax = form.history.isEmpty ? 100 : 50
        let limit = try limit(target, max: limitMax, standard: 10)
        let archived = target.value("archived") == "true"
        let table = tables[kind.rawValue]

        var position = 0
        var pageEnd: UInt64?
        if let after = target.value("after"), !after.isEmpty {
            guard let id = UInt64(after) else {
                throw .validation("Invalid input JSON: after \"\(after)\" is not a valid cursor")
            }
            position = table.lowerBound(id)
        }
        if fault?.kind == .duplicatedPage {
            pageEnd = end(of: position, in: table, archived: archived, count: limit)
            position = start(before: position, in: table, archived: archived, count: limit)
        }

        var writer = JSONWriter(capacity: 1 << 17)
        writer.raw("{\"results\":[")
        var count = 0
        var next: UInt64?
        while position < table.records.count {
            if table.records[position].isArchived == archived {
                if count == limit {
                    next = table.records[position].id
                    break
                }
                if count > 0 { writer.comma() }
                form.write(table.records[position], of: self, to: &writer)
                count += 1
            }
            position += 1
        }
        writer.byte(0x5D)
        if fault?.kind == .duplicatedPage { next = pageEnd }
        if fault?.kind == .repeatedCursor {
            next = target.value("after").flatMap { UInt64($0) } ?? table.records.first?.id
        }
        if let next {
            writer.raw(",\"paging\":{\"next\":{\"after\":\"\(next)\",\"link\":")
            // HubSpot's links point to another host alias and lose parameters: nobody follows them.
            writer.string("https://api.hubapi.com/crm/v3/objects/\(kind.name)?after=\(next)")
            writer.raw("}}")
        }
        writer.byte(0x7D)
        return .json(writer.bytes)
    }

    /// `GET /crm/objects/{version}/{type}/{id}`.
    func single(_ kind: ObjectKind, _ request: APIRequest) throws(APIError) -> Answer {
        let form = try form(kind, request.target)
        let archived = request.target.value("archived") == "true"
        let id = request.route.id ?? ""
        guard
            let record = lookUp(
                kind, id, idProperty: request.target.value("idProperty"), archived: archived)
        else {
            throw .notFound("Object not found.  objectId are usually numeric.")
        }
        var writer = JSONWriter()
        form.write(record, of: self, to: &writer)
        return .json(writer.bytes)
    }

    /// Finds a record by id, by a merged-away id, or by a unique property.
    func lookUp(
        _ kind: ObjectKind, _ text: String, idProperty: String?, archived: Bool
    ) -> Record? {
        let table = tables[kind.rawValue]
        if let idProperty, idProperty != "hs_object_id",
            case .stored(let position)? = schemas[kind.rawValue].source(idProperty)
        {
            let wanted = text.lowercased()
            return table.records.first {
                $0.isArchived == archived
                    && $0.values[position].string?.lowercased() == wanted
            }
        }
        guard let id = UInt64(text), let record = table.record(survivor(kind, id)),
            record.isArchived == archived
        else { return nil }
        return record
    }

    /// The form that the query parameters of a list or single read ask for.
    func form(_ kind: ObjectKind, _ target: RequestTarget) throws(APIError) -> RecordForm {
        let schema = schemas[kind.rawValue]
        let names = target.list("properties")
        let history = target.list("propertiesWithHistory")
        return RecordForm(
            kind: kind,
            columns: schema.columns(
                names.isEmpty && history.isEmpty ? kind.defaultProperties : names + history),
            history: historyColumns(schema, history),
            associations: target.list("associations").compactMap { ObjectKind(pathName: $0) },
            urlPrefix: recordURLPrefix + kind.typeID + "/")
    }

    func historyColumns(_ schema: Schema, _ names: [String]) -> [Schema.Column] {
        let wanted = Set(names)
        return schema.columns(names).filter { wanted.contains($0.name) }
    }

    func limit(
        _ target: RequestTarget, max: Int, standard: Int
    ) throws(APIError) -> Int {
        guard let text = target.value("limit") else { return standard }
        guard let limit = Int(text), limit > 0 else {
            throw .validation("Invalid limit \"\(text)\": it must be a positive number")
        }
        guard limit <= max else {
            throw .validation("Invalid limit \(limit): the maximum allowed value is \(max)")
        }
        return limit
    }

    /// The cursor behind the page that begins at a position.
    private func end(
        of position: Int, in table: RecordTable, archived: Bool, count: Int
    ) -> UInt64? {
        let following = table.records[position...].lazy.filter { $0.isArchived == archived }
        return following.dropFirst(count).first?.id
    }

    /// Where the page before a position began.
    private func start(
        before position: Int, in table: RecordTable, archived: Bool, count: Int
    ) -> Int {
        var position = position
        var rest = count
        while position > 0, rest > 0 {
            position -= 1
            if table.records[position].isArchived == archived { rest -= 1 }
        }
        return position
    }
}
