extension Portal {
    mutating func controlRecords(
        _ request: ControlRequest, _ rest: [String]
    ) throws(ChangeError) -> JSONValue {
        guard let name = rest.first else { throw .notFound("a type") }
        let kind = try Self.kind(.string(name))
        let body = try request.object()
        switch (request.method, rest.count) {
        case ("POST", 1): return try controlCreate(kind, body)
        case ("POST", 2) where rest[1] == "merge": return try controlMerge(kind, body)
        case ("POST", 2) where rest[1] == "many": return try controlCreateMany(kind, body)
        case ("GET", 2): return try truth(kind, try id(rest[1]))
        case ("PATCH", 2):
            let id = try id(rest[1])
            try write(
                kind, id, assignments(body["properties"]), cause: cause(body),
                movesStamp: body["movesStamp"]?.boolValue ?? true)
            return try truth(kind, id)
        case ("POST", 3):
            let id = try id(rest[1])
            switch rest[2] {
            case "archive": try archive(kind, id)
            case "restore": try restore(kind, id)
            case "calculated":
                try write(
                    kind, id, assignments(body["properties"]), cause: .calculated,
                    movesStamp: false)
            case "purge":
                try purge(kind, id)
                return ["id": .string("\(id)"), "purged": true]
            default: throw .notFound("the change \(rest[2])")
            }
            return try truth(kind, id)
        default: throw .notFound("\(request.method) on these records")
        }
    }

    /// The ids of a type, apart: in lists, in the bin, merged away.
    func ids(of kind: ObjectKind) -> JSONValue {
        func list(_ ids: some Sequence<UInt64>) -> JSONValue {
            .array(ids.map { .string("\($0)") })
        }
        let records = table(kind).records
        return [
            "live": list(records.lazy.filter { !$0.isArchived }.map(\.id)),
            "archived": list(records.lazy.filter(\.isArchived).map(\.id)),
            "merged": list(absorbed[kind.rawValue].keys.sorted()),
        ]
    }

    mutating func controlAssociations(
        _ request: ControlRequest, _ rest: [String]
    ) throws(ChangeError) -> JSONValue {
        let body = try request.object()
        let from = try Self.kind(body["from"]?["type"])
        let to = try Self.kind(body["to"]?["type"])
        let fromID = try id(body["from"]?["id"]?.scalarText ?? "")
        let toID = try id(body["to"]?["id"]?.scalarText ?? "")
        let label = body["label"]?.stringValue
        let typeID = body["typeId"]?.integerValue.map { Int($0) }
        let removing = rest.first == "remove"
        var types = associationTypes(
            from: from, to: to, label: label, typeID: typeID,
            category: body["category"]?.stringValue)
        if removing {
            // Without a label the whole pair goes; with one, only that type.
            types = label == nil && typeID == nil ? [] : Array(types.prefix(1))
        }
        let changed = try associate(
            from, fromID, to: to, toID, types: types, removing: removing)
        return ["changed": .bool(changed)]
    }

    /// Gives the first N live records after an id one identical modified stamp.
    mutating func controlTouch(_ request: ControlRequest) throws(ChangeError) -> JSONValue {
        let body = try request.object()
        let kind = try Self.kind(body["type"])
        let count = body["count"]?.integerValue.map { Int($0) } ?? 1
        let after = body["after"]?.scalarText.flatMap { UInt64($0) } ?? 0
        let stamp = try body["at"].map { value throws(ChangeError) in
            try Self.stamp(value, "at")
        }
        let values = try assignments(body["properties"])
        let ids = tables[kind.rawValue].records[tables[kind.rawValue].lowerBound(after + 1)...]
            .lazy.filter { !$0.isArchived }.prefix(count).map(\.id)
        let chosen = Array(ids)
        let instant = stamp ?? clock.now
        for id in chosen {
            if !values.isEmpty {
                try write(kind, id, values, cause: .init(sourceType: "BATCH_UPDATE"))
            }
            try touch(kind, id, at: instant)
        }
        return [
            "touched": .integer(chosen.count), "at": .string(StampText.iso(instant)),
            "firstId": .text(chosen.first.map { "\($0)" }),
            "lastId": .text(chosen.last.map { "\($0)" }),
        ]
    }

    private mutating func controlCreate(
        _ kind: ObjectKind, _ body: JSONValue
    ) throws(ChangeError) -> JSONValue {
        let createdAt = try body["createdAt"].map { value throws(ChangeError) in
            try Self.stamp(value, "createdAt")
        }
        let newID = try create(
            kind, assignments(body["properties"]), cause: cause(body),
            id: body["id"]?.scalarText.flatMap { UInt64($0) }, createdAt: createdAt)
        for link in body["associations"]?.elements ?? [] {
            let to = try Self.kind(link["type"])
            let toID = try id(link["id"]?.scalarText ?? "")
            let types = associationTypes(
                from: kind, to: to, label: link["label"]?.stringValue,
                typeID: link["typeId"]?.integerValue.map { Int($0) })
            try associate(kind, newID, to: to, toID, types: types)
        }
        return try truth(kind, newID)
    }

    /// Makes records alike, all at one instant.
    private mutating func controlCreateMany(
        _ kind: ObjectKind, _ body: JSONValue
    ) throws(ChangeError) -> JSONValue {
        let count = body["count"]?.integerValue ?? 1
        guard (1...100_000).contains(count) else { throw .invalid("count is 1…100000") }
        let values = try assignments(body["properties"])
        var made: [UInt64] = []
        for _ in 0..<count { made.append(try create(kind, values, cause: cause(body))) }
        return [
            "created": .integer(made.count), "firstId": .text(made.first.map { "\($0)" }),
            "lastId": .text(made.last.map { "\($0)" }),
        ]
    }

    private mutating func controlMerge(
        _ kind: ObjectKind, _ body: JSONValue
    ) throws(ChangeError) -> JSONValue {
        let primary = try id(body["primary"]?.scalarText ?? "")
        let secondary = try id(body["secondary"]?.scalarText ?? "")
        guard let form = MergeForm(rawValue: body["form"]?.stringValue ?? "new") else {
            throw .invalid("form is new or old")
        }
        let survivor = try merge(kind, primary: primary, secondary: secondary, form: form)
        return try truth(kind, survivor)
    }

    private func truth(_ kind: ObjectKind, _ id: UInt64) throws(ChangeError) -> JSONValue {
        var writer = JSONWriter()
        if let record = table(kind).record(id) {
            writeTruth(record, kind, truthColumns(kind), mergedInto: nil, to: &writer)
        } else if let gone = absorbed[kind.rawValue][id] {
            writeTruth(
                gone.record, kind, truthColumns(kind), mergedInto: survivor(kind, id), to: &writer)
        } else {
            throw .notFound("\(kind.singular) \(id)")
        }
        return JSONParser.parse(writer.bytes) ?? .null
    }

    private func id(_ text: String) throws(ChangeError) -> UInt64 {
        guard let id = UInt64(text) else { throw .invalid("\"\(text)\" is no record id") }
        return id
    }

    private func cause(_ body: JSONValue) -> Cause {
        guard let type = body["sourceType"]?.stringValue else { return .crm }
        return Cause(
            sourceType: type, sourceID: body["sourceId"]?.stringValue,
            userID: body["updatedByUserId"]?.integerValue.map { Int($0) })
    }

    func assignments(_ value: JSONValue?) throws(ChangeError) -> [Assignment] {
        try (value?.members ?? []).map { member throws(ChangeError) -> Assignment in
            if member.value.isNull { return (member.name, .null) }
            guard let text = member.value.scalarText else {
                throw .invalid("the value of \(member.name) is neither text nor null")
            }
            return (member.name, .text(text))
        }
    }
}
