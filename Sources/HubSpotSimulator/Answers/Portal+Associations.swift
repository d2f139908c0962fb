extension Portal {
    /// `POST /crm/associations/{version}/{from}/{to}/batch/read`.
    func associations(
        _ kind: ObjectKind, _ request: APIRequest, fault: Fault?
    ) throws(APIError) -> Answer {
        guard let to = request.route.toObject else { throw .notFound() }
        guard let inputs = JSONParser.parse(request.body)?["inputs"]?.elements else {
            throw .validation("Invalid input JSON on line 1, column 1: inputs is required")
        }
        guard inputs.count <= 1000 else {
            throw .validation("The maximum number of inputs supported in a batch request is 1000")
        }
        var writer = JSONWriter(capacity: 1 << 15)
        writer.raw("{\"status\":\"COMPLETE\",\"results\":[")
        var missing: [String] = []
        var failed: [String] = []
        var seen: Set<String> = []
        var isFirst = true
        for input in inputs {
            guard let text = input["id"]?.scalarText else {
                throw .validation("Invalid input JSON: some inputs have no id")
            }
            guard seen.insert(text).inserted else { continue }
            let offset = try offset(input["after"]?.scalarText)
            if let number = UInt64(text), fault?.strikes(number) == true {
                failed.append(text)
                continue
            }
            guard let id = UInt64(text), tables[kind.rawValue].isLive(id) else {
                missing.append(text)
                continue
            }
            let links = liveLinks(kind, id, to: to)
            guard !links.isEmpty else {
                missing.append(text)
                continue
            }
            if !isFirst { writer.comma() }
            isFirst = false
            writer.raw("{\"from\":{\"id\":\"")
            writer.number(id)
            writer.raw("\"},\"to\":")
            write(
                links, from: offset, count: settings.associationPageSize,
                path: "\(kind.name)/\(id)/associations/\(to.name)",
                repeatsCursor: fault?.kind == .repeatedCursor, to: &writer)
            writer.byte(0x7D)
        }
        writer.byte(0x5D)
        let count = missing.count + (failed.isEmpty ? 0 : 1)
        if count > 0 {
            writer.raw(",\"numErrors\":\(count),\"errors\":[")
            write(missing, kind, to, to: &writer)
            if !failed.isEmpty, let fault {
                if !missing.isEmpty { writer.comma() }
                writer.value(fault.itemError(failed, name: "fromObjectId"))
            }
            writer.byte(0x5D)
        }
        closeBatch(&writer)
        return .json(writer.bytes, status: count == 0 ? 200 : 207)
    }

    /// `GET /crm/objects/{version}/{type}/{id}/associations/{toType}`.
    func association(_ kind: ObjectKind, _ request: APIRequest) throws(APIError) -> Answer {
        guard let to = request.route.toObject, let id = request.route.id.flatMap({ UInt64($0) }),
            tables[kind.rawValue].isLive(id)
        else { throw .notFound() }
        let limit = try limit(request.target, max: 500, standard: 500)
        let offset = try offset(request.target.value("after"))
        var writer = JSONWriter()
        writer.raw("{\"results\":")
        write(
            liveLinks(kind, id, to: to), from: offset,
            count: min(limit, settings.associationPageSize),
            path: "\(kind.name)/\(id)/associations/\(to.name)", to: &writer)
        writer.byte(0x7D)
        return .json(writer.bytes)
    }

    private func offset(_ cursor: String?) throws(APIError) -> Int {
        guard let cursor, !cursor.isEmpty else { return 0 }
        guard let offset = AssociationCursor.offset(cursor) else {
            throw .validation("Invalid paging cursor")
        }
        return offset
    }

    /// The ids of targets are JSON numbers here, in spite of the specification.
    private func write(
        _ links: [AssociationTable.Link], from offset: Int, count: Int, path: String,
        repeatsCursor: Bool = false, to writer: inout JSONWriter
    ) {
        writer.byte(0x5B)
        for (index, link) in links.dropFirst(offset).prefix(count).enumerated() {
            if index > 0 { writer.comma() }
            writer.raw("{\"toObjectId\":")
            writer.number(link.id)
            writer.raw(",\"associationTypes\":[")
            for (index, type) in link.types.enumerated() {
                if index > 0 { writer.comma() }
                writer.raw("{\"category\":\"")
                writer.raw(type.category)
                writer.raw("\",\"typeId\":\(type.typeID),\"label\":")
                writer.stringOrNull(type.label)
                writer.byte(0x7D)
            }
            writer.raw("]}")
        }
        writer.byte(0x5D)
        if links.count > offset + count {
            let after = AssociationCursor.text(offset: offset + (repeatsCursor ? 0 : count))
            writer.raw(",\"paging\":{\"next\":{\"after\":\"\(after)\",\"link\":")
            writer.string("https://api.hubapi.com/crm/v4/objects/\(path)?after=\(after)")
            writer.raw("}}")
        }
    }

    /// The normal answer for records without links: errors that are none.
    private func write(
        _ missing: [String], _ from: ObjectKind, _ to: ObjectKind, to writer: inout JSONWriter
    ) {
        for (index, id) in missing.enumerated() {
            if index > 0 { writer.comma() }
            writer.raw("{\"status\":\"error\",\"category\":\"OBJECT_NOT_FOUND\",")
            writer.raw("\"subCategory\":\"crm.associations.NO_ASSOCIATIONS_FOUND\",\"message\":")
            writer.string("No \(to.singular) is associated with \(from.singular) \(id).")
            writer.raw(",\"context\":{\"fromObjectId\":[")
            writer.string(id)
            writer.raw("],\"fromObjectType\":[\"\(from.singular)\"],")
            writer.raw("\"toObjectType\":[\"\(to.singular)\"]}}")
        }
    }
}
